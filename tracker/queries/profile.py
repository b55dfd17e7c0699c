"""The profile over time, from facts that each hold from a day on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, get_type_hints

from tracker.domain.diary import EarlierProfile, Profile
from tracker.models import HeldFact, Person, ProfileFact
from tracker.models.plain import from_plain

Profiles = tuple[Profile, tuple[EarlierProfile, ...]]

_HINTS = get_type_hints(Profile)
_UNKNOWN = Profile()


def profiles(person: Person) -> Profiles:
    """Return the profile of today, and those before it, each with the last day that it held."""
    rows = ProfileFact.objects.filter(person=person)
    return profiles_from([row.entry() for row in rows])


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
