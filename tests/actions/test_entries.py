"""Create, change and delete, which are the same for every kind of entry."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from tests.factories import make_intake, make_meal, make_none_taken, make_person, make_score, save
from tracker import actions, queries
from tracker.models import Change, ChangedEntry, IntakeContent

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Case:
    """The writes of one kind of entry under one set of names."""

    kind: str
    make: Any
    log: Any
    delete: Any
    change: Any = None

    def saved(self, person, entry):
        return self.log(person=person, **{self.kind: entry})

    def changed(self, person, entry, version):
        return self.change(person=person, version=version, **{self.kind: entry})


CASES = [
    Case("intake", make_intake, actions.log_intake, actions.delete_intake, actions.change_intake),
    Case("meal", make_meal, actions.log_meal, actions.delete_meal, actions.change_meal),
    Case("score", make_score, actions.log_score, actions.delete_score, actions.change_score),
    Case("none_taken", make_none_taken, actions.log_none_taken, actions.remove_none_taken),
]
every_kind = pytest.mark.parametrize("case", CASES, ids=lambda case: case.kind)
every_changeable_kind = pytest.mark.parametrize(
    "case", [case for case in CASES if case.change], ids=lambda case: case.kind
)


def stored(person, case, entry):
    found = queries.stored_entry(person, case.kind, entry.id)
    return None if found is None else found.entry


@every_kind
def test_what_is_logged_is_stored(case):
    person, entry = make_person(), case.make()

    case.saved(person, entry)

    assert stored(person, case, entry) == entry


@every_kind
def test_saving_the_same_entry_again_returns_the_one_that_is_there(case):
    person, entry = make_person(), case.make()

    assert case.saved(person, entry) == case.saved(person, entry)


@every_kind
def test_saving_the_same_entry_again_writes_nothing(case):
    person, entry = make_person(), case.make()
    case.saved(person, entry)

    case.saved(person, entry)

    person.refresh_from_db()
    assert (person.revision, Change.objects.count()) == (1, 1)


@every_kind
def test_an_id_that_another_entry_has_is_refused(case):
    person, entry = make_person(), case.make()
    case.saved(person, entry)

    with pytest.raises(actions.IdInUse, match="another entry with the id"):
        case.saved(person, replace(entry, timezone="Asia/Tokyo"))


@every_kind
def test_an_id_that_an_entry_of_another_kind_has_is_refused(case):
    person, entry = make_person(), case.make()
    other = make_meal if case.kind != "meal" else make_score
    save(person, other(id=entry.id))

    with pytest.raises(actions.IdInUse):
        case.saved(person, entry)


@every_changeable_kind
def test_a_late_retry_of_a_save_does_not_disturb_what_was_changed_since(case):
    person, entry = make_person(), case.make()
    row = case.saved(person, entry).row
    later = replace(entry, note="changed")
    case.changed(person, later, row.version)

    case.saved(person, entry)

    assert stored(person, case, entry) == later


@every_changeable_kind
def test_a_change_takes_the_place_of_what_was_there(case):
    person, entry = make_person(), case.make()
    row = case.saved(person, entry).row
    later = replace(entry, note="changed")

    case.changed(person, later, row.version)

    assert stored(person, case, entry) == later


@every_changeable_kind
def test_a_change_raises_the_version(case):
    person, entry = make_person(), case.make()
    row = case.saved(person, entry).row

    changed = case.changed(person, replace(entry, note="changed"), row.version).row

    assert changed.version > row.version


@every_changeable_kind
def test_a_change_from_a_page_that_is_out_of_date_is_refused(case):
    person, entry = make_person(), case.make()
    row = case.saved(person, entry).row
    case.changed(person, replace(entry, note="first"), row.version)

    with pytest.raises(actions.StaleEntry, match="changed in the meantime"):
        case.changed(person, replace(entry, note="second"), row.version)


@every_changeable_kind
def test_the_same_change_again_is_not_out_of_date(case):
    person, entry = make_person(), case.make()
    row = case.saved(person, entry).row
    later = replace(entry, note="changed")

    first = case.changed(person, later, row.version)

    assert case.changed(person, later, row.version) == first


@every_changeable_kind
def test_an_entry_of_somebody_else_cannot_be_changed(case):
    entry = case.make()
    row = case.saved(make_person(), entry).row

    with pytest.raises(actions.NoSuchEntry):
        case.changed(make_person(), replace(entry, note="mine"), row.version)


@every_kind
def test_what_is_deleted_is_gone(case):
    person, entry = make_person(), case.make()
    case.saved(person, entry)

    case.delete(person=person, entry_id=entry.id)

    assert stored(person, case, entry) is None


@every_kind
def test_deleting_again_is_the_same_deletion(case):
    person, entry = make_person(), case.make()
    case.saved(person, entry)

    first = case.delete(person=person, entry_id=entry.id)

    assert case.delete(person=person, entry_id=entry.id) == first


@every_kind
def test_what_never_was_there_cannot_be_deleted(case):
    with pytest.raises(actions.NoSuchEntry, match="There is no"):
        case.delete(person=make_person(), entry_id="never")


@every_kind
def test_an_entry_of_somebody_else_cannot_be_deleted(case):
    entry = case.make()
    case.saved(make_person(), entry)

    with pytest.raises(actions.NoSuchEntry):
        case.delete(person=make_person(), entry_id=entry.id)


@every_kind
def test_a_deletion_from_a_page_that_is_out_of_date_is_refused(case):
    person, entry = make_person(), case.make()
    row = case.saved(person, entry).row

    with pytest.raises(actions.StaleEntry):
        case.delete(person=person, entry_id=entry.id, version=row.version + 1)


@every_kind
def test_each_write_makes_one_change_that_says_what_it_did(case):
    person, entry = make_person(), case.make()

    change = case.saved(person, entry).change

    line = change.lines.get()
    assert (line.kind, line.entry_id, line.before) == (case.kind, entry.id, None)


@every_kind
def test_each_write_raises_the_persons_revision(case):
    person, entry = make_person(), case.make()
    case.saved(person, entry)

    case.delete(person=person, entry_id=entry.id)

    assert person.revision == 2


def test_a_changed_intake_has_its_new_contents_only():
    person, intake = make_person(), make_intake(amount="200")
    row = actions.log_intake(person=person, intake=intake).row
    changed = replace(intake, contents=make_intake(amount="300").contents)

    actions.change_intake(person=person, intake=changed, version=row.version)

    assert [str(content.amount) for content in IntakeContent.objects.all()] == ["300"]


def test_a_change_names_who_wrote_it():
    person = make_person()

    change = actions.log_meal(person=person, meal=make_meal(), by=person.user).change

    assert change.by == person.user


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"id": "x" * 201}, "entry_id has 201 characters, at most 200 can be kept"),
        ({"note": "a\0b"}, "note holds characters that are not text"),
        ({"note": "\ud800"}, "note holds characters that are not text"),
        ({"substance": "x" * 201}, "substance has 201 characters"),
        ({"covers_days": 2**63}, "covers_days is too large a number"),
    ],
    ids=["long id", "NUL", "surrogate", "long substance", "large number"],
)
def test_what_no_database_can_hold_is_refused_in_words(fields, reason):
    with pytest.raises(actions.CannotBeKept, match=reason):
        actions.log_intake(person=make_person(), intake=make_intake(**fields))


def test_a_refused_entry_leaves_nothing_behind():
    person = make_person()
    with pytest.raises(actions.CannotBeKept):
        actions.log_intake(person=person, intake=make_intake(substance="x" * 201))

    assert (ChangedEntry.objects.count(), queries.has_entries(person)) == (0, False)


def test_a_tag_that_no_database_can_hold_is_refused_in_words():
    with pytest.raises(actions.CannotBeKept, match="tags holds characters that are not text"):
        actions.log_meal(person=make_person(), meal=make_meal(tags=("fat", "\0")))
