"""Planned experiments, made ready for their pages."""
