"""`manage.py daily`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.factories import make_intake, make_person, save
from tracker.models import DailyValues

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    person = make_person("ada")
    save(person, make_intake("2026-06-10T08:00"))
    return person


def said(*arguments):
    out = StringIO()
    call_command("daily", *arguments, stdout=out)
    return out.getvalue()


def test_it_finds_no_difference_after_a_write(person):
    assert said("--check", "ada") == f"person {person.pk}: 1 days, all as they were kept\n"


@pytest.mark.parametrize(
    ("spoil", "day"),
    [
        (lambda rows: rows.update(content="[[],[],[null]]"), "2026-06-10"),
        (lambda rows: rows.delete(), "2026-06-10"),
        (lambda rows: rows.update(day="2026-06-09"), "2026-06-09, 2026-06-10"),
    ],
    ids=["another content", "gone", "another day"],
)
def test_it_names_the_days_that_differ_and_mends_them(person, spoil, day):
    spoil(DailyValues.objects.all())
    out = StringIO()
    with pytest.raises(SystemExit, match="1"):
        call_command("daily", "--all", stdout=out)

    assert f"kept otherwise: {day}\n" in out.getvalue()
    assert "all as they were kept" in said("--all")


def test_nobody_of_that_name_is_told(person):
    with pytest.raises(CommandError, match="nobody with the login 'eve'"):
        said("--check", "eve")
