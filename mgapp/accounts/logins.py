"""A login: the name it goes by, the person whose diary it opens, and the clock of that person."""

import re
import unicodedata
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.db import connection

from mgapp.accounts.models import ComparedName
from tracker.models import Person
from tracker.views.shown.times import zone_of


def normal_name(name: str) -> str:
    """Return `name` with one way to write each letter.

    >>> normal_name("Zoe\\u0308") == normal_name("Zo\\u00eb")
    True
    """
    return get_user_model().normalize_username(name)


def compared(name: str) -> str:
    """Return `name` as names are compared: capitals are no difference.

    >>> compared("ADA") == compared("ada")
    True
    """
    return normal_name(name).lower()


def claim_name(user: Any) -> None:
    """Keep the name of a new login from all others; raise IntegrityError where it is taken."""
    ComparedName.objects.create(user=user, name=compared(user.get_username()))


def logins_named(name: str) -> list[Any]:
    """Return the logins of this name, capitals or not: the same ones on every database.

    SQLite knows the capitals of A to Z alone; it compares the others by Python's expressions.
    """
    name = normal_name(name)
    condition = {"username__iexact": name}
    if connection.vendor == "sqlite" and not name.isascii():
        condition = {"username__iregex": rf"\A{re.escape(name)}\Z"}
    found = get_user_model()._default_manager.filter(**condition).order_by("pk")
    return [user for user in found if user.get_username().lower() == name.lower()]


def login_named(name: str) -> Any:
    """Return the login of this name, capitals or not; None where there is none.

    Where two differ by capitals alone (an older version let that happen to two who signed up at one
    moment), each goes by its name just as it is written.
    """
    named = logins_named(name)
    exactly = [user for user in named if user.get_username() == normal_name(name)]
    [user] = exactly or (named if len(named) == 1 else [None])
    return user


# Their letters look alike: with two of these alphabets, a name can pass for that of somebody else.
LOOK_ALIKE = {"LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE", "COPTIC"}


def mixes_alphabets(name: str) -> bool:
    """Return whether letters of one alphabet stand among those of another that looks like it.

    >>> [mixes_alphabets(name) for name in ("ada", "ад\u0430", "\u0430da", "\u7530da")]
    [False, False, True, False]
    """
    alphabets = {unicodedata.name(one, "").partition(" ")[0] for one in name if one.isalpha()}
    return len(alphabets & LOOK_ALIKE) > 1


def person_of(user: Any) -> Person | None:
    """Return the person whose diary `user` keeps; None for a login that has none."""
    # Not before it is needed: see mgapp/loading.py.
    from tracker import queries

    try:
        return queries.person_of(user)
    except queries.NoSuchPerson:
        return None


def zone_of_login(user: Any) -> ZoneInfo:
    """Return the zone of the person's clock; UTC for a login that has no diary."""
    # Not before it is needed: see mgapp/loading.py.
    from tracker import queries

    person = person_of(user)
    return zone_of(queries.profiles(person)[0]) if person else ZoneInfo("UTC")
