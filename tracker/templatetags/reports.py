"""How the tables of a report stand on a page."""

from collections.abc import Iterable, Sequence

from django import template

from tracker.exports.report.values import Column

register = template.Library()


@register.filter
def under(cells: Sequence[str], columns: Sequence[Column]) -> Iterable[tuple[Column, str]]:
    """Return each cell of a row with the column that it stands under."""
    return list(zip(columns, cells, strict=True))
