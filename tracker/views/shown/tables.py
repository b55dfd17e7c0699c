"""The numbers behind a picture, as a table."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Head:
    """The first cell of a row; it can lead to a page."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    head: Head
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`caption` says what the numbers are. One that is wide may not fit on a phone."""

    caption: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    is_wide: bool = False


def table_of(caption: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Table:
    """Return a table without links; the first cell of each row is its head."""
    return Table(
        caption,
        tuple(map(Head, heads)),
        tuple(Row(Head(first), tuple(others)) for first, *others in rows),
    )
