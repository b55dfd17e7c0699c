"""The shared demo: an invented diary that visitors look at, and that nobody changes."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from tracker.actions.batches import add_entries
from tracker.actions.people import create_person
from tracker.domain.diary import Diary, instant
from tracker.imports import demo_diary
from tracker.models import Change, Person

LOGIN = "the demo"
"""No sign-up takes a name with a space, so this one is never somebody's."""

DAYS = 150
SEED = 1434
"""A diary whose yesterday has calcium beside magnesium and a limit that is passed, and whose
months have levothyroxine too near to both, doses taken because it hurt, and days without a word."""

ZONE = "Europe/Berlin"


def ensure_demo(*, now: datetime) -> Person:
    """Return the person of the demo, whose diary is made anew on the first call of a day.

    Made anew, because a visitor's today would be empty otherwise. Two that come at once make
    one: the second finds the first's.
    """
    try:
        with transaction.atomic():
            there = Person.objects.select_for_update().filter(is_demo=True).first()
            if there is not None and _is_of_today(there, now):
                return there
            return _made_anew(there, now)
    except IntegrityError:
        return Person.objects.get(is_demo=True)


def _is_of_today(person: Person, now: datetime) -> bool:
    made = Change.objects.filter(person=person).order_by("pk").first()
    zone = ZoneInfo(ZONE)
    return made is not None and made.at.astimezone(zone).date() == now.astimezone(zone).date()


def _made_anew(there: Person | None, now: datetime) -> Person:
    if there is not None:
        there.user.delete()
    user = get_user_model()(username=LOGIN, is_active=False)
    user.set_unusable_password()
    user.save()
    person = create_person(user=user)
    today = now.astimezone(ZoneInfo(ZONE)).date()
    written = demo_diary(days=DAYS, seed=SEED, end=today, timezone=ZONE)
    add_entries(person=person, diary=until(now, written))
    # Last: from here on the ledger refuses every write.
    person.is_demo = True
    person.save(update_fields=["is_demo"])
    return person


def until(now: datetime, diary: Diary) -> Diary:
    """Return `diary` without the entries that are still to come."""
    latest = instant(now)
    return replace(
        diary,
        intakes=tuple(one for one in diary.intakes if instant(one.taken_at) <= latest),
        meals=tuple(one for one in diary.meals if instant(one.eaten_at) <= latest),
        symptoms=tuple(one for one in diary.symptoms if instant(one.felt_at) <= latest),
    )
