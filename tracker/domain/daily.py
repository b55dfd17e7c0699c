"""A day in numbers: what statistics are made of.

Of each symptom the worst, the mean and the number of its scores; of each substance and form how
much was taken, how often, with a meal, because it hurt; and of what the person says there was
none. Numbers are floats here: these are for curves and fits, not for limits.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import NamedTuple

from tracker.domain.diary import Better, Content, Intake, NoneTaken, Scale, Score
from tracker.domain.substances import Substances, normalised

FORM = 1
"""Goes up with each change of the code that makes another day of the same entries. A change of
what is known about substances has a version already."""

NOT_TAKEN_ON_PURPOSE = frozenset({"food", "excipient"})


class Felt(NamedTuple):
    """A score at a time of the day, in minutes after midnight."""

    minute: int
    value: float


class Place(NamedTuple):
    """Where it was felt, and the worst score that names the place; None: without a value."""

    site: str | None
    side: str | None
    worst: float | None


class DailyScore(NamedTuple):
    """The scores of one symptom, on one scale, on one day.

    `worst` follows the better end of the scale, and is None on a scale without one. `felt` are
    the scores whose time is known, `places` the sites of all of them.
    """

    symptom: str | None
    low: float
    high: float
    better: Better
    unit: str | None
    worst: float | None
    mean: float
    number: int
    felt: tuple[Felt, ...] = ()
    places: tuple[Place, ...] = ()

    @property
    def scale(self) -> tuple[float, float, Better, str | None]:
        return self.low, self.high, self.better, self.unit


class DailyDose(NamedTuple):
    """What was taken on one day of one substance in one form; food is left out.

    `amount` is in `unit`: the elemental amount in mg (IU for vitamin D) of a substance that
    knowledge holds, else as the label says. It is None where any of the doses cannot be counted.
    `substance` and `form` are ids of knowledge, or lower-cased as written; an empty form is
    not known. `number` counts doses, `minutes` are the times of those that have one.
    """

    substance: str
    form: str
    unit: str | None
    amount: float | None
    number: int
    with_meal: int
    without_meal: int
    as_needed: int
    minutes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Exposure:
    """What was taken: a substance in one form, or (None) in any."""

    substance: str
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Daily:
    """The numbers of one local day. `none_taken` are the substances of which the person says
    that there was none; None among them stands for anything at all.
    """

    day: date
    scores: tuple[DailyScore, ...] = ()
    doses: tuple[DailyDose, ...] = ()
    none_taken: tuple[str | None, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.scores or self.doses or self.none_taken)

    def scores_of(self, symptom: str | None) -> list[DailyScore]:
        return [one for one in self.scores if one.symptom == symptom]


@dataclass(frozen=True, slots=True)
class _Part:
    """One content of an intake, as it is counted."""

    substance: str
    form: str
    unit: str | None
    amount: Fraction | None
    intake: Intake


def daily_values(
    intakes: Iterable[Intake],
    scores: Iterable[Score],
    none_taken: Iterable[NoneTaken],
    substances: Substances,
) -> list[Daily]:
    """Return the days of which the entries say anything, in order of time."""
    parts: dict[date, list[_Part]] = defaultdict(list)
    felt: dict[date, list[Score]] = defaultdict(list)
    none: dict[date, set[str | None]] = defaultdict(set)
    for intake in intakes:
        if intake.source not in NOT_TAKEN_ON_PURPOSE:
            parts[intake.taken_at.date()] += _parts_of(intake, substances)
    for score in scores:
        if score.value is not None:
            felt[score.felt_at.date()].append(score)
    for one in none_taken:
        none[one.day].add(_none_of(one, substances))
    days = (
        Daily(
            day,
            scores=_daily_scores(felt.get(day, ())),
            doses=_daily_doses(parts.get(day, ())),
            none_taken=tuple(sorted(none.get(day, ()), key=lambda name: name or "")),
        )
        for day in sorted({*parts, *felt, *none})
    )
    return [day for day in days if not day.is_empty]


def _none_of(one: NoneTaken, substances: Substances) -> str | None:
    return None if one.substance is None else substances.id_of(one.substance)


def _parts_of(intake: Intake, substances: Substances) -> list[_Part]:
    """An amount of 0 is no intake, and what has no name is of no substance."""
    return [
        _part_of(content, intake, substances)
        for content in intake.contents
        if content.amount != 0 and normalised(content.substance)
    ]


def _part_of(content: Content, intake: Intake, substances: Substances) -> _Part:
    known = substances.find(content.substance)
    amount = Fraction(content.amount) if content.amount is not None else None
    unit: str | None = content.unit
    if known is not None:
        amount, unit = known.amount_of(content), known.base_unit
    name = substances.id_of(content.substance)
    return _Part(name, substances.form_id(content), unit, amount, intake)


def _daily_doses(parts: Iterable[_Part]) -> tuple[DailyDose, ...]:
    groups: dict[tuple[str, str, str], list[_Part]] = defaultdict(list)
    for part in parts:
        groups[part.substance, part.form, part.unit or ""].append(part)
    return tuple(_daily_dose(groups[key]) for key in sorted(groups))


def _daily_dose(parts: Sequence[_Part]) -> DailyDose:
    first = parts[0]
    # A product can hold one substance twice, such as two salts of it: that is one dose.
    intakes = {part.intake.id: part.intake for part in parts}.values()
    amounts = [part.amount for part in parts if part.amount is not None]
    times = (one.taken_at for one in intakes if one.precision != "day")
    return DailyDose(
        substance=first.substance,
        form=first.form,
        unit=first.unit,
        amount=float(sum(amounts)) if len(amounts) == len(parts) else None,
        number=len(intakes),
        with_meal=sum(one.meal == "with" for one in intakes),
        without_meal=sum(one.meal == "without" for one in intakes),
        as_needed=sum(one.as_needed is True for one in intakes),
        minutes=tuple(sorted(map(_minute, times))),
    )


def _daily_scores(scores: Iterable[Score]) -> tuple[DailyScore, ...]:
    groups: dict[tuple[str | None, Scale], list[Score]] = defaultdict(list)
    for score in scores:
        groups[score.symptom, score.scale].append(score)
    made = [_daily_score(symptom, scale, group) for (symptom, scale), group in groups.items()]
    return tuple(sorted(made, key=lambda one: (one.symptom or "", *map(str, one.scale))))


def _daily_score(symptom: str | None, scale: Scale, scores: Sequence[Score]) -> DailyScore:
    values = [_value(score) for score in scores]
    felt = (
        Felt(_minute(score.felt_at), _value(score)) for score in scores if score.precision != "day"
    )
    return DailyScore(
        symptom=symptom,
        low=float(scale.min),
        high=float(scale.max),
        better=scale.better,
        unit=scale.unit,
        worst=worst_of(values, scale.better),
        # Sorted, so that the order in which they were read does not change the last digit.
        mean=sum(sorted(values)) / len(values),
        number=len(values),
        felt=tuple(sorted(felt)),
        places=_places(scores, scale.better),
    )


def _places(scores: Iterable[Score], better: Better) -> tuple[Place, ...]:
    values: dict[tuple[str | None, str | None], list[float]] = defaultdict(list)
    for score in scores:
        for one in score.sites:
            values[one.site, one.side].append(_value(score))
    return tuple(
        Place(site, side, worst_of(values[site, side], better))
        for site, side in sorted(values, key=lambda key: (key[0] or "", key[1] or ""))
    )


def worst_of(values: Collection[float], better: Better) -> float | None:
    """Return the worst of the values; None on a scale that has no better end.

    >>> worst_of([3.0, 7.0], "low"), worst_of([3.0, 7.0], "high"), worst_of([3.0], "none")
    (7.0, 3.0, None)
    """
    if better == "none":
        return None
    return min(values) if better == "high" else max(values)


def _value(score: Score) -> float:
    return float(score.value or 0)


def _minute(at: datetime) -> int:
    return at.hour * 60 + at.minute
