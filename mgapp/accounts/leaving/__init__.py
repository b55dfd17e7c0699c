"""An account is asked to be deleted, waits two weeks, and is kept or erased."""
