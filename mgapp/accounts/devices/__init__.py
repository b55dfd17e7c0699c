"""Where somebody is logged in: the sessions, and the news of a browser that was never seen."""
