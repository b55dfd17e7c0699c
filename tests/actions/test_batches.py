from dataclasses import replace

import pytest

from tests.document.documents import FULL
from tests.factories import (
    make_intake,
    make_meal,
    make_none_taken,
    make_person,
    make_score,
    save,
)
from tracker import actions, queries
from tracker.document import read_document, write_document
from tracker.domain.diary import Diary, Profile
from tracker.models import Change

pytestmark = pytest.mark.django_db


def test_many_entries_of_all_kinds_are_one_change():
    person = make_person()

    added = save(person, make_intake(), make_meal(), make_score(), make_none_taken())

    assert (added.added, Change.objects.count(), added.change.lines.count()) == (4, 1, 4)


def test_a_batch_raises_the_revision_once():
    person = make_person()

    save(person, make_intake(), make_meal())

    assert person.revision == 1


def test_the_same_batch_again_adds_nothing():
    person = make_person()
    entries = [make_intake(), make_meal(), make_score(), make_none_taken()]
    save(person, *entries)

    again = save(person, *entries)

    assert again == actions.Added(added=0, already_there=4, change=None)


def test_of_a_longer_batch_only_the_new_entries_are_added():
    person = make_person()
    intake = make_intake()
    save(person, intake)

    again = save(person, intake, make_intake())

    assert (again.added, again.already_there) == (1, 1)


def test_an_id_with_other_content_is_refused_by_name():
    person, intake = make_person(), make_intake(id="a")
    save(person, intake)

    with pytest.raises(actions.IdInUse, match="the id 'a'"):
        save(person, replace(intake, note="other"))


def test_of_a_refused_batch_nothing_is_added():
    person, intake = make_person(), make_intake(id="a")
    save(person, intake)

    with pytest.raises(actions.IdInUse):
        save(person, make_intake(id="b"), replace(intake, note="other"))

    assert list(queries.diary(person).ids()) == ["a"]


def test_an_id_twice_in_a_batch_is_refused():
    with pytest.raises(actions.IdInUse):
        save(make_person(), make_intake(id="a"), make_meal(id="a"))


def test_known_ids_can_be_left_as_they_are():
    person, intake = make_person(), make_intake()
    save(person, intake)
    other = Diary(intakes=(replace(intake, note="other"),))

    actions.add_entries(person=person, diary=other, keep_known_ids=True)

    assert queries.diary(person).intakes == (intake,)


def test_the_profile_of_a_diary_comes_with_it():
    person = make_person()

    actions.add_entries(person=person, diary=Diary(profile=Profile(kidney="ckd")))

    assert queries.diary(person).profile == Profile(kidney="ckd")


def test_a_document_comes_out_of_the_store_as_it_went_in():
    person = make_person()
    diary = read_document(FULL | {"flag_notes": []})

    actions.add_entries(person=person, diary=diary)

    assert write_document(queries.diary(person)) == write_document(diary)


def test_a_profile_that_says_otherwise_is_refused():
    person = make_person()
    actions.set_profile_fact(person=person, fact="kidney", value="normal")

    with pytest.raises(actions.IdInUse, match="'kidney'"):
        actions.add_entries(person=person, diary=Diary(profile=Profile(kidney="ckd")))
