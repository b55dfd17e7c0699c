"""Kinds `warning_sign` and `diet_tip`: what symptoms and a week of meals say by themselves."""

from collections.abc import Iterator
from datetime import date

from tracker.domain.diary import instant
from tracker.domain.rules.flag import Flag
from tracker.domain.rules.model import WarningSign, WeeklyDietRule
from tracker.domain.rules.rows import PreparedDiary
from tracker.domain.substances import normalised


def warning_sign_flags(prepared: PreparedDiary) -> Iterator[Flag]:
    """Yield a flag for each warning sign that was logged; an entry with a value is a score."""
    signs = {sign.id: sign for sign in prepared.book.of_type(WarningSign)}
    for score in prepared.diary.symptoms:
        sign = signs.get(normalised(score.symptom))
        if sign is not None and score.value is None:
            yield Flag(sign, sign.severity or "ask", (score,), instant(score.felt_at))


def weekly_diet_flags(prepared: PreparedDiary, today: date) -> Iterator[Flag]:
    """Yield the tip of the week up to `today`, where food groups are rare beside magnesium."""
    for rule in prepared.book.of_type(WeeklyDietRule):
        week = range(today.toordinal() - rule.days + 1, today.toordinal() + 1)
        taken = [row for row in prepared.oral_magnesium if row.day in week]
        days_with_group = {
            meal.eaten_at.toordinal()
            for meal in prepared.diary.meals
            if meal.eaten_at.toordinal() in week
            and not rule.food_groups.isdisjoint(map(normalised, meal.tags))
        }
        if taken and len(days_with_group) < rule.days_with_food_group_below:
            latest = taken[-1]
            yield Flag(rule, rule.severity or "info", (latest.intake,), latest.instant)
