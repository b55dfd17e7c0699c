"""The profile as a person tells it: facts, each of which holds from a day on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tracker.domain.diary.profile import PROFILE_FACTS, EarlierProfile, Profile

Profiles = tuple[Profile, tuple[EarlierProfile, ...]]
"""The profile of now, and those before it, each with the last day that it held."""

_UNKNOWN = Profile()


@dataclass(frozen=True, slots=True)
class HeldFact:
    """One fact of a `Profile`, holding from a day on; `holds_from` None: since ever.

    `value` is as in `Profile`; `None`, also of a list, says that it is not known from then on.
    """

    fact: str
    value: Any = None
    holds_from: date | None = None

    @property
    def id(self) -> str:
        """Name the fact and its first day: there is one value for the two.

        >>> HeldFact("kidney", "ckd", date(2026, 5, 1)).id
        'kidney from 2026-05-01'
        """
        return self.fact if self.holds_from is None else f"{self.fact} from {self.holds_from}"

    @property
    def profile_value(self) -> Any:
        """What a `Profile` holds: a list of which nothing is known is an empty one there."""
        return getattr(_UNKNOWN, self.fact) if self.value is None else self.value


def held(fact: str, profile_value: Any, holds_from: date | None) -> HeldFact:
    """Return the fact of a value as it stands in a `Profile`.

    >>> held("conditions", (), None)
    HeldFact(fact='conditions', value=None, holds_from=None)
    """
    is_unknown = profile_value == getattr(_UNKNOWN, fact)
    return HeldFact(fact, None if is_unknown else profile_value, holds_from)


def timelines(facts: Iterable[HeldFact]) -> Mapping[str, list[HeldFact]]:
    """Return what was told of each fact, in order of time."""
    of_fact: dict[str, list[HeldFact]] = defaultdict(list)
    for told in sorted(facts, key=lambda told: told.holds_from or date.min):
        of_fact[told.fact].append(told)
    return of_fact


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
    of_fact = timelines(facts)
    turns = {told.holds_from for timeline in of_fact.values() for told in timeline[1:]}
    lasts = sorted(turn - timedelta(days=1) for turn in turns if turn and turn > date.min)
    earlier = tuple(EarlierProfile(last, _profile_on(last, of_fact)) for last in lasts)
    return _profile_on(date.max, of_fact), earlier


def _profile_on(day: date, of_fact: Mapping[str, list[HeldFact]]) -> Profile:
    return Profile(**{fact: _value_on(day, timeline) for fact, timeline in of_fact.items()})


def _value_on(day: date, timeline: list[HeldFact]) -> Any:
    begun = [told for told in timeline if (told.holds_from or date.min) <= day]
    return (begun[-1] if begun else timeline[0]).profile_value


def facts_of(profile: Profile, earlier_profiles: Sequence[EarlierProfile]) -> list[HeldFact]:
    """Return the facts that make up the profiles: one a fact and day on which it turned.

    A fact that never changed and is not known is left out.

    >>> facts_of(
    ...     Profile(kidney="ckd", region="EU"),
    ...     [EarlierProfile(date(2026, 4, 30), Profile(region="EU"))],
    ... )  # doctest: +NORMALIZE_WHITESPACE
    [HeldFact(fact='kidney', value=None, holds_from=None),
     HeldFact(fact='kidney', value='ckd', holds_from=datetime.date(2026, 5, 1)),
     HeldFact(fact='region', value='EU', holds_from=None)]
    """
    ordered = sorted(earlier_profiles, key=lambda earlier: earlier.until)
    days = [None, *(earlier.until + timedelta(days=1) for earlier in ordered)]
    profiles = [*(earlier.profile for earlier in ordered), profile]
    periods = list(zip(days, profiles, strict=True))
    return [told for fact in PROFILE_FACTS for told in _turns(fact, periods)]


def _turns(fact: str, periods: Sequence[tuple[date | None, Profile]]) -> list[HeldFact]:
    turns: list[HeldFact] = []
    for holds_from, profile in periods:
        told = held(fact, getattr(profile, fact), holds_from)
        if not turns or turns[-1].value != told.value:
            turns.append(told)
    is_unknown = len(turns) == 1 and turns[0].value is None
    return [] if is_unknown else turns
