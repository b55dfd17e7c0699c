"""One form an action: what was typed comes in, a domain value goes to `tracker.actions`."""
