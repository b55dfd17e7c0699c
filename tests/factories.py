"""Entries and people for tests: everything has a default, and every default can be overridden."""

from datetime import date, datetime
from decimal import Decimal
from itertools import count
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model

from tracker import actions
from tracker.domain.diary import Content, Diary, Intake, Meal, NoneTaken, Score

BERLIN = "Europe/Berlin"
NUMBERS = count(1)


def local(text, timezone=BERLIN, fold=0):
    """Return the clock time `text` of the zone, as entries hold it."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(timezone), fold=fold)


def new_id():
    return f"entry-{next(NUMBERS)}"


def make_content(substance="magnesium", amount="200", unit="mg", basis="elemental", **fields):
    exact = None if amount is None else Decimal(amount)
    return Content(substance=substance, amount=exact, unit=unit, basis=basis, **fields)


def make_intake(
    at="2026-06-10T08:00", *, substance="magnesium", amount="200", timezone=BERLIN, **fields
):
    values = {
        "id": new_id(),
        "taken_at": local(at, timezone) if isinstance(at, str) else at,
        "contents": (make_content(substance, amount),),
        "route": "oral",
        "source": "supplement",
    }
    return Intake(timezone=timezone, **values | fields)


def make_meal(at="2026-06-10T12:30", *, timezone=BERLIN, **fields):
    values = {"id": new_id(), "eaten_at": local(at, timezone), "tags": ("fat",)}
    return Meal(timezone=timezone, **values | fields)


def make_score(at="2026-06-10T21:00", *, value="6", timezone=BERLIN, **fields):
    values = {
        "id": new_id(),
        "felt_at": local(at, timezone),
        "symptom": "nerve_pain",
        "value": None if value is None else Decimal(value),
    }
    return Score(timezone=timezone, **values | fields)


def make_none_taken(day="2026-06-10", *, substance="magnesium", timezone=BERLIN, **fields):
    values = {"id": new_id(), "day": date.fromisoformat(day), "substance": substance}
    return NoneTaken(timezone=timezone, **values | fields)


def make_user(name=None):
    return get_user_model().objects.create_user(name or f"user-{next(NUMBERS)}")


def make_person(name=None):
    return actions.create_person(user=make_user(name))


def save(person, *entries):
    """Store entries of any kind, as an import does."""
    diary = Diary(
        intakes=tuple(entry for entry in entries if isinstance(entry, Intake)),
        meals=tuple(entry for entry in entries if isinstance(entry, Meal)),
        symptoms=tuple(entry for entry in entries if isinstance(entry, Score)),
        none_taken=tuple(entry for entry in entries if isinstance(entry, NoneTaken)),
    )
    return actions.add_entries(person=person, diary=diary)
