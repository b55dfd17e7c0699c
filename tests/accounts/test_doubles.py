"""Names that differ by capitals alone: what an older version let be made is told of, and works."""

import pytest
from django.contrib.auth import get_user_model
from django.core.checks import Tags, run_checks
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from mgapp.accounts.logins import claim_name
from mgapp.accounts.models import ComparedName
from tests.accounts.people import PASSWORD, is_logged_in, log_in, make_ada

USERS = get_user_model().objects
BEFORE = [("accounts", "0002_standing_and_devices")]
AFTER = [("accounts", "0003_compared_names")]


def migrate(to):
    MigrationExecutor(connection).migrate(to)


def warnings():
    return run_checks(tags=[Tags.database], databases=["default"])


@pytest.fixture
def older_site(transactional_db):
    """A database as it was before names were compared in it."""
    migrate(BEFORE)
    yield
    migrate(AFTER)


def test_an_older_site_gets_its_names_compared(older_site):
    pks = [USERS.create_user(name).pk for name in ("Ada", "ZOË", "grace")]

    migrate(AFTER)

    found = ComparedName.objects.order_by("pk").values_list("pk", "name")
    assert list(found) == list(zip(pks, ["ada", "zoë", "grace"], strict=True))


def test_two_names_that_are_alike_stop_no_migration_and_both_log_in(older_site, client):
    make_ada()
    USERS.create_user("ADA", password=PASSWORD)

    migrate(AFTER)

    log_in(client, "ADA")
    assert is_logged_in(client)
    assert ComparedName.objects.count() == 1


@pytest.mark.django_db
def test_the_owner_is_told_of_names_that_are_alike():
    claim_name(make_ada())
    USERS.create_user("ADA")
    USERS.create_user("grace")

    [warning] = warnings()

    assert warning.id == "accounts.W001"
    assert "(ada)" in warning.msg
    assert "(ADA)" in warning.msg


@pytest.mark.django_db
def test_logins_that_commands_made_are_nothing_to_tell_of():
    claim_name(make_ada())
    USERS.create_user("grace")

    assert warnings() == []


def test_before_the_migration_there_is_nothing_to_tell(older_site):
    make_ada()

    assert warnings() == []
