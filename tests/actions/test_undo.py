from dataclasses import replace

import pytest

from tests.factories import make_intake, make_meal, make_person, make_score, save
from tracker import actions, queries
from tracker.models import Change, Intake

pytestmark = pytest.mark.django_db


def test_undoing_a_log_deletes_the_entry():
    person = make_person()
    change = actions.log_meal(person=person, meal=make_meal()).change

    actions.undo(person=person, change=change)

    assert not queries.has_entries(person)


def test_undoing_a_change_brings_back_what_was_before():
    person, intake = make_person(), make_intake()
    row = actions.log_intake(person=person, intake=intake).row
    later = replace(intake, contents=(), note="later")
    change = actions.change_intake(person=person, intake=later, version=row.version).change

    actions.undo(person=person, change=change)

    assert queries.diary(person).intakes == (intake,)


def test_undoing_a_deletion_brings_back_the_entry():
    person, intake = make_person(), make_intake()
    actions.log_intake(person=person, intake=intake)
    change = actions.delete_intake(person=person, entry_id=intake.id)

    actions.undo(person=person, change=change)

    assert queries.diary(person).intakes == (intake,)


def test_an_entry_that_came_back_has_a_version_that_no_page_has_seen():
    person, intake = make_person(), make_intake()
    row = actions.log_intake(person=person, intake=intake).row
    actions.undo(person=person, change=actions.delete_intake(person=person, entry_id=intake.id))

    with pytest.raises(actions.StaleEntry):
        actions.change_intake(
            person=person, intake=replace(intake, note="old page"), version=row.version
        )


def test_an_undo_is_a_change_and_can_be_undone():
    person, meal = make_person(), make_meal()
    change = actions.log_meal(person=person, meal=meal).change
    undoing = actions.undo(person=person, change=change)

    actions.undo(person=person, change=undoing)

    assert queries.diary(person).meals == (meal,)


def test_undoing_twice_is_undoing_once():
    person = make_person()
    change = actions.log_meal(person=person, meal=make_meal()).change

    first = actions.undo(person=person, change=change)

    assert actions.undo(person=person, change=change) == first


def test_an_entry_that_was_changed_later_is_not_undone():
    person, intake = make_person(), make_intake()
    saved = actions.log_intake(person=person, intake=intake)
    later = replace(intake, note="later")
    actions.change_intake(person=person, intake=later, version=saved.row.version)

    with pytest.raises(actions.ChangedSince, match="1 of its entries changed after it"):
        actions.undo(person=person, change=saved.change)


def test_what_was_undone_and_brought_back_is_not_undone_from_the_old_page():
    person = make_person()
    change = actions.log_meal(person=person, meal=make_meal()).change
    actions.undo(person=person, change=actions.undo(person=person, change=change))

    with pytest.raises(actions.ChangedSince):
        actions.undo(person=person, change=change)


def test_a_change_of_somebody_else_cannot_be_undone():
    change = actions.log_meal(person=make_person(), meal=make_meal()).change

    with pytest.raises(actions.NoSuchChange):
        actions.undo(person=make_person(), change=change)


def test_an_id_that_another_kind_of_entry_took_since_is_not_taken_from_it():
    person = make_person()
    actions.log_meal(person=person, meal=make_meal(id="a"))
    change = actions.delete_meal(person=person, entry_id="a")
    actions.log_score(person=person, score=make_score(id="a"))

    with pytest.raises(actions.IdInUse):
        actions.undo(person=person, change=change)


def test_undoing_a_batch_deletes_all_of_it():
    person = make_person()
    change = save(person, *(make_intake() for _ in range(1200))).change

    actions.undo(person=person, change=change)

    assert not Intake.objects.exists()


def test_a_batch_of_which_an_entry_was_changed_is_left_as_it_is():
    person, intake = make_person(), make_intake()
    change = save(person, intake, make_intake()).change
    actions.delete_intake(person=person, entry_id=intake.id)

    with pytest.raises(actions.ChangedSince):
        actions.undo(person=person, change=change)

    assert Intake.objects.count() == 1


def test_an_undo_names_what_it_undoes():
    person = make_person()
    change = actions.log_meal(person=person, meal=make_meal()).change

    undoing = actions.undo(person=person, change=change, by=person.user)

    assert (undoing.undoes, undoing.by) == (change, person.user)


def test_a_refused_undo_leaves_no_change_behind():
    person = make_person()
    change = actions.log_meal(person=person, meal=make_meal()).change

    with pytest.raises(actions.NoSuchChange):
        actions.undo(person=make_person(), change=change)

    assert Change.objects.count() == 1
