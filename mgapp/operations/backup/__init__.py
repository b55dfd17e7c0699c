"""Making a backup of the whole site, keeping the right ones, and bringing one back."""
