"""A bare Django site, to compare with: a session, a login, and one template that extends a base."""
