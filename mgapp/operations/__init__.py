"""Backups of the whole site, bringing them back, and moving it to another database.

A backup is always one SQLite file, whatever database it comes from. So there is one way to pack,
to check and to bring back (docs/decisions/0024-backups.md).
"""
