"""Too many attempts: what counts them beside allauth, and the answer that asks to wait."""
