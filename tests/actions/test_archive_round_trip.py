"""An archive goes into an empty account and comes out as the same bytes, whatever was written."""

import pytest
from hypothesis import HealthCheck, given, settings

from tests.actions.lives import live, lives
from tests.factories import make_person
from tracker import actions, queries
from tracker.document import parse, read_document
from tracker.views.handover.archive import document_of

pytestmark = pytest.mark.django_db


def archive_of(person):
    return b"".join(document_of(person, None))


def brought_in(text, **said):
    person = make_person(timezone="Asia/Tokyo")
    actions.bring_in(person=person, diary=read_document(parse(text)), by=person.user, **said)
    return person


ANY_LIFE = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@ANY_LIFE
@given(life=lives())
def test_whatever_was_written_comes_out_again_byte_for_byte(life):
    one = make_person(timezone="Europe/Berlin")
    live(one, life)
    text = archive_of(one)

    assert archive_of(brought_in(text)) == text


@ANY_LIFE
@given(life=lives())
def test_pages_read_the_same_diary_and_the_same_numbers(life):
    one = make_person()
    live(one, life)
    other = brought_in(archive_of(one))

    assert queries.diary(other) == queries.diary(one)
    assert actions.daily_of(person=other) == actions.daily_of(person=one)
    assert actions.rebuild_daily(person=other).differing == ()


@ANY_LIFE
@given(life=lives())
def test_what_was_brought_in_can_be_undone_step_by_step_as_it_could_before(life):
    one = make_person()
    live(one, life)
    other = brought_in(archive_of(one))

    assert undone(other) == undone(one)


def undone(person):
    """Take back the last change; return what is there then, or why it was refused."""
    change = queries.latest_change(person)
    if change is None:
        return None
    try:
        actions.undo(person=person, change=change)
    except actions.WriteRefused as refused:
        return type(refused)
    return queries.diary(person)
