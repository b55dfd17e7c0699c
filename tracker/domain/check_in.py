"""The check-in: which symptoms it asks for, and what they were last.

Scores of a symptom that the program knows may spell its name in capitals; `known` are the ids of
those symptoms, in the order of lists. A name of the person's own is taken as it is written.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from tracker.domain.diary import Diary, Precision, Scale, Score, instant
from tracker.domain.substances import normalised

TRACKED_DAYS = timedelta(days=30)
"""Until a person chooses what to track: what was scored in these days is tracked."""

FIRST_SYMPTOM = "nerve_pain"
"""What the check-in of an empty diary asks for."""

SymptomScale = tuple[str, Scale]


def tracked_symptoms(diary: Diary, day: date, known: Sequence[str]) -> tuple[str, ...]:
    """Return the symptoms that the person chose; else those scored in the days up to `day`.

    A symptom of the person's own that was put away is asked for no more.
    """
    put_away = {one.id for one in diary.custom_symptoms if one.is_put_away}
    chosen = diary.tracked.symptoms if diary.tracked else _scored(diary.symptoms, day, known)
    return tuple(symptom for symptom in dict.fromkeys(chosen) if symptom not in put_away)


def _scored(scores: Iterable[Score], day: date, known: Sequence[str]) -> list[str]:
    since = day - min(TRACKED_DAYS, day - date.min)
    found = {FIRST_SYMPTOM} | {
        symptom_id(score, known)
        for score in scores
        if score.symptom and score.value is not None and since <= score.felt_at.date() <= day
    }
    places = {symptom: place for place, symptom in enumerate(known)}
    return sorted(found, key=lambda symptom: (places.get(symptom, len(places)), symptom))


def symptom_id(score: Score, known: Sequence[str]) -> str:
    """Return the symptom as lists name it."""
    name = normalised(score.symptom)
    return name if name in known else score.symptom or ""


def last_values(scores: Iterable[Score], known: Sequence[str]) -> Mapping[SymptomScale, Score]:
    """Return the last score of each symptom on each of its scales.

    A score without a time counts as the first of its day.
    """
    valued = [score for score in scores if score.symptom and score.value is not None]
    in_order = sorted(
        valued,
        key=lambda one: (one.felt_at.date(), one.precision != "day", instant(one.felt_at)),
    )
    return {(symptom_id(score, known), score.scale): score for score in in_order}


def values_of_day_before(
    diary: Diary, day: date, known: Sequence[str]
) -> Mapping[SymptomScale, Score]:
    """Return the last values of the day before `day`, of what the check-in of `day` asks for."""
    if day == date.min:
        return {}
    tracked = tracked_symptoms(diary, day, known)
    eve = day - timedelta(days=1)
    last = last_values((one for one in diary.symptoms if one.felt_at.date() == eve), known)
    found = [(key, score) for key, score in last.items() if key[0] in tracked]
    return dict(sorted(found, key=lambda one: tracked.index(one[0][0])))


def said_again(
    score: Score, *, entry_id: str, at: datetime, timezone: str, precision: Precision
) -> Score:
    """Return the same value, places and words at another time; a note is of its own day."""
    return replace(score, id=entry_id, felt_at=at, timezone=timezone, precision=precision, note="")
