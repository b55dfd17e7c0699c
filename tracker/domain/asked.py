"""What the days so far answer to a question, and which of several questions may be answered.

`effect.answer` holds the gates that days can meet. Three more stand here, before it, because
they are no matter of days: an experiment about the same is running; the person has not been asked
yet whether they take it because it hurts; or they said so, and no dose is marked.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import nan
from typing import Literal

import numpy as np

from tracker.domain.adherence import Adherence, adherence
from tracker.domain.daily import Daily
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
    Exposure,
    Scores,
    doses_of,
    exposures_in,
    scores_of,
    symptoms_in,
)

Standing = Literal["locked", "not_said", "not_marked"] | Kind
"""How a question stands: closed by an experiment, not told enough, or as `Answer.kind`."""

WITH_AN_EFFECT: frozenset[Standing] = frozenset({"clear", "none", "cannot_tell"})
"""Standings in which something of the days is shown, and cannot be unseen."""

MOST_SYMPTOMS, MOST_EXPOSURES = 3, 6
LATEST_DAYS = 730
"""Other combinations are looked at for two years at most: many comparisons are costly."""


@dataclass(frozen=True)
class Compared:
    """The days of a question, and what they hold of its symptom and its substance."""

    days: Days
    scores: Scores
    doses: Doses

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
        return int(np.count_nonzero(self.is_scored & self.is_on))

    @property
    def scored_off(self) -> int:
        return int(np.count_nonzero(self.is_scored & (self.doses.taken == 0)))

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
        return tipping_point(effect, days_on=self.days_on, scored_on=self.scored_on)

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
    return Compared(days, scores_of(symptom, days), doses)


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
    closed_by = running(experiments, question.symptom, question.substance, today)
    if closed_by is not None:
        return Reply("locked", looked_at, experiment=closed_by)
    if question.sometimes_because_it_hurts is None:
        return Reply("not_said", looked_at)
    if question.sometimes_because_it_hurts and not looked_at.days_as_needed:
        return Reply("not_marked", looked_at)
    found = looked_at.answer(question.half_life)
    return Reply(found.kind, looked_at, found)


def running(
    experiments: Iterable[Experiment], symptom: str, substance: str | None, today: date
) -> Experiment | None:
    """Return the experiment about the symptom, and the substance or (None) any, that runs."""
    return next(
        (
            one
            for one in experiments
            if one.is_running(today)
            and one.symptom == symptom
            and substance in (one.substance, None)
        ),
        None,
    )


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
    days from `today` on. Where all there was to see is that days are missing, it counts all.
    """
    for question in questions:
        stands = reply(question, written, today=today, settings=settings, experiments=experiments)
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
            if running(experiments, symptom, what.substance, today):
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
    return tuple(
        Combination(one.symptom, one.what, one.compared, one.answer, p)
        for one, p in zip(found, adjusted, strict=True)
    )
