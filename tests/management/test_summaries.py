"""`manage.py summaries`."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.factories import make_intake, make_person, save
from tracker import actions
from tracker.models import DaySummary

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    person = make_person("ada")
    save(person, make_intake("2026-06-10T08:00"))
    actions.summaries_of(person=person, first=date(2026, 6, 1), last=date(2026, 6, 30))
    return person


def said(*arguments):
    out = StringIO()
    call_command("summaries", *arguments, stdout=out)
    return out.getvalue()


def test_it_says_that_all_are_as_they_were(person):
    assert said("--check", "ada") == f"person {person.pk}: 1 days, all as they were kept\n"


def test_it_names_the_days_that_differ_and_mends_them(person):
    DaySummary.objects.filter(day="2026-06-10").update(content={"day": "2026-06-10", "meals": 3})
    out = StringIO()
    with pytest.raises(SystemExit, match="1"):
        call_command("summaries", "--all", stdout=out)

    assert "kept otherwise: 2026-06-10" in out.getvalue()
    assert "all as they were kept" in said("--all")


def test_nobody_of_that_name_is_told(person):
    with pytest.raises(CommandError, match="nobody with the login 'eve'"):
        said("--check", "eve")


@pytest.mark.parametrize("arguments", [[], ["--all", "--check", "ada"]])
def test_it_asks_whose(arguments):
    with pytest.raises(CommandError):
        said(*arguments)
