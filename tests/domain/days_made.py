"""Days in numbers for tests of patterns and habits: 5 January 2026, a Monday, is day 0."""

from datetime import date, timedelta

from tracker.domain.daily import Daily, DailyDose, DailyScore, Exposure, Felt, Place, worst_of
from tracker.domain.series import Days, doses_of, scores_of

MONDAY = date(2026, 1, 5)
MORNING, AFTERNOON, EVENING, NIGHT = (hour * 60 for hour in (8, 15, 20, 23))


def score(*felt, symptom="nerve_pain", better="low", places=(), low=0.0, high=10.0, unit=None):
    """Return the scores of a day; `felt` are (minute, value), a minute of None is not known."""
    values = [float(value) for _minute, value in felt]
    return DailyScore(
        symptom=symptom,
        low=low,
        high=high,
        better=better,
        unit=unit,
        worst=worst_of(values, better),
        mean=sum(values) / len(values),
        number=len(values),
        felt=tuple(Felt(minute, float(value)) for minute, value in felt if minute is not None),
        places=tuple(Place(*place) for place in places),
    )


def dose(*minutes, substance="magnesium", form="", amount=200.0, **fields):
    values = {"unit": "mg", "number": max(len(minutes), 1), "with_meal": 0, "without_meal": 0}
    return DailyDose(
        substance, form, amount=amount, minutes=minutes, **{**values, "as_needed": 0, **fields}
    )


def days_made(written, length=None, first=MONDAY):
    """Return days with what is `written` of each, by its number; None of them is not written."""
    made = [
        Daily(
            first + timedelta(days=place),
            scores=tuple(one for one in of_day if isinstance(one, DailyScore)),
            doses=tuple(one for one in of_day if isinstance(one, DailyDose)),
            none_taken=tuple(one for one in of_day if isinstance(one, str)),
        )
        for place, of_day in sorted(written.items())
    ]
    last = first + timedelta(days=(length or max(written) + 1) - 1)
    return Days.between(first, last, made)


def found_in(days, symptom="nerve_pain"):
    """Return the scores of a symptom, each with the number of its day."""
    return [
        (days.place(one.day), of_it) for one in days.written for of_it in one.scores_of(symptom)
    ]


def scores_in(days, *symptoms):
    return {symptom: scores_of(symptom, days) for symptom in symptoms or ("nerve_pain",)}


def doses_in(days, *substances, since=None):
    names = substances or ("magnesium",)
    return {
        Exposure(name): doses_of(name, None, days, every_dose_logged_from=since) for name in names
    }
