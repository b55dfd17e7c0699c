"""What pages read of a diary, once for each state of it.

A day, the form on it and the tap after it ask for the same weeks. What is read here is frozen and
kept in the worker's memory under the person's `state`, which is new with each write: whoever read
the person before a write and the diary after it keeps the newer one, and nobody asks for it later.
See docs/decisions/0014-kept-pages.md.
"""

from datetime import date
from functools import lru_cache
from typing import Any

from tracker import queries
from tracker.domain.diary import Diary
from tracker.domain.rules import Flag, find_flags
from tracker.knowledge import knowledge
from tracker.views.shown.day import BACK

MOST_KEPT = 32
"""How many windows of diaries a worker holds."""


def told_of(person: Any) -> queries.ToldProfiles:
    """Return the profiles of the person, and of which facts they spoke."""
    return _told(person, person.state)


def diary_of(person: Any, day: date) -> Diary:
    """Return the diary as far around `day` as its page, its flags and its forms look."""
    return _diary(person, person.state, day)


def flags_around(person: Any, day: date) -> tuple[Flag, ...]:
    """Return the flags of `diary_of` that day, for what an entry would add to them."""
    return _flags(person, person.state, day)


@lru_cache(maxsize=MOST_KEPT)
def _told(person: Any, state: str) -> queries.ToldProfiles:
    del state  # a part of the key
    return queries.told_profiles(person)


@lru_cache(maxsize=MOST_KEPT)
def _diary(person: Any, state: str, day: date) -> Diary:
    del state
    return queries.diary_around(person, day, back=BACK, known=told_of(person).profiles)


@lru_cache(maxsize=MOST_KEPT)
def _flags(person: Any, state: str, day: date) -> tuple[Flag, ...]:
    return tuple(find_flags(_diary(person, state, day), knowledge().rule_book))
