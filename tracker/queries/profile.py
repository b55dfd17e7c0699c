"""The profile over time, from facts that each hold from a day on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tracker.domain.diary import HeldFact, Profiles, profiles_from
from tracker.domain.diary.held_facts import timelines
from tracker.models import Person, ProfileFact


@dataclass(frozen=True, slots=True)
class Period:
    """A value of one fact from its first to its last day; None: without such an end.

    `value` is as in `Profile`, and None or an empty list where the fact is not known.
    """

    fact: str
    value: Any
    first: date | None
    last: date | None

    def holds_on(self, day: date) -> bool:
        return (self.first or date.min) <= day <= (self.last or date.max)


def profile_periods(person: Person) -> Mapping[str, Sequence[Period]]:
    """Return what was said of each fact, in order of time; facts never spoken of are left out.

    A fact can be there with nothing known of it: the person was asked and did not say.
    """
    rows = ProfileFact.objects.filter(person=person)
    of_fact = timelines(row.entry() for row in rows)
    return {fact: _periods(timeline) for fact, timeline in of_fact.items()}


def _periods(timeline: Sequence[HeldFact]) -> list[Period]:
    nexts = [told.holds_from for told in timeline[1:]]
    lasts = [None if after is None else after - timedelta(days=1) for after in nexts]
    return [
        Period(told.fact, told.profile_value, told.holds_from, last)
        for told, last in zip(timeline, [*lasts, None], strict=True)
    ]


def profiles(person: Person) -> Profiles:
    """Return the profile of today, and those before it, each with the last day that it held."""
    return told_profiles(person).profiles


@dataclass(frozen=True, slots=True)
class ToldProfiles:
    """The profiles, and the facts that the person was asked about or spoke of."""

    profiles: Profiles
    spoken_of: frozenset[str]


def told_profiles(person: Person) -> ToldProfiles:
    """Return what `profiles` returns and whose facts were ever spoken of, in one query."""
    facts = [row.entry() for row in ProfileFact.objects.filter(person=person)]
    return ToldProfiles(profiles_from(facts), frozenset(told.fact for told in facts))
