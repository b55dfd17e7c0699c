"""Tidy tables: a row a thing, a column a fact, and what is not known stays blank.

`columns` says which tables there are and what each column means, `rows` and `days` make rows of
domain values, `csv_file` and `workbook_file` write them. Everything goes row by row: nothing here
holds a whole diary.
"""

from tracker.exports.tables.csv_file import flat_csv, zipped_csv
from tracker.exports.tables.handed import Handed
from tracker.exports.tables.workbook_file import workbook

__all__ = ["Handed", "flat_csv", "workbook", "zipped_csv"]
