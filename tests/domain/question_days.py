"""Days for questions: scores that follow what was taken, with noise that is always the same."""

from datetime import date, timedelta

import numpy as np

from tracker.domain.daily import Daily, DailyDose, DailyScore

FIRST = date(2026, 1, 1)


def day_number(number):
    return FIRST + timedelta(days=number)


def a_score(value, symptom="nerve_pain", *, high=10.0, better="low", unit=None):
    return DailyScore(symptom, 0.0, high, better, unit, value, value, 1)


def a_dose(amount=200.0, substance="magnesium", form="glycinate", *, as_needed=0):
    return DailyDose(substance, form, "mg", amount, 1, 0, 0, as_needed)


def is_on(number, streak=4):
    """Streaks of days with and without, of unlike lengths."""
    return (number // streak) % 2 == 0 or number % 11 == 0


def question_days(
    count=120,
    *,
    effect=-2.0,
    noise=0.8,
    level=5.0,
    none_is_said=True,
    as_needed_share=0.0,
    symptoms=("nerve_pain",),
    substances=("magnesium",),
    **scale,
):
    """Return `count` days from FIRST on, with a score on each and a dose on about half of them."""
    random = np.random.default_rng(7)
    made = []
    for number in range(count):
        on = is_on(number)
        change = effect if on else 0
        scores = tuple(
            a_score(float(level + change + random.normal(0, noise)), symptom, **scale)
            for symptom in symptoms
        )
        hurt = int(on and random.random() < as_needed_share)
        doses = tuple(a_dose(substance=name, as_needed=hurt) for name in substances) if on else ()
        none = substances if none_is_said and not on else ()
        made.append(Daily(day_number(number), scores, doses, none))
    return made
