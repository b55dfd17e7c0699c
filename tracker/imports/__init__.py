"""Bytes from elsewhere in, domain values out; and a diary that nobody lived, for trying things.

`mapping` says what the columns of a table mean, `table` reads one by it, `demo_diary` makes one
up. Nothing here stores anything: `tracker.actions.add_entries` does.
"""

from tracker.imports.demo_diary import demo_diary
from tracker.imports.mapping import MappingError, TableMapping, read_mapping
from tracker.imports.table import Check, ReadTable, TableError, read_table

__all__ = [
    "Check",
    "MappingError",
    "ReadTable",
    "TableError",
    "TableMapping",
    "demo_diary",
    "read_mapping",
    "read_table",
]
