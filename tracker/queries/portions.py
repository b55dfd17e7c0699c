"""Many rows in portions: databases limit how much one statement can name."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

ROWS_A_QUERY = 500
"""Databases limit the parameters of one statement; SQLite has had 999 for longest."""

Item = TypeVar("Item")


def in_batches(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), ROWS_A_QUERY):
        yield items[start : start + ROWS_A_QUERY]
