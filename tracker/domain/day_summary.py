"""A day in short, for calendars and for lists over years.

How much is written down, how bad it was, and which flags touch the day. Tips are left out: they
are no finding, and with them nearly every day would look flagged.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from tracker.domain.diary import Diary, Intake, Scale, Score
from tracker.domain.rules import Flag, RuleBook, find_flags
from tracker.domain.rules.flag import moment
from tracker.domain.rules.model import SEVERITY_RANK, Severity

FORM = 1
"""Goes up with each change of the code that makes a summary another one: of what stands in it,
or of what the rules find. A change of the rules' own files has a version already."""

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorstScore:
    """The worst score of one symptom on a day."""

    value: Decimal
    scale: Scale
    symptom: str | None = None

    @property
    def share(self) -> Fraction:
        return badness(self.value, self.scale)


@dataclass(frozen=True, slots=True)
class DayFlag:
    """A flag that touches the day, with the ids of all its entries."""

    rule: str
    severity: Severity
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DaySummary:
    """What is known of a local day. `none_taken` are the substances of which the person says that
    there was none; None among them stands for anything at all.
    """

    day: date
    intakes: int = 0
    meals: int = 0
    scores: int = 0
    none_taken: tuple[str | None, ...] = ()
    worst: tuple[WorstScore, ...] = ()
    flags: tuple[DayFlag, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.intakes or self.meals or self.scores or self.none_taken)


@dataclass
class _Day:
    """A day that is being filled."""

    intakes: int = 0
    meals: int = 0
    scores: list[Score] = field(default_factory=list)
    none_taken: list[str | None] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)

    def summary(self, day: date) -> DaySummary:
        return DaySummary(
            day=day,
            intakes=self.intakes,
            meals=self.meals,
            scores=len(self.scores),
            none_taken=tuple(self.none_taken),
            worst=worst_scores(self.scores),
            flags=tuple(DayFlag(one.rule.id, one.severity, one.entries) for one in self.flags),
        )


def summarise(diary: Diary, days: Iterable[date], rules: RuleBook) -> list[DaySummary]:
    """Return a summary of each of `days`; `diary` holds them and what their flags depend on."""
    filled: dict[date, _Day] = defaultdict(_Day)
    for intake in diary.intakes:
        filled[intake.taken_at.date()].intakes += 1
    for meal in diary.meals:
        filled[meal.eaten_at.date()].meals += 1
    for score in diary.symptoms:
        filled[score.felt_at.date()].scores.append(score)
    for none_taken in diary.none_taken:
        filled[none_taken.day].none_taken.append(none_taken.substance)
    for flag in find_flags(diary, rules):
        if not flag.rule.is_tip:
            for day in days_of(flag):
                filled[day].flags.append(flag)
    return [filled[day].summary(day) for day in days]


def days_of(flag: Flag) -> set[date]:
    """Return the local days that a flag touches: those of its entries."""
    return {moment(entry).date() for entry in flag.entries_found}


def touches(flag: Flag, day: date) -> bool:
    return any(is_of(entry, day) for entry in flag.entries_found)


def is_of(entry: Intake | Score, day: date) -> bool:
    return moment(entry).date() == day


def worst_scores(scores: Iterable[Score]) -> tuple[WorstScore, ...]:
    """Return the worst score of each symptom, the worst of all first.

    Scales of different lengths are compared by their shares. A scale without a better end, and a
    symptom without a value, have no worst.
    """
    worst: dict[str | None, WorstScore] = {}
    for score in scores:
        if score.value is None or score.scale.better == "none":
            continue
        here = WorstScore(score.value, score.scale, score.symptom)
        there = worst.get(score.symptom)
        if there is None or here.share > there.share:
            worst[score.symptom] = here
    return tuple(sorted(worst.values(), key=lambda one: (-one.share, one.symptom or "")))


def badness(value: Decimal, scale: Scale) -> Fraction:
    """Return how far `value` lies from the better end of its scale: 0 is best, 1 is worst.

    >>> badness(Decimal(6), Scale()), badness(Decimal(6), Scale(better="high"))
    (Fraction(3, 5), Fraction(2, 5))
    """
    length = Fraction(scale.max) - Fraction(scale.min)
    if length <= 0:
        return Fraction(0)
    share = min(max((Fraction(value) - Fraction(scale.min)) / length, Fraction(0)), Fraction(1))
    return 1 - share if scale.better == "high" else share


def severities_of(summaries: Iterable[DaySummary]) -> Mapping[str, frozenset[Severity]]:
    """Return, by the ids of flagged entries, how serious their flags are."""
    found: dict[str, set[Severity]] = defaultdict(set)
    for summary in summaries:
        for flag in summary.flags:
            for entry_id in flag.entries:
                found[entry_id].add(flag.severity)
    return {entry_id: frozenset(severities) for entry_id, severities in found.items()}


def most_serious_first(severities: Iterable[Severity]) -> list[Severity]:
    return sorted(severities, key=lambda one: -SEVERITY_RANK[one])


def days_from(first: date, last: date) -> list[date]:
    """Return the days from `first` to `last`, both included."""
    return [date.fromordinal(one) for one in range(first.toordinal(), last.toordinal() + 1)]


def stretches(days: Iterable[date], apart: int) -> list[tuple[date, date]]:
    """Return the days as stretches (first, last); those less than `apart` days apart are one.

    >>> [last.day for _, last in stretches([date(2026, 6, day) for day in (3, 1, 2, 9)], 5)]
    [3, 9]
    """
    found: list[tuple[date, date]] = []
    for day in sorted(days):
        if found and (day - found[-1][1]).days < apart:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found
