"""Whole databases: connecting to another one, what tables it has, and all its rows carried over."""
