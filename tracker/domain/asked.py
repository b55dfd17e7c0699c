"""What the days so far answer to a question, and which of several questions may be answered.

`effect.answer` holds the gates that days can meet. Three more stand here, before it, because
they are no matter of days: an experiment about the same is running; the person has not been asked
yet whether they take it because it hurts; or they said so, and no dose is marked.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from math import nan
from statistics import fmean, median
from typing import Literal

import numpy as np

from tracker.domain.adherence import Adherence, adherence
from tracker.domain.daily import Daily, Exposure
from tracker.domain.diary import Experiment, Question, Settings
from tracker.domain.effect import Answer, Kind, answer
from tracker.domain.missing_days import (
    Scored,
    ScoredAfter,
    scored,
    scored_after,
    tipping_point,
)
from tracker.domain.multiplicity import holm
from tracker.domain.series import (
    Days,
    Doses,
    Floats,
    Scores,
    Truths,
    doses_of,
    exposures_in,
    scores_of,
    symptoms_in,
)

Standing = Literal["locked", "not_said", "not_marked"] | Kind
"""How a question stands: closed by an experiment, not told enough, or as `Answer.kind`."""

WITH_AN_EFFECT: frozenset[Standing] = frozenset({"clear", "none", "cannot_tell"})
"""Standings in which something of the days is shown, and cannot be unseen."""

SAME_WEEKS = 0.5
"""What is taken on so many more of an experiment's days with than of its days without, as a share,
goes with its weeks."""

FAR_ABOVE = 5
"""A dose of more than so many usual ones is left out: a single slip of the pen, grams for
milligrams, would outweigh all other days and make any effect look like none."""

MOST_SYMPTOMS, MOST_EXPOSURES = 3, 6
LATEST_DAYS = 730
"""Other combinations are looked at for two years at most: many comparisons are costly."""


@dataclass(frozen=True)
class Compared:
    """The days of a question, and what they hold of its symptom and its substance.

    On `far_above` days the dose was far above the usual one; its amount counts as not known.
    """

    days: Days
    scores: Scores
    doses: Doses
    far_above: int = 0

    @property
    def is_on(self) -> np.ndarray:
        is_on: np.ndarray = self.doses.taken == 1
        return is_on

    @property
    def is_scored(self) -> np.ndarray:
        return ~np.isnan(self.scores.mean)

    @property
    def scored_without_word(self) -> int:
        """How many days have a score, and no word on whether it was taken."""
        return int(np.count_nonzero(self.is_scored & np.isnan(self.doses.taken)))

    @property
    def scored_on(self) -> int:
        """On how many days there is a score and a dose that counts: how much it was, is known."""
        return int(np.count_nonzero(self.is_scored & (self.doses.amount > 0)))

    @property
    def scored_off(self) -> int:
        return int(np.count_nonzero(self.is_scored & (self.doses.amount == 0)))

    @property
    def days_on(self) -> int:
        return int(np.count_nonzero(self.is_on))

    @property
    def days_as_needed(self) -> int:
        """On how many of the days with a dose one was taken because it hurt."""
        return int(np.count_nonzero(self.doses.as_needed & self.is_on))

    @property
    def scored(self) -> Scored:
        return scored(self.scores.mean.tolist())

    @property
    def scored_after(self) -> ScoredAfter | None:
        scale = self.scores.scale
        return scored_after(self.scores.mean.tolist(), better=scale[2]) if scale else None

    @property
    def adherence(self) -> Adherence:
        return adherence(None if np.isnan(one) else one == 1 for one in self.doses.taken.tolist())

    def tipping_point(self, effect: float) -> float | None:
        scored_on = int(np.count_nonzero(self.is_scored & self.is_on))
        return tipping_point(effect, days_on=self.days_on, scored_on=scored_on)

    def answer(self, half_life: int) -> Answer:
        """Return what `effect.answer` says.

        A scale that counts something, such as cramps a day, has no end of its own: a tenth of
        what could be written there may be a great deal, so nothing is too small on it.
        """
        scale = self.scores.scale
        has_ends = scale is not None and scale[3] is None
        return answer(
            self.scores.mean,
            self.doses.amount,
            as_needed=self.doses.as_needed,
            half_life=half_life,
            weekdays=self.days.weekdays,
            scale=scale[:2] if scale and has_ends else None,
        )


@dataclass(frozen=True)
class Reply:
    """How a question stands, with the days that were looked at.

    `answer` is there where days decide, `experiment` is the one that closes the question.
    """

    standing: Standing
    compared: Compared
    answer: Answer | None = None
    experiment: Experiment | None = None

    @property
    def shows_an_effect(self) -> bool:
        return self.standing in WITH_AN_EFFECT


def days_until(last: date, written: Sequence[Daily], first: date | None = None) -> Days:
    """Return the days up to `last`, from `first` on or from the first that says anything."""
    begins = written[0].day if written else last + timedelta(days=1)
    return Days.between(max(first, begins) if first else begins, last, written)


def compared(symptom: str, what: Exposure, days: Days, settings: Settings | None) -> Compared:
    logged_from = settings.every_dose_logged_from if settings else None
    doses = doses_of(what.substance, what.form, days, every_dose_logged_from=logged_from)
    far_above = _is_far_above(doses.amount)
    plausible = replace(doses, amount=np.where(far_above, nan, doses.amount))
    return Compared(days, scores_of(symptom, days), plausible, int(np.count_nonzero(far_above)))


def _is_far_above(amount: Floats) -> Truths:
    taken = amount[amount > 0]
    is_far_above: Truths = amount > FAR_ABOVE * (median(taken.tolist()) if taken.size else 1)
    return is_far_above


def reply(
    question: Question,
    written: Sequence[Daily],
    *,
    today: date,
    settings: Settings | None = None,
    experiments: Iterable[Experiment] = (),
) -> Reply:
    """Return how the question stands `today`; its days end with yesterday, as today is not over.

    `written` are the days of the diary in order of time.
    """
    days = days_until(today - timedelta(days=1), written, question.from_day)
    what = Exposure(question.substance, question.form)
    looked_at = compared(question.symptom, what, days, settings)
    closed_by = closing(experiments, question.symptom, question.substance, looked_at, today)
    if closed_by is not None:
        return Reply("locked", looked_at, experiment=closed_by)
    if question.sometimes_because_it_hurts is None:
        return Reply("not_said", looked_at)
    if question.sometimes_because_it_hurts and not looked_at.days_as_needed:
        return Reply("not_marked", looked_at)
    found = looked_at.answer(question.half_life)
    return Reply(found.kind, looked_at, found)


def running(
    experiments: Iterable[Experiment], symptom: str | None, today: date
) -> Iterator[Experiment]:
    """Yield the experiments about the symptom that run."""
    return (one for one in experiments if one.symptom == symptom and one.is_running(today))


def closing(
    experiments: Iterable[Experiment],
    symptom: str,
    substance: str,
    looked_at: Compared,
    today: date,
) -> Experiment | None:
    """Return the experiment that closes a comparison, because it would compare its weeks."""
    of_symptom = running(experiments, symptom, today)
    return next(
        (one for one in of_symptom if one.substance == substance or _goes_with(one, looked_at)),
        None,
    )


def _goes_with(experiment: Experiment, looked_at: Compared) -> bool:
    """Was it taken in the weeks with and left out in those without, as what shares a product is?"""
    first = looked_at.days.place(experiment.first_day)
    of_kind: dict[bool, list[bool]] = {True: [], False: []}
    for place, was_taken in enumerate(looked_at.is_on[max(first, 0) :].tolist(), max(first, 0)):
        block = (place - first) // experiment.block_days
        if block < len(experiment.blocks):
            of_kind[experiment.blocks[block]].append(was_taken)
    return all(of_kind.values()) and fmean(of_kind[True]) - fmean(of_kind[False]) > SAME_WEEKS


def latest(questions: Iterable[Question]) -> Question | None:
    """Return the question that was asked last."""
    return max(questions, key=lambda one: one.asked_at, default=None)


def first_day_of_another(
    questions: Iterable[Question],
    written: Sequence[Daily],
    *,
    today: date,
    settings: Settings | None = None,
    experiments: Sequence[Experiment] = (),
) -> date | None:
    """Return from which day on a further question counts, or None where all days are unseen.

    Where any question has shown an effect, what was seen cannot be unseen: the next one counts
    days from `today` on. Where all there was to see is that days are missing, it counts all. An
    experiment hides only what was asked after it began.
    """
    for question in questions:
        asked_on = question.asked_at.date()
        hiding = [one for one in experiments if one.first_day <= asked_on]
        stands = reply(question, written, today=today, settings=settings, experiments=hiding)
        if stands.shows_an_effect:
            return today
    return None


@dataclass(frozen=True)
class Combination:
    """One of several comparisons that are shown together; `p` is adjusted for all of them."""

    symptom: str
    what: Exposure
    compared: Compared
    answer: Answer
    p: float = nan

    @property
    def is_clear(self) -> bool:
        """Does it leave out 0 even when all are taken together?"""
        return self.p <= 0.05


@dataclass(frozen=True)
class Combinations:
    """All that could be compared, in a fixed order, and how many could not be, by reason."""

    shown: tuple[Combination, ...]
    left_out: Mapping[Standing, int] = field(default_factory=dict)


def combinations(
    days: Days,
    *,
    today: date,
    declared: Question,
    because_it_hurts: Collection[str] = (),
    settings: Settings | None = None,
    experiments: Sequence[Experiment] = (),
) -> Combinations:
    """Compare each symptom with each substance of most days, on the same day, all together.

    In the order of how often they stand in the diary, never of what came out. The declared
    question has its own answer and is left out. `because_it_hurts` are the substances of which
    the person says that they sometimes take them because it hurts.
    """
    found: list[Combination] = []
    left_out: Counter[Standing] = Counter()
    for symptom in [one for one in symptoms_in(days) if one is not None][:MOST_SYMPTOMS]:
        for what in exposures_in(days)[:MOST_EXPOSURES]:
            if (symptom, what) == (declared.symptom, Exposure(declared.substance, declared.form)):
                continue
            looked_at = compared(symptom, what, days, settings)
            said = what.substance in because_it_hurts
            if closing(experiments, symptom, what.substance, looked_at, today):
                left_out["locked"] += 1
            elif said and not looked_at.days_as_needed:
                left_out["not_marked"] += 1
            elif (answered := looked_at.answer(0)).kind in WITH_AN_EFFECT:
                found.append(Combination(symptom, what, looked_at, answered))
            else:
                left_out[answered.kind] += 1
    return Combinations(_adjusted(found), left_out)


def _adjusted(found: Sequence[Combination]) -> tuple[Combination, ...]:
    adjusted = holm([one.answer.effect.p if one.answer.effect else nan for one in found])
    return tuple(replace(one, p=p) for one, p in zip(found, adjusted, strict=True))
