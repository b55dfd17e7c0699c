"""What programs ask: is it alive, is it ready."""

from collections import namedtuple

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from mgapp.watch import health
from tests.plain_visitor import Visitor
from tests.running import App

PROBES = ["/healthz", "/readyz"]
CHECKS = ["database", "migrations", "data_folder", "disk", "static_files"]
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def collected(settings, tmp_path):
    """Static files as `collectstatic` leaves them."""
    (tmp_path / "staticfiles.json").write_text("{}")
    settings.STATIC_ROOT = tmp_path


@pytest.fixture
def ready(client, collected, db):
    """Return a function that asks whether the site is ready."""

    def ask():
        response = client.get("/readyz")
        return response.status_code, response.json()["checks"]

    return ask


def test_a_living_process_says_so_without_the_database(client, django_assert_num_queries):
    # No fixture gives this test a database; a query would be an error.
    response = client.get("/healthz")

    assert (response.status_code, response.text) == (200, "ok\n")


def test_a_site_in_order_is_ready(ready):
    assert ready() == (200, dict.fromkeys(CHECKS, "ok"))


@pytest.mark.parametrize("path", PROBES)
def test_a_probe_may_come_by_any_name(client, collected, db, path):
    assert client.get(path, headers={"host": "10.0.0.7:8000"}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/healthz/", "/day/", "/readyz/x"])
def test_other_addresses_may_not(client, path):
    assert client.get(path, headers={"host": "10.0.0.7:8000"}).status_code == 400


@pytest.mark.parametrize("path", PROBES)
def test_a_probe_is_not_sent_to_https(client, collected, db, settings, path):
    settings.SECURE_SSL_REDIRECT = True

    assert Client().get(path).status_code == 200


@pytest.mark.parametrize("path", PROBES)
def test_a_probe_is_not_kept_and_sets_no_cookie(client, collected, db, path):
    response = client.get(path)

    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


@pytest.mark.parametrize("path", PROBES)
def test_a_probe_answers_to_head(client, collected, db, path):
    assert client.head(path).status_code == 200


@pytest.mark.parametrize("path", PROBES)
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_probe_takes_nothing(client, path, method):
    assert getattr(client, method)(path).status_code == 405


def test_a_migration_that_was_not_applied_is_told(ready):
    MigrationRecorder(connection).record_unapplied("tracker", "0001_initial")

    status, checks = ready()
    assert (status, checks["migrations"]) == (503, "not ok")


def test_a_newer_migration_than_ours_is_no_trouble(ready):
    # Another process is of the next version already; this one still answers.
    MigrationRecorder(connection).record_applied("tracker", "9999_of_the_next_version")

    assert ready()[0] == 200


def test_a_database_that_does_not_answer_is_told(ready, monkeypatch):
    def gone(*arguments):
        raise OperationalError("no route to db.example as ada")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", gone)
        status, checks = ready()

    assert status == 503
    assert (checks["database"], checks["disk"]) == ("not ok", "ok")


def test_a_data_folder_that_went_away_is_told(ready, settings, tmp_path):
    settings.DATA_DIR = tmp_path / "gone"

    status, checks = ready()
    assert (status, checks["data_folder"], checks["database"]) == (503, "not ok", "ok")


@pytest.mark.parametrize(("less", "status"), [(0, 200), (1, 503)])
def test_enough_room_is_enough(ready, monkeypatch, less, status):
    free = health.ENOUGH_BYTES - less
    monkeypatch.setattr(health, "disk_usage", lambda folder: Usage(10**12, 0, free))

    assert ready()[0] == status


def test_static_files_that_were_not_collected_are_told(ready, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "empty"
    settings.STATIC_ROOT.mkdir()

    status, checks = ready()
    assert (status, checks["static_files"]) == (503, "not ok")


def test_why_is_for_the_log_only(ready, settings, tmp_path, caplog):
    settings.DATA_DIR = tmp_path / "gone"

    assert ready()[1]["data_folder"] == "not ok"
    assert "FileNotFoundError" in caplog.text
    assert str(tmp_path) not in caplog.text


def test_before_the_migrations_it_lives_and_is_not_ready(tmp_path):
    app = App(tmp_path, migrated=False)
    visitor = Visitor(app.address)
    alive, ready = visitor.get("/healthz"), visitor.get("/readyz")
    app.stop()

    assert alive[0] == 200
    assert ready[0] == 503
    assert '"migrations": "not ok"' in ready[1]
