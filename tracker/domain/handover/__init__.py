"""What a clinician is told of a diary, counted: arithmetic for the report, and no words."""
