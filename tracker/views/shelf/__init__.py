"""The shelf: what is taken, how much of it is left, and each product's own page."""
