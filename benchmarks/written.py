"""Writers who keep their own account of what was acknowledged, and what the database says of it."""

import http.client
import os
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random
from uuid import uuid4

from browser import Browser, form_holding
from sites import ROOT

FORM = "/log/intake/?kind=vitamin_d"
"""Vitamin D alone conflicts with nothing, so a save is one request."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An intake as its form sends it."""

    id: str
    fields: tuple[tuple[str, str], ...]


@dataclass
class Expected:
    """What was acknowledged, and what was only sent, by the name of whose diary it is."""

    saved: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    sent: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def acknowledged(self, name: str, entry: Entry) -> None:
        self.saved[name].add(entry.id)


class Writer:
    """Logs by the real form, with ids that it knows; an answer that did not come is 0."""

    SAVED = 303
    NO_ANSWER = 0

    def __init__(self, name: str, port: int, cookies: dict[str, str], seed: int = 0) -> None:
        self.name = name
        self._browser = Browser(port, cookies)
        self._random = Random(f"{name} {seed}")
        self._form = form_holding(self._browser.get(FORM).html, "entry_id")

    def new_entry(self) -> Entry:
        """Return an intake of some minute of the last ten years, so that days fill slowly."""
        minutes = self._random.randrange(1, 10 * 365 * 24 * 60)
        at = datetime.now(UTC) - timedelta(minutes=minutes)
        changed = {
            "entry_id": str(uuid4()),
            "day": at.date().isoformat(),
            "how": "exact",
            "time": f"{at:%H:%M}",
            "contents-0-amount": str(self._random.randrange(1, 10)),
        }
        fields = dict(self._form.sent()) | changed
        return Entry(changed["entry_id"], tuple(fields.items()))

    def send(self, entry: Entry) -> int:
        """Send it once; return the status."""
        try:
            return self._browser.post(self._form.action or FORM, entry.fields).status
        except (OSError, http.client.HTTPException):
            self._browser.close()
            return self.NO_ANSWER


def empty_site(data_dir: str, database: str = "") -> None:
    """Set up Django on a database with nothing but its tables."""
    os.environ["DATA_DIR"] = data_dir
    os.environ["DATABASE_URL"] = database
    os.environ["DJANGO_SETTINGS_MODULE"] = "mgapp.settings"
    sys.path.insert(0, str(ROOT))
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
    call_command("migrate", verbosity=0)


def session_of(name: str) -> dict[str, str]:
    """Return the cookies of someone who is logged in; who was not there before gets a login.

    Who logs in 32 times a minute is asked to wait, so the session is made here.
    """
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from tracker import actions

    person, _is_new = actions.create_login(name=name.replace(" ", "-"))
    session = SessionStore()
    session[SESSION_KEY] = str(person.user_id)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.user.get_session_auth_hash()
    session.create()
    return {settings.SESSION_COOKIE_NAME: session.session_key}


def problems_of(expected: Expected) -> list[str]:
    """Return what the database has lost or doubled, and where it contradicts itself."""
    from django.contrib.auth import get_user_model
    from django.db import connection

    connection.close()  # of before, maybe to a server that was killed since
    found = _database_problems()
    for name in expected.saved.keys() | expected.sent.keys():
        login = get_user_model().objects.get(username=name.replace(" ", "-"))
        found += [f"{name}: {one}" for one in _diary_problems(login.person, expected, name)]
    return found


def _diary_problems(person, expected: Expected, name: str) -> list[str]:
    from tracker.models import Change, ChangedEntry, Intake

    rows = dict(Intake.objects.filter(person=person).values_list("entry_id", "version"))
    count = Intake.objects.filter(person=person).count()
    lines = list(
        ChangedEntry.objects.filter(person=person, kind="intake")
        .order_by("change_id")
        .values_list("entry_id", "before", "after__id")
    )
    changes = Change.objects.filter(person=person).count()
    person.refresh_from_db()
    known = expected.saved[name] | expected.sent[name]
    checks = {
        f"{len(expected.saved[name] - rows.keys())} lost": expected.saved[name] <= rows.keys(),
        f"{count - len(rows)} doubled": count == len(rows),
        "what nobody sent is there": not known or rows.keys() <= known,
        "a row without its one line of history": sorted(rows) == sorted(one[0] for one in lines),
        "a line of history that made no new entry": all(one[1] is None for one in lines),
        "a line of history of another entry": all(one[0] == one[2] for one in lines),
        "the order of versions is not that of the history": _is_rising(
            [rows.get(entry_id, 0) for entry_id, _before, _after in lines]
        ),
        "the revision is not the number of changes": person.revision == changes,
        "days in numbers are not those of the entries": _days_are_right(person),
    }
    return [text for text, holds in checks.items() if not holds]


def _is_rising(versions: list[int]) -> bool:
    return all(one < other for one, other in pairwise(versions))


def _days_are_right(person) -> bool:
    from tracker import queries

    return list(queries.stored_daily(person)) == list(queries.made_daily(person))


def _database_problems() -> list[str]:
    """Ask SQLite; PostgreSQL has no such question, and checks its keys with each write."""
    from django.db import connection

    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        whole = cursor.execute("PRAGMA integrity_check").fetchall()
        dangling = cursor.execute("PRAGMA foreign_key_check").fetchall()
    found = [] if whole == [("ok",)] else [f"integrity_check: {whole[:3]}"]
    return found + ([f"foreign_key_check: {dangling[:3]}"] if dangling else [])
