"""Of an account that is erased no row, no count and no file is left, in whatever table or folder.

A new table with a person or a login in it fails the first test here, until
`whole_account.py` puts something into it.
"""

import re
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection

from mgapp.accounts.leaving import erasing, grace
from tests.accounts.leaving.whole_account import (
    ADDRESS,
    LOGIN_ID,
    MARK,
    PERSON_ID,
    make_diary,
    make_whole_account,
)
from tests.accounts.people import log_in, make_ada
from tests.clock import now
from tests.running import environment, script
from tracker import actions

pytestmark = pytest.mark.django_db

HOLDERS = {"auth_user", "tracker_person"}
NAMES = [str(LOGIN_ID), str(PERSON_ID), MARK]
NAMES += [sha256(name.encode()).hexdigest() for name in (MARK, ADDRESS)]
NAMES += [sha256(f"{of}-user-{LOGIN_ID}".encode()).hexdigest() for of in ("mfa-auth", "again")]
SIGNS = re.compile("|".join(NAMES))
MAKE_MARKED = """
from django.core.management import call_command
from django.test.utils import setup_test_environment
from tests.accounts.leaving.whole_account import make_whole_account
setup_test_environment()
call_command("migrate", verbosity=0)
make_whole_account()
"""
ERASE_MARKED = f"""
from django.core.management import call_command
call_command("delete_due_accounts", now={MARK!r}, yes=True)
"""


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


def tables():
    with connection.cursor() as cursor:
        return connection.introspection.table_names(cursor)


def rows_of(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        return cursor.fetchall()


def tables_with_a_sign():
    """Return the tables in which anything of the account stands; sessions are opened."""
    found = {table for table in tables() if SIGNS.search(repr(rows_of(table)))}
    if any(SIGNS.search(repr(session.get_decoded())) for session in Session.objects.all()):
        found.add("django_session")
    return found


def tables_about_someone():
    """Return the tables that point to a login or a person, or have a column called so."""
    about = set(HOLDERS)
    with connection.cursor() as cursor:
        for table in tables():
            relations = connection.introspection.get_relations(cursor, table)
            columns = connection.introspection.get_table_description(cursor, table)
            points = any(other in HOLDERS for _, other in relations.values())
            if points or any(re.search("user|person", column.name) for column in columns):
                about.add(table)
    return about


def counts():
    return {table: len(rows_of(table)) for table in tables()}


def test_the_whole_account_has_something_in_every_table_about_someone():
    make_whole_account()

    assert tables_about_someone() - tables_with_a_sign() == set()


def test_and_in_sessions_in_the_cache_and_in_files(data_dir):
    make_whole_account()

    assert tables_with_a_sign() >= {"django_session", "cache"}
    assert [path for path in data_dir.rglob("*") if SIGNS.search(str(path))] != []


def test_nothing_is_left_in_any_table(client):
    make_ada()
    before = counts() | {"auth_group": 1}
    cache.clear()
    user = make_whole_account()
    grace.ask_to_leave(user=user, now=now() - grace.GRACE)
    log_in(client, MARK)

    assert erasing.erase_due(now=now()) == 1

    after = counts()
    cached, sessions = after.pop("cache"), after.pop("django_session")
    assert tables_with_a_sign() == set()
    assert after == {name: number for name, number in before.items() if name in after}
    # What an address of the network tried, and nobody's session
    assert (cached <= 5, sessions) == (True, 0)


def test_nothing_is_left_in_any_file(data_dir):
    user = make_whole_account()
    erasing.erase_now(user=user)
    files = [path for path in data_dir.rglob("*") if path.is_file()]

    assert [path.name for path in files] == ["erased-accounts"]
    assert not any(SIGNS.search(f"{path.name} {path.read_text()}") for path in files)


def test_nobody_else_loses_a_row():
    before = counts()
    ada = make_ada()

    make_diary(actions.create_person(user=ada))
    with_ada = counts()
    erasing.erase_now(user=make_whole_account())
    after = counts()

    lost = {name for name in before if after[name] < with_ada[name]}
    assert lost - {"cache", "django_session"} == set()


def test_the_log_has_one_line_and_no_name(caplog):
    caplog.set_level("INFO", "mgapp.accounts")
    user = make_whole_account()
    caplog.clear()
    erasing.erase_now(user=user)

    assert len(caplog.records) == 1
    assert not SIGNS.search(caplog.text)


def test_the_mark_of_an_erased_account_says_nothing_about_it(data_dir):
    erasing.erase_now(user=make_whole_account())

    assert re.fullmatch(r"([0-9a-f]{64}\n){2}", Path(data_dir / "erased-accounts").read_text())


def test_in_the_files_of_sqlite_no_byte_of_it_is_left_while_the_site_runs(tmp_path):
    variables = environment(tmp_path, DATABASE_URL="")
    script(variables, MAKE_MARKED)
    file = tmp_path / "mgdiary.sqlite3"

    # As the server does, it keeps the file open, and with it the log beside it.
    with closing(sqlite3.connect(file)) as server:
        server.execute("SELECT count(*) FROM auth_user").fetchone()
        script(variables, ERASE_MARKED)

        files = {part.name: MARK.encode() in part.read_bytes() for part in tmp_path.glob("mg*")}
        assert "mgdiary.sqlite3-wal" in files
        assert not any(files.values())
