"""The numbers behind a picture, as a table."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True, slots=True)
class Head:
    """The first cell of a row; it can lead to a page."""

    text: str
    href: str = ""

    @property
    def html(self) -> SafeString:
        link = f'<a href="{escape(self.href)}">{escape(self.text)}</a>'
        return mark_safe(link if self.href else escape(self.text))  # noqa: S308 # nosec B308 B703 - escaped


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

    @property
    def body(self) -> SafeString:
        """Return the rows as HTML. A page has a thousand cells: a template takes ten times as long,
        and they would be a fifth of what the page costs.
        """
        return mark_safe("".join(map(_row_html, self.rows)))  # noqa: S308 # nosec B308 B703 - escaped


def _row_html(row: Row) -> str:
    cells = "".join(f"<td>{escape(cell)}</td>" for cell in row.cells)
    return f'<tr><th scope="row">{row.head.html}</th>{cells}</tr>'


def table_of(caption: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Table:
    """Return a table without links; the first cell of each row is its head."""
    return Table(
        caption,
        tuple(map(Head, heads)),
        tuple(Row(Head(first), tuple(others)) for first, *others in rows),
    )
