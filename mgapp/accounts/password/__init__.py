"""A name and a password: sign up, log in, log out, and another password."""
