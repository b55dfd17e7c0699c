"""The report for a clinician: what stands on it, and its pages as PDF."""
