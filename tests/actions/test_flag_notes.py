import pytest

from tests.factories import make_intake, make_person, save
from tracker import actions, queries
from tracker.domain.flag_notes import FlagNote, flag_key
from tracker.models import Change
from tracker.models import FlagNote as FlagNoteRow

pytestmark = pytest.mark.django_db

SEEN = FlagNote("mg_calcium", ("a", "b"), "seen")
DISCUSSED = FlagNote("mg_calcium", ("a", "b"), "discussed")


@pytest.fixture
def person():
    return make_person()


def said(person, note=SEEN):
    return queries.sayings_about(person, {note.key}).get(note.key, frozenset())


def test_what_is_said_about_a_flag_is_kept(person):
    actions.mark_flag(person=person, note=SEEN)
    actions.mark_flag(person=person, note=DISCUSSED)

    assert said(person) == {"seen", "discussed"}


def test_saying_it_twice_is_saying_it_once(person):
    first = actions.mark_flag(person=person, note=SEEN)
    second = actions.mark_flag(person=person, note=SEEN)

    assert (first.change, FlagNoteRow.objects.count()) == (second.change, 1)


def test_it_raises_the_revision(person):
    actions.mark_flag(person=person, note=SEEN)

    assert person.revision == 1


def test_it_can_be_taken_back(person):
    actions.mark_flag(person=person, note=SEEN)
    actions.unmark_flag(person=person, note=SEEN)

    assert said(person) == frozenset()


def test_taking_back_what_was_not_said_changes_nothing(person):
    assert actions.unmark_flag(person=person, note=SEEN) is None
    assert not Change.objects.exists()


def test_both_ways_can_be_undone(person):
    marked = actions.mark_flag(person=person, note=SEEN).change
    undone = actions.undo(person=person, change=marked)
    assert said(person) == frozenset()

    actions.undo(person=person, change=undone)
    assert said(person) == {"seen"}


def test_it_is_of_one_person_only(person):
    actions.mark_flag(person=person, note=SEEN)

    assert said(make_person()) == frozenset()


def test_an_entry_may_have_the_id_of_a_note(person):
    actions.mark_flag(person=person, note=SEEN)
    save(person, make_intake(id=SEEN.id))

    assert said(person) == {"seen"}


def test_the_key_names_rule_and_entries_in_any_order():
    assert flag_key("r", ["a", "b"]) == flag_key("r", ["b", "a"])
    assert len({flag_key("r", ["a", "b"]), flag_key("r", ["a"]), flag_key("s", ["a", "b"])}) == 3


def test_ids_that_run_together_are_not_mixed_up():
    assert flag_key("r", ["a", "bc"]) != flag_key("r", ["ab", "c"])


def test_they_come_and_go_with_the_whole_diary(person):
    save(person, make_intake(id="a"), make_intake(id="b"))
    actions.mark_flag(person=person, note=SEEN)
    other = make_person("bea")

    actions.add_entries(person=other, diary=queries.diary(person))

    assert queries.diary(other).flag_notes == (SEEN,)
    assert actions.add_entries(person=other, diary=queries.diary(person)).change is None


def test_a_stretch_of_the_diary_has_the_notes_on_its_own_entries(person):
    save(person, make_intake(id="a"), make_intake(id="b"))
    actions.mark_flag(person=person, note=SEEN)
    actions.mark_flag(person=person, note=FlagNote("mg_calcium", ("a", "gone"), "seen"))

    assert queries.diary(person).flag_notes == (SEEN,)
