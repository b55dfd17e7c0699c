"""Makes page 1 fit on a page: what is long is shortened there, and stands whole behind it."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.exports.report.values import Fact, Section, Table

MOST_LINES, MOST_FACTS = 3, 4
MOST_LETTERS, MOST_IN_A_FACT, MOST_IN_A_CELL = 220, 140, 60
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


def shortened(section: Section, *, rows: int = 0, facts: int = MOST_FACTS) -> Section:
    """Return the section as it stands on page 1. `left_out` says what of it stands later."""
    table = section.table
    short = replace(
        section,
        lines=tuple(short_text(one, MOST_LETTERS) for one in section.lines[:MOST_LINES]),
        facts=shortened_facts(section.facts[:facts]),
        table=None if table is None else _short_table(table, rows),
    )
    if short == section:
        return section
    return replace(short, left_out=_left_out(section, rows))


def shortened_facts(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(
        Fact(short_text(one.label, MOST_IN_A_CELL), short_text(one.text, MOST_IN_A_FACT))
        for one in facts
    )


def _short_table(table: Table, rows: int) -> Table:
    return replace(
        table,
        rows=tuple(
            tuple(short_text(cell, MOST_IN_A_CELL) for cell in row) for row in table.rows[:rows]
        ),
    )


def _left_out(section: Section, rows: int) -> str:
    more = max(len(section.table.rows) - rows, 0) if section.table else 0
    if not more:
        return _("In full under “%(heading)s” further on.") % {"heading": section.heading}
    return ngettext(
        "%(count)d more, and the rest, under “%(heading)s” further on.",
        "%(count)d more, and the rest, under “%(heading)s” further on.",
        more,
    ) % {"count": more, "heading": section.heading}


def short_text(text: str, letters: int) -> str:
    """Return the text, cut at a word where it is longer than so many letters.

    >>> short_text("magnesium glycinate", 12), short_text("magnesium", 12)
    ('magnesium…', 'magnesium')
    """
    if len(text) <= letters:
        return text
    cut = text[: letters - 1]
    at_word = cut.rsplit(" ", 1)[0]
    kept = at_word if len(at_word) > letters // 2 else cut
    return f"{kept.rstrip(' ,;:')}{ELLIPSIS}"
