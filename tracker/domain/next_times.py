"""When each thing is fine next: the list on the page of today.

A time is "fine" where no spacing rule would flag the entry. A medicine that no rule knows is
listed as such: to call it fine would be to claim knowledge. A usual dose that nobody logged
counts as taken nowhere; where it would matter, a second time says "if you took it".
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from operator import itemgetter

from tracker.domain.diary import Content, Diary, Intake, Product, instant
from tracker.domain.rules.book import RuleBook
from tracker.domain.rules.model import CombinationRule
from tracker.domain.rules.traits import names_of, reader_for
from tracker.domain.timing import BlockedWindow, Planner, combinations_near
from tracker.domain.usual_doses import UsualDose, is_of

MINERAL_DOSES_MG = {"magnesium": 200, "calcium": 600, "iron": 18, "zinc": 15}
"""Usual doses of a supplement. Only calcium's matters: little of it needs no hours."""

MEDICINE_DAYS = timedelta(days=14)
REACH = timedelta(hours=48)
"""No rule looks further than a day to either side; entries beyond this are left out."""


@dataclass(frozen=True, slots=True)
class IfTaken:
    """When a thing is fine next if usual `doses` that nobody logged were taken at their times.

    `because` are the windows of these doses; `at` is `None` where hours do not help.
    """

    at: datetime | None
    doses: tuple[UsualDose, ...]
    because: tuple[BlockedWindow, ...] = ()
    ask_about: tuple[CombinationRule, ...] = ()


@dataclass(frozen=True, slots=True)
class NextTime:
    """When one thing is fine next.

    `at` is the first fine moment from now on, `None` where hours do not help; `because` are
    the windows that stand before it, and `ask_about` the rules that hours do not satisfy.
    `is_known` says whether any rule speaks of it at all. `if_taken` is another answer that
    holds if usual doses were taken, where it differs.
    """

    candidate: Intake
    at: datetime | None
    is_now: bool
    is_known: bool
    because: tuple[BlockedWindow, ...] = ()
    ask_about: tuple[CombinationRule, ...] = ()
    if_taken: IfTaken | None = None


def next_times(
    diary: Diary, rules: RuleBook, *, now: datetime, open_doses: Sequence[UsualDose] = ()
) -> list[NextTime]:
    """Return when the minerals, and the person's medicines, are fine from `now` on.

    `now` stands in the zone in which the answer is wanted. Entries that only know their day
    are in no gap; `untimed_near` names them. `open_doses` are the usual ones around now that
    nobody logged.
    """
    near = Planner(replace(diary, intakes=tuple(_near(diary.intakes, now))), rules)
    candidates = [*minerals(now), *medicines(diary, rules, now)]
    found = [next_time(candidate, near, rules, now) for candidate in candidates]
    return [replace(one, if_taken=if_taken(one, near, rules, open_doses, now)) for one in found]


def next_time(candidate: Intake, planner: Planner, rules: RuleBook, now: datetime) -> NextTime:
    at = planner.next_safe_time(candidate, now=now)
    if at is None:
        asked = tuple(planner.combinations_near(candidate, now))
        return NextTime(candidate, None, is_now=False, is_known=True, ask_about=asked)
    is_now = instant(at) == instant(now)
    windows = () if is_now else planner.blocked_windows(candidate, start=now, end=at)
    return NextTime(candidate, at, is_now, is_spoken_of(candidate, rules), tuple(windows))


def if_taken(
    known: NextTime, planner: Planner, rules: RuleBook, doses: Sequence[UsualDose], now: datetime
) -> IfTaken | None:
    """Return when the thing is fine if the doses were taken, `None` where it is fine just then too.

    A dose of the thing itself is left out: to take it now is to take that dose.
    """
    others = [dose for dose in doses if not is_of(dose.product, known.candidate)]
    if not others or known.at is None:
        return None
    taken = {dose.as_taken.id: dose for dose in others}
    supposed = planner.joined_by(dose.as_taken for dose in others)
    found = next_time(known.candidate, supposed, rules, now)
    if found.at is None:
        asked = [dose for dose in others if _is_better_not_combined(known, dose, rules, now)]
        return IfTaken(None, _nearest_of_each(asked, now), ask_about=found.ask_about)
    if instant(found.at) == instant(known.at):
        return None
    later = [window for window in found.because if instant(window.end) > instant(known.at)]
    because = [window for window in later if window.entry.id in taken]
    # Without a window of its own, a dose makes that of an entry beside it: a larger amount.
    meant = [taken[name] for name in dict.fromkeys(window.entry.id for window in because)]
    return IfTaken(found.at, tuple(meant or others), tuple(because or later))


def _nearest_of_each(doses: Iterable[UsualDose], now: datetime) -> tuple[UsualDose, ...]:
    """Return one dose of each product: hours help with none of them, so one says it all."""
    nearest: dict[str, UsualDose] = {}
    for dose in sorted(doses, key=lambda dose: abs(instant(dose.at) - instant(now))):
        nearest.setdefault(dose.product.id, dose)
    return tuple(nearest.values())


def _is_better_not_combined(
    known: NextTime, dose: UsualDose, rules: RuleBook, now: datetime
) -> bool:
    alone = Diary(intakes=(dose.as_taken,))
    return bool(combinations_near(known.candidate, alone, rules, now))


def untimed_near(diary: Diary, rules: RuleBook, *, now: datetime) -> list[Intake]:
    """Return the entries of today without a time that a rule might pair with something."""
    return [
        intake
        for intake in diary.intakes
        if intake.precision == "day"
        and intake.taken_at.date() == now.date()
        and is_spoken_of(intake, rules)
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
    """Yield the medicines on the shelf and those of the last 14 days, in order of their names.

    One that is on the shelf is as its label says, another one as it was taken last.
    """
    since, until = instant(now - MEDICINE_DAYS), instant(now)
    taken = ((instant(one.taken_at), one) for one in diary.intakes if is_medicine(one, rules))
    of_these_days = [(at, one) for at, one in taken if since <= at <= until]
    latest: dict[tuple[str, ...], Intake] = {}
    for _at, intake in sorted(of_these_days, key=itemgetter(0)):
        latest[_what(intake)] = intake
    for intake in _on_the_shelf(diary.products, now):
        if is_medicine(intake, rules):
            latest[_what(intake)] = intake
    yield from (latest[what] for what in sorted(latest))


def _on_the_shelf(products: Iterable[Product], now: datetime) -> Iterator[Intake]:
    for product in products:
        if not product.is_put_away:
            name = f"next {product.id}"
            yield product.taken(intake_id=name, at=now, timezone=str(now.tzinfo))


def is_medicine(intake: Intake, rules: RuleBook) -> bool:
    """Is it swallowed as a medicine, or named as one that a rule knows?"""
    if intake.route != "oral" or not intake.contents:
        return False
    if intake.source == "medicine":
        return True
    is_supplement = intake.source == "supplement"
    return is_supplement and not rules.partner_names.isdisjoint(_what(intake))


def is_spoken_of(candidate: Intake, rules: RuleBook) -> bool:
    """Does any rule about hours or combinations speak of it?"""
    kind = reader_for(rules).read(candidate).kind
    return bool(kind.groups or kind.partner_of)


def _what(intake: Intake) -> tuple[str, ...]:
    return tuple(sorted({name for content in intake.contents for name in names_of(content)}))


def _near(intakes: Iterable[Intake], now: datetime) -> Iterator[Intake]:
    for intake in intakes:
        if abs(intake.taken_at - now) <= REACH:
            yield intake
