"""What pages read of a diary, once for each state of it.

A day, the form on it and the tap after it ask for the same weeks, and a save for what the look
before it found. All of it is kept in the worker's memory under the person's `state`, which is new
with each write: whoever read the person before a write and the diary after it keeps the newer one,
and nobody asks for it later. See docs/decisions/0014-kept-pages.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import get_language

from tracker import queries
from tracker.domain.diary import Diary, Intake
from tracker.domain.rules import Flag, find_flags
from tracker.knowledge import knowledge
from tracker.views.kept_html import kept
from tracker.views.shown.day import BACK
from tracker.views.shown.outlook import Outlook, outlook

MOST_KEPT = 16
"""How many windows of diaries a worker holds: of a full one, half a MB each."""

MINUTES_OF_TYPING = 10
"""How long a worker remembers what an entry would bring. Nothing in it says "now"."""


def told_of(person: Any) -> queries.ToldProfiles:
    """Return the profiles of the person, and of which facts they spoke."""
    return _told(person, person.state)


def belongings_of(person: Any) -> Mapping[str, Any]:
    """Return what belongs to the person and to no day; see `queries.belongings`."""
    return _belongings(person, person.state)


def first_day_of(person: Any) -> date | None:
    """Return the first day with an entry; None where there is none."""
    return _first_day(person, person.state)


def diary_of(person: Any, day: date) -> Diary:
    """Return the diary as far around `day` as its page, its flags and its forms look."""
    return _diary(person, person.state, day)


def flags_around(person: Any, day: date) -> tuple[Flag, ...]:
    """Return the flags of `diary_of` that day, the tips of the week up to it among them."""
    return _flags(person, person.state, day)


def outlook_of(person: Any, day: date, intakes: Sequence[Intake], *, home: ZoneInfo) -> Outlook:
    """Return what `intakes`, of one moment of that day, would bring to `diary_of` it.

    What is not in the diary yet brings the same under any id: the page that opens a form and the
    form when it comes have different ones.
    """
    diary = diary_of(person, day)
    if {one.id for one in intakes}.isdisjoint(one.id for one in diary.intakes):
        intakes = [replace(one, id="") for one in intakes]

    def make() -> Outlook:
        held = flags_around(person, day)
        return outlook(intakes, diary, knowledge(), home=home, held=held)

    key = ("outlook", person.pk, person.state, day, intakes, home.key, get_language())
    return kept(key, make, minutes=MINUTES_OF_TYPING)


@lru_cache(maxsize=MOST_KEPT)
def _told(person: Any, state: str) -> queries.ToldProfiles:
    del state  # a part of the key
    return queries.told_profiles(person)


@lru_cache(maxsize=MOST_KEPT)
def _belongings(person: Any, state: str) -> Mapping[str, Any]:
    del state
    return queries.belongings(person)


@lru_cache(maxsize=MOST_KEPT)
def _first_day(person: Any, state: str) -> date | None:
    del state
    return queries.first_written(person)


@lru_cache(maxsize=MOST_KEPT)
def _diary(person: Any, state: str, day: date) -> Diary:
    del state
    return queries.diary_around(person, day, back=BACK, known=told_of(person).profiles)


@lru_cache(maxsize=MOST_KEPT)
def _flags(person: Any, state: str, day: date) -> tuple[Flag, ...]:
    return tuple(find_flags(_diary(person, state, day), knowledge().rule_book, today=day))
