"""When each thing is fine next: the list on the page of today.

A time is "fine" where no spacing rule would flag the entry. A medicine that no rule knows is
listed as such: to call it fine would be to claim knowledge.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from tracker.domain.diary import Content, Diary, Intake, instant
from tracker.domain.rules.book import RuleBook
from tracker.domain.rules.model import CombinationRule, SpacingRule
from tracker.domain.rules.traits import TraitReader, names_of
from tracker.domain.timing import (
    BlockedWindow,
    blocked_windows,
    combinations_near,
    next_safe_time,
)

MINERAL_DOSES_MG = {"magnesium": 200, "calcium": 600, "iron": 18, "zinc": 15}
"""Usual doses of a supplement. Only calcium's matters: little of it needs no hours."""

MEDICINE_DAYS = timedelta(days=14)
REACH = timedelta(hours=48)
"""No rule looks further than a day to either side; entries beyond this are left out."""


@dataclass(frozen=True, slots=True)
class NextTime:
    """When one thing is fine next.

    `at` is the first fine moment from now on, `None` where hours do not help; `because` are
    the windows that stand before it, and `ask_about` the rules that hours do not satisfy.
    `is_known` says whether any rule speaks of it at all.
    """

    candidate: Intake
    at: datetime | None
    is_now: bool
    is_known: bool
    because: tuple[BlockedWindow, ...] = ()
    ask_about: tuple[CombinationRule, ...] = ()


def next_times(diary: Diary, rules: RuleBook, *, now: datetime) -> list[NextTime]:
    """Return when the minerals, and the medicines of the last 14 days, are fine from `now` on.

    `now` stands in the zone in which the answer is wanted. Entries that only know their day
    are in no gap; `untimed_near` names them.
    """
    near = replace(diary, intakes=tuple(_near(diary.intakes, now)))
    candidates = [*minerals(now), *medicines(diary, rules, now)]
    return [next_time(candidate, near, rules, now) for candidate in candidates]


def next_time(candidate: Intake, diary: Diary, rules: RuleBook, now: datetime) -> NextTime:
    at = next_safe_time(candidate, diary, rules, now=now)
    if at is None:
        asked = tuple(combinations_near(candidate, diary, rules, now))
        return NextTime(candidate, None, is_now=False, is_known=True, ask_about=asked)
    is_now = instant(at) == instant(now)
    windows = () if is_now else blocked_windows(candidate, diary, rules, start=now, end=at)
    return NextTime(candidate, at, is_now, is_spoken_of(candidate, rules), tuple(windows))


def untimed_near(diary: Diary, rules: RuleBook, *, now: datetime) -> list[Intake]:
    """Return the entries of today without a time that a rule might pair with something."""
    reader = TraitReader(rules)
    return [
        intake
        for intake in diary.intakes
        if intake.precision == "day"
        and intake.taken_at.date() == now.date()
        and _can_pair(intake, reader)
    ]


def minerals(now: datetime) -> Iterator[Intake]:
    """Yield a usual supplement of each mineral, as it would be taken now."""
    for mineral, mg in MINERAL_DOSES_MG.items():
        dose = Content(mineral, amount=Decimal(mg), unit="mg", basis="elemental")
        yield Intake(
            id=f"next {mineral}",
            taken_at=now,
            timezone=str(now.tzinfo),
            contents=(dose,),
            route="oral",
            source="supplement",
        )


def medicines(diary: Diary, rules: RuleBook, now: datetime) -> Iterator[Intake]:
    """Yield each medicine of the last 14 days as it was taken last, in order of its name."""
    since = instant(now - MEDICINE_DAYS)
    latest: dict[tuple[str, ...], Intake] = {}
    for intake in sorted(diary.intakes, key=lambda intake: instant(intake.taken_at)):
        if since <= instant(intake.taken_at) <= instant(now) and is_medicine(intake, rules):
            latest[_what(intake)] = intake
    yield from (latest[what] for what in sorted(latest))


def is_medicine(intake: Intake, rules: RuleBook) -> bool:
    """Is it swallowed as a medicine, or named as one that a rule knows?"""
    if intake.route != "oral" or not intake.contents:
        return False
    if intake.source == "medicine":
        return True
    spaced = (*rules.of_type(SpacingRule), *rules.of_type(CombinationRule))
    known = {name for rule in spaced for name in rule.partner_names}
    is_supplement = intake.source == "supplement"
    return is_supplement and not known.isdisjoint(_what(intake))


def is_spoken_of(candidate: Intake, rules: RuleBook) -> bool:
    """Does any rule about hours or combinations speak of it?"""
    return _can_pair(candidate, TraitReader(rules))


def _can_pair(intake: Intake, reader: TraitReader) -> bool:
    kind = reader.read(intake).kind
    return bool(kind.groups or kind.partner_of)


def _what(intake: Intake) -> tuple[str, ...]:
    return tuple(sorted({name for content in intake.contents for name in names_of(content)}))


def _near(intakes: Iterable[Intake], now: datetime) -> Iterator[Intake]:
    for intake in intakes:
        if abs(intake.taken_at - now) <= REACH:
            yield intake
