"""The report for a clinician, in words."""
