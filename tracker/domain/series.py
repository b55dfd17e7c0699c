"""Days in a row, as arrays: one number a day, NaN where it is not known.

A day on which nothing is written about a substance is unknown, never 0, unless the person says
that there was none, or that every dose is logged from some day on.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from tracker.domain.daily import Daily, DailyDose, DailyScore, Exposure
from tracker.domain.diary import Better

Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]
Scale = tuple[float, float, Better, str | None]
"""The lowest and the highest value, the better end, and the unit."""


@dataclass(frozen=True)
class Doses:
    """What was taken of one substance or form, one value a day.

    `amount` is in `unit`, or counts doses where `unit` is None: where a label says no amount, or
    labels say it in several units. NaN is unknown; 0 is "none was taken".
    `as_needed` is True where one of the day's doses was taken because it hurt.
    """

    amount: Floats
    as_needed: Truths
    unit: str | None
    taken: Floats
    """1 where it was taken, whatever the amount, 0 where not, NaN where nobody knows."""


@dataclass(frozen=True)
class Scores:
    """The scores of one symptom, one value a day: the day's mean, its worst, how many there were.

    Only those on `scale` are there: the one of most days. `on_other_scales` counts the days left
    out for that. `scale` is None where there is no score at all.
    """

    mean: Floats
    worst: Floats
    number: npt.NDArray[np.int64]
    scale: Scale | None
    on_other_scales: int


@dataclass(frozen=True)
class Days:
    """The days from `first` on, `length` of them, with what is written of each."""

    first: date
    length: int
    written: tuple[Daily, ...]

    @classmethod
    def between(cls, first: date, last: date, written: Iterable[Daily]) -> "Days":
        """Return the days from `first` to `last`, both included; none where last is before."""
        within = tuple(one for one in written if first <= one.day <= last)
        return cls(first, max((last - first).days + 1, 0), within)

    def place(self, day: date) -> int:
        return (day - self.first).days

    def day(self, place: int) -> date:
        return date.fromordinal(self.first.toordinal() + place)

    @cached_property
    def scores_by_symptom(self) -> Mapping[str | None, Sequence[tuple[int, DailyScore]]]:
        """The scores of each symptom with the places of their days, in order of time."""
        found: dict[str | None, list[tuple[int, DailyScore]]] = defaultdict(list)
        for one in self.written:
            place = self.place(one.day)
            for score in one.scores:
                found[score.symptom].append((place, score))
        return found

    @cached_property
    def doses_by_substance(self) -> Mapping[str, Mapping[int, Sequence[DailyDose]]]:
        """The doses of each substance by the places of their days, in order of time."""
        found: dict[str, dict[int, list[DailyDose]]] = defaultdict(dict)
        for one in self.written:
            place = self.place(one.day)
            for dose in one.doses:
                found[dose.substance].setdefault(place, []).append(dose)
        return found

    def without(self, substance: str) -> list[int]:
        """Return the places of the days on which the person says there was none of it."""
        return [
            self.place(one.day)
            for one in self.written
            if one.none_taken and (substance in one.none_taken or None in one.none_taken)
        ]

    @property
    def weekdays(self) -> npt.NDArray[np.int64]:
        """Return the weekday of each day; 0 is Monday."""
        return (self.first.weekday() + np.arange(self.length)) % 7


def symptoms_in(days: Days) -> list[str | None]:
    """Return the symptoms that have a score, those of most days first."""
    by_symptom = days.scores_by_symptom.items()
    counted = {symptom: len({place for place, _ in scores}) for symptom, scores in by_symptom}
    # Of those with as many days, by name: the order of a set is another in each process.
    return sorted(counted, key=lambda symptom: (-counted[symptom], symptom or ""))


def substances_in(days: Days) -> list[str]:
    """Return the substances that were taken, those of most days first."""
    taken = days.doses_by_substance
    return sorted(taken, key=lambda name: (-len(taken[name]), name))


def exposures_in(days: Days) -> list[Exposure]:
    """Return what was taken, that of most days first; forms only where there is more than one."""
    taken = days.doses_by_substance
    found: list[Exposure] = []
    for name in substances_in(days):
        forms = Counter(
            form for doses in taken[name].values() for form in {dose.form for dose in doses}
        )
        own = sorted((form for form in forms if form), key=lambda form: (-forms[form], form))
        found += [Exposure(name), *(Exposure(name, form) for form in own if len(own) > 1)]
    return found


def scores_of(symptom: str | None, days: Days) -> Scores:
    found = days.scores_by_symptom.get(symptom, ())
    scales = Counter(score.scale for _, score in found)
    # Of two that are as frequent, the one that was used first: Counter keeps their order.
    scale = max(scales, key=lambda one: scales[one]) if scales else None
    mean, worst = np.full(days.length, np.nan), np.full(days.length, np.nan)
    number = np.zeros(days.length, dtype=np.int64)
    for place, score in found:
        if score.scale == scale:
            mean[place], number[place] = score.mean, score.number
            worst[place] = np.nan if score.worst is None else score.worst
    return Scores(mean, worst, number, scale, len(found) - scales[scale] if scale else 0)


def doses_of(
    substance: str, form: str | None, days: Days, *, every_dose_logged_from: date | None = None
) -> Doses:
    """Return what was taken of `substance`, in the form `form` or (None) in any.

    On a day with another form of the substance, and not this one, there was none of this one;
    where the other's form is not known, neither is this.
    """
    by_day = days.doses_by_substance.get(substance, {})
    of_form = by_day if form is None else _only(form, by_day)
    unit = _unit_of(dose for doses in of_form.values() for dose in doses)
    amount, taken = np.full(days.length, np.nan), np.full(days.length, np.nan)
    as_needed = np.zeros(days.length, dtype=np.bool_)
    if every_dose_logged_from is not None:
        begins = max(days.place(every_dose_logged_from), 0)
        amount[begins:], taken[begins:] = 0, 0
    for place in days.without(substance):
        amount[place] = taken[place] = 0
    for place, doses in of_form.items():
        if doses:
            amount[place], taken[place] = _amount(doses, unit), 1
            as_needed[place] = any(dose.as_needed for dose in doses)
        else:
            is_known = all(other.form for other in by_day[place])
            amount[place] = taken[place] = 0 if is_known else np.nan
    return Doses(amount, as_needed, unit, taken)


def _only(
    form: str, by_day: Mapping[int, Sequence[DailyDose]]
) -> Mapping[int, Sequence[DailyDose]]:
    return {place: [dose for dose in doses if dose.form == form] for place, doses in by_day.items()}


def _unit_of(doses: Iterable[DailyDose]) -> str | None:
    """Return the unit of all doses, or None where one has no amount in it at all.

    A single dose without an amount among many with one is a day that is not known; labels that
    never say an amount, or say it in several units, leave only "how many doses".
    """
    units = {dose.unit for dose in doses if dose.amount is not None}
    return units.pop() if len(units) == 1 else None


def _amount(doses: Sequence[DailyDose], unit: str | None) -> float:
    if unit is None:
        return float(sum([dose.number for dose in doses]))
    return sum([np.nan if dose.amount is None else dose.amount for dose in doses])
