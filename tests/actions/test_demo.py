"""The shared demo: made anew each day, and changed by nobody."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import authenticate
from django.utils import timezone

from tests.factories import make_intake, make_person, save
from tracker import actions, queries
from tracker.domain.rules import find_flags
from tracker.knowledge import knowledge
from tracker.models import Change, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def demo(now):
    return actions.ensure_demo(now=now)


def test_it_is_the_person_that_visitors_look_at(demo):
    assert queries.demo_person() == demo


def test_it_is_made_once_a_day(demo, now):
    assert actions.ensure_demo(now=now).pk == demo.pk
    assert Change.objects.count() == 1


def test_it_is_made_anew_on_another_day(demo, now):
    later = actions.ensure_demo(now=now + timedelta(days=2))

    assert (later.pk != demo.pk, Person.objects.count()) == (True, 1)


def test_its_last_entry_is_not_to_come(demo, now):
    diary = queries.diary(demo)
    latest = max(entry.taken_at for entry in diary.intakes)

    assert now - timedelta(days=2) < latest <= now


def test_it_is_five_months_long(demo):
    days = {entry.taken_at.date() for entry in queries.diary(demo).intakes}

    assert (max(days) - min(days)).days > 140


def test_it_shows_what_the_diary_is_for(demo):
    diary = queries.diary(demo)
    rules = {flag.rule.id for flag in find_flags(diary, knowledge().rule_book)}

    assert rules >= {"mg_calcium", "levothyroxine", "ul_magnesium"}
    assert any(entry.as_needed for entry in diary.intakes)
    assert {score.symptom for score in diary.symptoms} >= {"nerve_pain", "sleep"}


@pytest.mark.parametrize("month", [1, 3, 6, 10])
def test_its_last_whole_day_has_a_conflict_whatever_the_date(month):
    now = datetime(2027, month, 28, 12, tzinfo=UTC)
    diary = queries.diary(actions.ensure_demo(now=now))
    yesterday = now.date() - timedelta(days=1)

    spoke = {
        flag.rule.id
        for flag in find_flags(diary, knowledge().rule_book)
        for entry in flag.entries_found
        if getattr(entry, "taken_at", now).date() == yesterday
    }
    assert spoke >= {"mg_calcium", "ul_magnesium"}


def test_its_profile_answers_the_first_questions(demo):
    profile = queries.profiles(demo)[0]

    assert profile.kidney
    assert profile.medicines
    assert profile.birth_date


def test_nobody_writes_into_it(demo):
    with pytest.raises(actions.DemoIsReadOnly):
        actions.log_intake(person=demo, intake=make_intake())


def test_nobody_undoes_it(demo):
    with pytest.raises(actions.DemoIsReadOnly):
        actions.undo(person=demo, change=Change.objects.get())


def test_nobody_imports_into_it(demo):
    with pytest.raises(actions.DemoIsReadOnly):
        save(demo, make_intake())


def test_nobody_logs_in_to_it(demo):
    assert not demo.user.has_usable_password()
    assert not demo.user.is_active
    assert authenticate(username=demo.user.get_username(), password="") is None


def test_its_name_is_none_that_someone_can_sign_up_with(demo):
    validators = type(demo.user)._meta.get_field("username").validators
    with pytest.raises(Exception, match="valid username"):
        validators[0](demo.user.get_username())


def test_other_diaries_hold_none_of_it(demo):
    person = make_person()

    assert queries.diary(person).intakes == ()
