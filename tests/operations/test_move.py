"""`manage.py move`: the whole site in another database."""

import os
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError

from mgapp import environment
from mgapp.operations.database.connecting import connected
from tests import databases
from tests.operations.sites import contents_of


@pytest.fixture
def filled(site):
    return site.fill()


@pytest.fixture
def other(tmp_path):
    """Return the URL of another, empty database: on PostgreSQL where the tests have one."""
    folder = tmp_path / "other"
    folder.mkdir()
    return databases.url_of(folder) or f"sqlite:///{folder / 'moved.sqlite3'}"


@pytest.fixture
def file(tmp_path):
    return f"sqlite:///{tmp_path / 'a file.sqlite3'}"


def place_of(url):
    return (
        environment.sqlite(url.removeprefix("sqlite:///"))
        if url.startswith("sqlite")
        else environment.postgresql(url)
    )


def test_every_row_is_there_and_nothing_is_missing_here(filled, other):
    before = filled.contents()

    filled.call("move", "--to", other)

    assert contents_of(place_of(other)) == before
    assert filled.contents() == before


def test_from_database_to_file_and_back_nothing_changes(filled, file, other, monkeypatch):
    from django.conf import settings

    before = filled.contents()
    filled.call("move", "--to", file)
    monkeypatch.setattr(settings, "DATABASES", {"default": place_of(file)})

    filled.call("move", "--to", other)

    assert contents_of(place_of(file)) == before
    assert contents_of(place_of(other)) == before


def test_numbers_that_the_other_database_writes_otherwise_are_the_same(filled, other):
    filled.ask("""UPDATE tracker_belonging SET content = '{"a": 1e16, "b": -0.0, "c": 2.0}'""")

    filled.call("move", "--to", other)

    assert contents_of(place_of(other)) == filled.contents()


def test_new_rows_are_numbered_after_those_that_came(filled, other):
    from django.contrib.auth import get_user_model

    filled.call("move", "--to", other)

    with connected(place_of(other)) as alias:
        user = get_user_model()(username="eve")
        user.save(using=alias)
    assert (user.pk,) > filled.ask("SELECT max(id) FROM auth_user")[0]


def test_a_database_with_rows_is_left_alone(filled, other):
    filled.call("move", "--to", other)
    before = contents_of(place_of(other))

    with pytest.raises(CommandError, match="is not empty"):
        filled.call("move", "--to", other)

    assert contents_of(place_of(other)) == before


def test_a_database_cannot_be_moved_into_itself(filled):
    here = os.environ.get("DATABASE_URL")
    if not here:
        here = f"sqlite:///{filled.place['NAME']}"
    else:
        here = urlsplit(here)._replace(path=f"/{filled.place['NAME']}").geturl()

    with pytest.raises(CommandError, match="is not empty"):
        filled.call("move", "--to", here)


def test_a_server_that_is_not_there_is_told_of_without_its_password(filled):
    with pytest.raises(CommandError) as raised:
        filled.call("move", "--to", "postgres://ada:sea-breeze@127.0.0.1:1/diary")

    assert "refused" in str(raised.value)
    assert "sea-breeze" not in str(raised.value)


@pytest.mark.parametrize("url", ["mysql://somewhere/diary", "sqlite://", "diary", "postgres://h"])
def test_what_is_no_database_of_ours_is_told_of(filled, url):
    with pytest.raises(CommandError, match="DATABASE_URL cannot be read"):
        filled.call("move", "--to", url)


def test_it_says_what_to_do_next(filled, other):
    said = filled.call("move", "--to", other)

    assert "all compared" in said
    assert "DATABASE_URL" in said
