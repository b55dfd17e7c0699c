"""What is read of what is sent: so much, and of a type that can be read."""
