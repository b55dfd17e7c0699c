"""The writes of the profile: facts that hold from a day on."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, get_type_hints

from django.contrib.auth.models import AbstractBaseUser

from tracker.actions import kept
from tracker.actions.errors import UnknownFact
from tracker.actions.kept import Saved
from tracker.actions.ledger import ledger
from tracker.domain.diary import PROFILE_FACTS, EarlierProfile, Profile
from tracker.models import Change, HeldFact, Person, ProfileFact
from tracker.models.plain import from_plain, plain

_HINTS = get_type_hints(Profile)
_UNKNOWN = Profile()


def set_profile_fact(
    *,
    person: Person,
    fact: str,
    value: Any,
    holds_from: date | None = None,
    by: AbstractBaseUser | None = None,
) -> Saved[ProfileFact]:
    """Say what a fact of the profile is from a day on; None: since ever.

    `value` is the domain value (`Profile`), and None says that it is not known from then on.
    A value for the same fact and day takes the place of the one before. A fact holds before
    its first day too: for one that began (a pregnancy), say what was so before as well, with
    `holds_from` None.
    """
    held = _held(fact, value, holds_from)
    with ledger(person, by) as book:
        return kept.put(book, held)


def remove_profile_fact(
    *,
    person: Person,
    fact: str,
    holds_from: date | None = None,
    by: AbstractBaseUser | None = None,
) -> Change:
    """Take back what was said of a fact from that day on."""
    held_id = HeldFact(fact, None, holds_from).id
    return kept.delete(person, ProfileFact.kind, held_id, None, by)


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
    return [
        held
        for fact in PROFILE_FACTS
        for held in _turns(fact, list(zip(days, profiles, strict=True)))
    ]


def _turns(fact: str, periods: Sequence[tuple[date | None, Profile]]) -> list[HeldFact]:
    turns: list[HeldFact] = []
    for holds_from, profile in periods:
        held = _held(fact, getattr(profile, fact), holds_from)
        if not turns or turns[-1].value != held.value:
            turns.append(held)
    is_unknown = len(turns) == 1 and turns[0].value is None
    return [] if is_unknown else turns


def _held(fact: str, value: Any, holds_from: date | None) -> HeldFact:
    if fact not in PROFILE_FACTS:
        known = ", ".join(PROFILE_FACTS)
        raise UnknownFact(f"The profile has no fact {fact!r}; it has: {known}.")
    stored = None if value == getattr(_UNKNOWN, fact) else plain(value)
    try:
        if stored is not None:
            from_plain(_HINTS[fact], stored)
    except (ValueError, ArithmeticError) as error:
        raise UnknownFact(f"The profile's {fact} cannot have this value.") from error
    return HeldFact(fact, stored, holds_from)
