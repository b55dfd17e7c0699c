"""What was eaten, for a form to offer it again."""

from datetime import datetime

from tracker.domain import diary
from tracker.models import Meal, Person


def latest_meals(person: Person, *, since: datetime, most: int) -> tuple[diary.Meal, ...]:
    """Return the latest meals with foods, at most so many, the latest first. One query."""
    rows = Meal.objects.filter(person=person, instant__gte=since).exclude(foods=[])
    return tuple(row.entry() for row in rows.order_by("-instant", "-pk")[:most])
