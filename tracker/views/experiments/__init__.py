"""Planned experiments: the list, the plan before it is fixed, each one's page and its report."""
