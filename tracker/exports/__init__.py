"""Domain values in, bytes or text out: what leaves the program."""
