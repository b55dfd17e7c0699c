"""Who reads a page does not wait for whoever writes for long, on a real server and its file."""

import sqlite3
from contextlib import closing
from time import monotonic
from uuid import uuid4

import pytest
from django.db import connection

from tests.accounts.people import PASSWORD
from tests.plain_visitor import Visitor
from tests.running import App

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="of SQLite's one lock; PostgreSQL locks a diary's row"
)

LOG = "/log/intake/?kind=vitamin_d"
SECONDS = 10
"""Half of what a write waits; a page alone takes a small part of it."""


@pytest.fixture
def app(tmp_path):
    app = App(tmp_path)
    yield app
    app.stop()


@pytest.fixture
def visitor(app):
    """A browser that just logged an intake: the next page is made anew, and offers to undo it."""
    visitor = Visitor(app.address)
    account = {"username": "ada", "password1": PASSWORD}
    visitor.post("/accounts/signup/", fields(visitor, "/accounts/signup/", "username") | account)
    intake = {"entry_id": str(uuid4()), "contents-0-amount": "5"}
    sent = fields(visitor, LOG, "contents-0-amount") | intake
    assert visitor.post(LOG, sent)[0] == 303
    return visitor


def fields(visitor, path, typed):
    [form] = [one for one in visitor.page(path).forms if typed in one.typed]
    return dict(form.fields)


@pytest.mark.parametrize("path", ["/day/", "/trends/"])
def test_a_page_is_read_while_somebody_writes_for_long(visitor, tmp_path, path):
    with closing(sqlite3.connect(tmp_path / "mgdiary.sqlite3", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        begun = monotonic()
        status, _text = visitor.get(path)
        seconds = monotonic() - begun

    assert status == 200
    assert seconds < SECONDS
