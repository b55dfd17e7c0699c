"""Statements of ours write what Django's own would."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    make_favourite,
    make_intake,
    make_meal,
    make_person,
    make_product,
    make_score,
    save,
)
from tracker import actions, queries
from tracker.actions import statements
from tracker.models import KINDS, Change, DailyValues, Intake, IntakeContent, Person, kind_of

pytestmark = pytest.mark.django_db

DAY = date(2026, 6, 10)
AT = datetime(2026, 6, 10, 6, 30, 1, 234567, UTC)


def days_of(person, number, content="[]"):
    days = (DAY + timedelta(days=place) for place in range(number))
    return [DailyValues(person=person, day=day, content=content) for day in days]


def row_of(person, entry, entry_id):
    model = kind_of(entry).model
    return model(person=person, entry_id=entry_id, version=1, **model.columns(entry))


@pytest.mark.parametrize(
    "entry",
    [
        make_intake(as_needed=True, note="ä\n'%s'", tolerance=("nausea",)),
        make_meal(tags=("fat",)),
        make_score(value="6.50"),
        make_product(),
    ],
    ids=lambda entry: type(entry).__name__,
)
def test_a_row_holds_what_django_would_have_written(entry):
    person = make_person()
    ours, theirs = (row_of(person, entry, one) for one in ("ours", "theirs"))

    statements.insert([ours])
    theirs.save()

    written = {row.pop("entry_id"): row for row in kind_of(entry).model.objects.values()}
    assert written["ours"] | {"id": 0} == written["theirs"] | {"id": 0}


def test_each_row_gets_its_own_id():
    rows = [Change(person=make_person(), at=AT + timedelta(days=day)) for day in range(3)]

    statements.insert(rows)

    assert [Change.objects.get(pk=row.pk).at for row in rows] == [row.at for row in rows]


def test_a_row_that_was_inserted_is_changed_by_the_next_save():
    row = Change(person=make_person(), at=AT)
    statements.insert([row])

    row.at += timedelta(days=1)
    row.save()

    assert [one.at for one in Change.objects.all()] == [row.at]


def test_more_rows_than_one_statement_can_name_are_all_there():
    statements.insert(days_of(make_person(), 1201))

    assert DailyValues.objects.count() == 1201


def test_nothing_to_insert_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        statements.insert([])


def test_a_row_takes_the_place_of_the_one_of_its_day():
    person = make_person()
    statements.insert(days_of(person, 2), one_a=("person_id", "day"))

    statements.insert(days_of(person, 1, "[1]"), one_a=("person_id", "day"))

    kept = DailyValues.objects.order_by("day").values_list("content", flat=True)
    assert list(kept) == ["[1]", "[]"]


class TestDeleting:
    def test_an_entry_goes_with_what_belongs_to_it(self):
        person = make_person()
        save(person, make_intake(id="a"), make_intake("2026-06-10T09:00", id="b"))

        statements.delete(person, KINDS["intake"], ["a"])

        assert [row.entry_id for row in Intake.objects.all()] == ["b"]
        assert [row.intake.entry_id for row in IntakeContent.objects.all()] == ["b"]

    def test_the_same_id_of_somebody_else_stays(self):
        person, other = make_person(), make_person()
        save(person, make_intake(id="a"))
        save(other, make_intake(id="a"))

        statements.delete(person, KINDS["intake"], ["a"])

        assert Intake.objects.get().person == other

    def test_a_belonging_of_another_sort_with_this_id_stays(self):
        person, product = make_person(), make_product(id="a")
        actions.add_belonging(person=person, belonging=product)
        actions.add_belonging(person=person, belonging=make_favourite(product, id="a"))

        statements.delete(person, KINDS["product"], ["a"])

        assert queries.stored_entry(person, "product", "a") is None
        assert queries.stored_entry(person, "favourite", "a") is not None


def test_whoever_is_locked_is_as_they_are_now():
    person = make_person()
    before = Person.objects.get(pk=person.pk)
    save(person, make_meal())

    with transaction.atomic():
        locked = statements.locked(before)

    assert (locked.revision, locked.state, locked.is_demo) == (1, person.state, False)


def test_whoever_is_gone_cannot_be_locked():
    person = make_person()
    Person.objects.all().delete()

    with transaction.atomic(), pytest.raises(Person.DoesNotExist):
        statements.locked(person)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="which goes by no statistics")
def test_the_lines_of_a_change_are_found_without_walking_through_the_history():
    change = Change.objects.create(person=make_person(), at=AT)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        statements.lines_of(change)

    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked[0]['sql']}")
        steps = [row[3] for row in cursor.fetchall()]
    assert "(change_id=?)" in steps[0]
