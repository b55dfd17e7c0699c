from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.factories import make_intake, make_person, make_user, save
from tracker import queries
from tracker.models import Change

pytestmark = pytest.mark.django_db


def demo(**options):
    out = StringIO()
    call_command("demo", stdout=out, **{"days": 20, "user": "ada"} | options)
    return out.getvalue()


def test_it_writes_a_diary_for_a_new_login():
    demo()

    assert queries.has_entries(queries.person_named("ada"))


def test_it_says_how_to_set_a_password_for_the_new_login():
    assert "set one with `manage.py changepassword ada`" in demo()


def test_it_says_what_it_wrote():
    out = demo()

    diary = queries.diary(queries.person_named("ada"))
    assert f"Wrote {len(diary.intakes)} intakes, {len(diary.meals)} meals" in out


def test_it_writes_for_a_login_that_is_there_but_keeps_no_diary_yet():
    make_user("ada")

    assert "password" not in demo()


def test_a_diary_that_has_entries_stays_as_it_is():
    save(make_person("ada"), make_intake())

    with pytest.raises(CommandError, match="has entries, and they stay as they are"):
        demo()


def test_the_whole_diary_is_one_change():
    demo()

    assert Change.objects.count() == 1


def test_it_ends_yesterday_unless_told_otherwise():
    assert f"up to {timezone.localdate() - timedelta(days=1)}." in demo()


@pytest.mark.parametrize("days", [0, -1, 36_526])
def test_a_number_of_days_that_makes_no_sense_is_refused(days):
    with pytest.raises(CommandError, match=r"choose from 1 to 36525"):
        demo(days=days)


def test_a_name_that_cannot_be_a_login_is_refused():
    with pytest.raises(CommandError, match="'with space' cannot be a login"):
        demo(user="with space")


def test_it_ends_on_the_day_that_it_is_told():
    out = StringIO()

    call_command("demo", "--user", "ada", "--days", "5", "--end", "2026-06-30", stdout=out)

    assert "up to 2026-06-30." in out.getvalue()


@pytest.mark.parametrize("end", ["soon", "1492-10-12"])
def test_an_end_that_makes_no_sense_is_refused(end):
    with pytest.raises(CommandError, match=end):
        call_command("demo", "--user", "ada", "--end", end)


def test_it_logs_nothing(caplog):
    demo()

    assert caplog.records == []
