"""The profile over time, from facts that each hold from a day on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, get_type_hints

from tracker.domain.diary import EarlierProfile, Profile
from tracker.models import HeldFact, Person, ProfileFact
from tracker.models.plain import from_plain

Profiles = tuple[Profile, tuple[EarlierProfile, ...]]

_HINTS = get_type_hints(Profile)
_UNKNOWN = Profile()


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
    timelines = _timelines(row.entry() for row in rows)
    return {fact: _periods(timeline) for fact, timeline in timelines.items()}


def _periods(timeline: Sequence[HeldFact]) -> list[Period]:
    nexts = [held.holds_from for held in timeline[1:]]
    lasts = [None if after is None else after - timedelta(days=1) for after in nexts]
    return [
        Period(held.fact, _domain_value(held), held.holds_from, last)
        for held, last in zip(timeline, [*lasts, None], strict=True)
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
    return ToldProfiles(profiles_from(facts), frozenset(held.fact for held in facts))


def profiles_from(facts: Iterable[HeldFact]) -> Profiles:
    """Return the profiles that `facts` make.

    A fact holds from its day until the same fact's next day. It holds before its first day too,
    unless an earlier value is known (`holds_from` None says "since ever"): this is how the
    diary document reads as well, where the profile without an `until` holds for all days.
    So a first value turns no profile into another, and each later one ends a profile on the
    day before.

    >>> now, before = profiles_from(
    ...     [HeldFact("kidney", "normal"), HeldFact("kidney", "ckd", date(2026, 5, 1))]
    ... )
    >>> now.kidney, before[0].profile.kidney, before[0].until
    ('ckd', 'normal', datetime.date(2026, 4, 30))
    """
    timelines = _timelines(facts)
    turns = {held.holds_from for timeline in timelines.values() for held in timeline[1:]}
    lasts = sorted(turn - timedelta(days=1) for turn in turns if turn and turn > date.min)
    earlier = tuple(EarlierProfile(last, _profile_on(last, timelines)) for last in lasts)
    return _profile_on(date.max, timelines), earlier


def _timelines(facts: Iterable[HeldFact]) -> Mapping[str, list[HeldFact]]:
    timelines: dict[str, list[HeldFact]] = defaultdict(list)
    for held in sorted(facts, key=lambda held: held.holds_from or date.min):
        timelines[held.fact].append(held)
    return timelines


def _profile_on(day: date, timelines: Mapping[str, list[HeldFact]]) -> Profile:
    return Profile(**{fact: _value_on(day, timeline) for fact, timeline in timelines.items()})


def _value_on(day: date, timeline: list[HeldFact]) -> Any:
    begun = [held for held in timeline if (held.holds_from or date.min) <= day]
    return _domain_value(begun[-1] if begun else timeline[0])


def _domain_value(held: HeldFact) -> Any:
    if held.value is None:
        return getattr(_UNKNOWN, held.fact)
    return from_plain(_HINTS[held.fact], held.value)
