"""One file a page; a view asks, computes and shows."""
