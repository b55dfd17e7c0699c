"""The scores of "no symptoms": a real 0 for each symptom that is tracked."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from tracker.domain.diary import Precision, Scale, Score
from tracker.forms.check_in import Question
from tracker.forms.fields import derived_id
from tracker.forms.when import NOON


def zero_scores(
    questions: Iterable[Question], *, entry_id: str, day: date, now: datetime
) -> tuple[Score, ...]:
    """Return a real 0 for each number of the check-in of which 0 is the better end.

    "No symptoms" says nothing of sleep or mood, and nothing of how often one woke: what is
    asked first of a symptom decides.
    """
    at, precision = moment_without_time(day, now)
    return tuple(
        Score(
            id=derived_id(entry_id, f"{question.symptom} {asked.scale}"),
            felt_at=at,
            timezone=str(now.tzinfo),
            symptom=question.symptom,
            value=Decimal(0),
            scale=asked.scale,
            precision=precision,
        )
        for question in questions
        if _zero_is_best(question.main.scale)
        for asked in question.measures
        if _zero_is_best(asked.scale)
    )


def moment_without_time(day: date, now: datetime) -> tuple[datetime, Precision]:
    """Return when something is said of `day` by one tap: now, or that day without a time."""
    if day == now.date():
        return now.replace(second=0, microsecond=0), "minute"
    return datetime.combine(day, NOON, now.tzinfo), "day"


def _zero_is_best(scale: Scale) -> bool:
    return scale.better == "low" and scale.min == 0
