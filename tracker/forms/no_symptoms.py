"""The scores of "no symptoms": a real 0 for each symptom that is tracked."""

from datetime import date, datetime
from decimal import Decimal

from tracker.domain.diary import Scale, Score
from tracker.forms.fields import derived_id
from tracker.forms.when import NOON


def zero_scores(
    past: tuple[Score, ...], *, entry_id: str, day: date, now: datetime
) -> tuple[Score, ...]:
    """Return a real 0 for each symptom and scale scored in `past`, at least for nerve pain.

    Of today as of now; of a day before, without a time. Only where 0 is the better end: "no
    symptoms" says nothing of sleep or mood.
    """
    scales = {("nerve_pain", Scale()): None}
    for score in past:
        if score.symptom and score.value is not None and _zero_is_best(score.scale):
            scales[(score.symptom, score.scale)] = None
    is_today = day == now.date()
    at = now.replace(second=0, microsecond=0)
    return tuple(
        Score(
            id=derived_id(entry_id, f"{symptom}/{scale.max}/{scale.unit}"),
            felt_at=at if is_today else datetime.combine(day, NOON, now.tzinfo),
            timezone=str(now.tzinfo),
            symptom=symptom,
            value=Decimal(0),
            scale=scale,
            precision="minute" if is_today else "day",
        )
        for symptom, scale in scales
    )


def _zero_is_best(scale: Scale) -> bool:
    return scale.better == "low" and scale.min == 0
