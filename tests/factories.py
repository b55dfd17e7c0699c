"""Entries and people for tests: everything has a default, and every default can be overridden."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model

from tests import clock
from tracker import actions
from tracker.actions import Tokens
from tracker.domain.diary import (
    Content,
    CoverSheet,
    CustomSymptom,
    Diary,
    Dose,
    Experiment,
    Favourite,
    Intake,
    Meal,
    NoneTaken,
    Product,
    Profile,
    Question,
    Score,
    Settings,
    SkippedDose,
    Tracked,
    UsualTime,
)
from tracker.domain.selection import Selection
from tracker.domain.shares import Share, last_moment

BERLIN = "Europe/Berlin"
NUMBERS = count(1)

LISTS = {
    "intakes": Intake,
    "meals": Meal,
    "symptoms": Score,
    "none_taken": NoneTaken,
    "skipped_doses": SkippedDose,
    "products": Product,
    "favourites": Favourite,
    "custom_symptoms": CustomSymptom,
    "questions": Question,
    "experiments": Experiment,
}
ONES = {"profile": Profile, "tracked": Tracked, "settings": Settings, "cover_sheet": CoverSheet}


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


def make_product(name="Magnesium 200", *, substance="magnesium", amount="200", times=(), **fields):
    """`times` are clock times such as "07:00" at which it is usually taken."""
    values = {
        "id": new_id(),
        "contents": (make_content(substance, amount),),
        "usual_times": tuple(UsualTime(time.fromisoformat(at)) for at in times),
    }
    return Product(name=name, **values | fields)


def make_favourite(*products, name="Morning", **fields):
    doses = tuple(Dose(product.id) for product in products)
    return Favourite(**{"id": new_id(), "name": name, "doses": doses} | fields)


def make_skipped_dose(product, day="2026-06-10", at="07:00", *, timezone=BERLIN, **fields):
    values = {"id": new_id(), "day": date.fromisoformat(day), "at": time.fromisoformat(at)}
    return SkippedDose(timezone=timezone, product_id=product.id, **values | fields)


def make_question(symptom="nerve_pain", substance="magnesium", *, timezone=BERLIN, **fields):
    values = {"id": new_id(), "asked_at": local("2026-06-10T09:00", timezone)}
    return Question(symptom=symptom, substance=substance, timezone=timezone, **values | fields)


def make_experiment(first_day="2026-06-11", *, blocks=(True, False) * 6, timezone=BERLIN, **fields):
    """A plan that was fixed on the day before `first_day`."""
    first = date.fromisoformat(first_day)
    values = {
        "id": new_id(),
        "fixed_at": datetime.combine(first - timedelta(days=1), time(9), ZoneInfo(timezone)),
        "symptom": "nerve_pain",
        "substance": "magnesium",
        "block_days": 7,
        "seed": 12,
    }
    return Experiment(first_day=first, blocks=blocks, timezone=timezone, **values | fields)


def make_user(name=None):
    return get_user_model().objects.create_user(name or f"user-{next(NUMBERS)}")


def make_person(name=None, *, timezone=None):
    """`timezone` is what the profile says; without one it says nothing."""
    person = actions.create_person(user=make_user(name))
    if timezone is not None:
        actions.set_profile_fact(person=person, fact="timezone", value=timezone)
    return person


def make_share(
    person, *, token=None, days=7, passcode="", health_file="encrypted", made_at=None, **fields
):
    """Make a link and return its tokens; with `token`, one that is known beforehand."""
    made_at = made_at or clock.now()
    tokens = Tokens(token, f"{token}-health") if token else actions.new_tokens()
    values = {
        "id": str(uuid4()),
        "label": "",
        "selection": Selection(date(2026, 6, 1), date(2026, 6, 30)),
        "made_at": made_at,
        "expires_at": last_moment(made_at, days),
        "has_passcode": bool(passcode),
    }
    share = Share(**values | fields)
    actions.make_share(
        person=person, share=share, tokens=tokens, health_file=health_file, passcode=passcode
    )
    return tokens


def diary_of(*entries):
    """Return a diary of entries and belongings of any kind, the profile among them."""
    lists = {
        name: tuple(one for one in entries if isinstance(one, kind)) for name, kind in LISTS.items()
    }
    ones = {name: one for one in entries for name, kind in ONES.items() if isinstance(one, kind)}
    return Diary(**lists, **ones)


def save(person, *entries):
    """Store entries and belongings of any kind, as an import does."""
    return actions.add_entries(person=person, diary=diary_of(*entries))
