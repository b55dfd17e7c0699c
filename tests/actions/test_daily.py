"""Days in numbers: kept right by each write, whatever it is."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    local,
    make_content,
    make_intake,
    make_meal,
    make_none_taken,
    make_person,
    make_score,
    save,
)
from tracker import actions, queries
from tracker.imports import demo_diary
from tracker.models import Change, DailyValues, Person

pytestmark = pytest.mark.django_db

DAY = date(2026, 6, 10)


@pytest.fixture
def person():
    return make_person()


def kept(person):
    return actions.daily_of(person=person)


def test_a_day_has_a_row_as_soon_as_something_is_written(person):
    save(person, make_intake("2026-06-10T08:00"))

    assert [row.day for row in DailyValues.objects.filter(person=person)] == [DAY]


def test_a_meal_makes_no_numbers(person):
    save(person, make_meal())

    assert kept(person) == []


def test_a_day_of_which_nothing_is_left_has_no_row(person):
    save(person, make_score(id="a"))
    actions.delete_score(person=person, entry_id="a")

    assert not DailyValues.objects.exists()


def test_an_entry_that_moves_to_another_day_changes_both(person):
    saved = actions.log_intake(person=person, intake=make_intake("2026-06-10T08:00", id="a"))
    moved = replace(make_intake("2026-06-11T08:00", id="a"))
    actions.change_intake(person=person, intake=moved, version=saved.row.version)

    assert [one.day for one in kept(person)] == [date(2026, 6, 11)]


def test_an_undo_brings_the_numbers_back(person):
    save(person, make_score(id="a", value="6"))
    before = kept(person)
    actions.undo(person=person, change=actions.delete_score(person=person, entry_id="a"))

    assert kept(person) == before


def test_an_import_of_years_is_what_its_entries_say(person):
    actions.add_entries(person=person, diary=demo_diary(days=700, seed=3, end=DAY))

    assert kept(person) == queries.made_daily(person)


def test_two_people_do_not_share_days(person):
    other = make_person("eve")
    save(other, make_score("2026-06-10T21:00", value="9"))
    save(person, make_score("2026-06-10T21:00", value="2"))

    assert [one.scores[0].mean for one in kept(person)] == [2]


def test_a_span_is_read_alone(person):
    for day in range(8, 13):
        save(person, make_score(f"2026-06-{day:02}T21:00"))

    found = actions.daily_of(person=person, first=date(2026, 6, 9), last=date(2026, 6, 11))

    assert [one.day.day for one in found] == [9, 10, 11]


def test_numbers_made_by_other_knowledge_are_made_anew(person):
    save(person, make_score())
    kept(person)
    DailyValues.objects.update(content="[[],[],[]]")
    person.daily_made_by = "another version"

    assert kept(person) == queries.made_daily(person)


def test_they_are_read_in_one_query(person, django_assert_num_queries):
    actions.add_entries(person=person, diary=demo_diary(days=90, seed=3, end=DAY))
    kept(person)

    with django_assert_num_queries(1):
        kept(person)


@pytest.mark.parametrize("seed", range(4))
def test_after_any_writes_a_rebuild_finds_no_difference(person, seed):
    random = Random(seed)
    actions.rebuild_daily(person=person)
    for _ in range(60):
        with suppress(actions.WriteRefused):
            some_write(random, person)

    assert actions.rebuild_daily(person=person).differing == ()


def some_write(random, person):
    """Write something at random: few ids and days, so that writes meet each other."""
    day = DAY + timedelta(days=random.randrange(6))
    entry_id = f"entry-{random.randrange(8)}"
    at = local(
        f"{day}T{random.randrange(24):02}:30", random.choice(["Europe/Berlin", "Asia/Tokyo"])
    )
    content = make_content(form=random.choice(["oxide", "citrate"]), amount=random.choice("012"))
    intake = make_intake(at, timezone=at.tzinfo.key, id=entry_id, contents=(content,))
    score = make_score(f"{day}T09:00", id=entry_id, value=str(random.randrange(11)))
    writes = (
        lambda: actions.log_intake(person=person, intake=intake),
        lambda: actions.log_score(person=person, score=score),
        lambda: actions.log_none_taken(person=person, none_taken=make_none_taken(str(day))),
        lambda: actions.delete_intake(person=person, entry_id=entry_id),
        lambda: actions.delete_score(person=person, entry_id=entry_id),
        lambda: actions.change_intake(
            person=person, intake=intake, version=random.randrange(1, person.revision + 2)
        ),
        lambda: actions.undo(person=person, change=random.choice(changes_of(person))),
    )
    random.choice(writes)()


def changes_of(person):
    return [*Change.objects.filter(person=person)] or [Change(pk=0)]


class TestWhereOnlyDosesChange:
    """What was felt that day is not read again, where it is known to hold."""

    @pytest.fixture
    def felt(self, person):
        save(person, make_score(id="felt"), make_none_taken(substance="zinc"))
        actions.rebuild_daily(person=person)
        return person

    def test_what_was_felt_stays_beside_them(self, felt):
        save(felt, make_intake("2026-06-10T08:00"), make_intake("2026-06-10T09:00"))

        assert kept(felt) == queries.made_daily(felt)

    def test_they_are_not_read(self, felt):
        with CaptureQueriesContext(connection) as captured:
            save(felt, make_intake("2026-06-10T08:00"))

        asked = [one["sql"] for one in captured if one["sql"].startswith("SELECT")]
        assert not [sql for sql in asked if "scale_min" in sql]

    def test_a_day_that_loses_its_last_dose_keeps_the_rest(self, felt):
        save(felt, make_intake("2026-06-10T08:00", id="dose"))
        actions.delete_intake(person=felt, entry_id="dose")

        assert kept(felt) == queries.made_daily(felt)
        assert [day.doses for day in kept(felt)] == [()]

    def test_what_an_older_version_made_is_not_built_upon(self, felt):
        DailyValues.objects.update(content='["of another form"]')
        Person.objects.update(daily_made_by="an older version")
        felt.refresh_from_db()

        save(felt, make_intake("2026-06-10T08:00"))

        assert kept(felt) == queries.made_daily(felt)
