"""What `make` and the makers of committed files call."""
