"""What "Does it help?" shows."""
