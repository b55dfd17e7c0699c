"""The pages on which something is logged, one file a kind of entry."""
