"""The document of a part of a diary: what was not chosen is not in it."""

import tracemalloc
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.factories import (
    local,
    make_content,
    make_intake,
    make_meal,
    make_none_taken,
    make_product,
    make_score,
    make_skipped_dose,
    save,
)
from tracker import actions
from tracker.document import parse, read_document
from tracker.domain.diary import CoverSheet
from tracker.domain.flag_notes import FlagNote
from tracker.domain.selection import Selection
from tracker.views.handover.archive import document_of
from tracker.views.handover.moment import pieces_of

pytestmark = pytest.mark.django_db

JUNE = Selection(date(2026, 6, 1), date(2026, 6, 30))


def text_of(person, selection=JUNE):
    return b"".join(document_of(person, selection))


def part_of(person, selection=JUNE):
    return read_document(parse(text_of(person, selection)))


def test_it_holds_the_chosen_days(person):
    june = make_intake(), make_meal(), make_score(), make_none_taken(substance="zinc")
    save(person, *june, make_intake("2026-05-31T23:59"), make_meal("2026-07-01T00:00"))

    assert set(part_of(person).ids()) == {one.id for one in june}


def test_it_tells_nothing_of_what_was_changed_or_deleted(person):
    meal = make_meal(note="private")
    actions.log_meal(person=person, meal=meal)
    actions.delete_meal(person=person, entry_id=meal.id)

    part = part_of(person)

    assert (part.changes, part.profile_facts) == (None, None)
    assert b"private" not in text_of(person)


def test_of_a_multivitamin_the_chosen_contents_are_in_it(person):
    contents = make_content(), make_content("zinc")
    save(person, make_intake(contents=contents))

    part = part_of(person, replace(JUNE, substances=("zinc",)))

    assert [one.substance for one in part.intakes[0].contents] == ["zinc"]


def test_what_else_was_taken_does_not_show_in_the_notes_on_flags(person):
    magnesium, thyroxine = make_intake(), make_intake(substance="levothyroxine")
    save(person, magnesium, thyroxine)
    note = FlagNote.about("levothyroxine", [magnesium.id, thyroxine.id], "seen")
    actions.mark_flag(person=person, note=note)

    assert part_of(person).flag_notes == (note,)
    assert b"levothyroxine" not in text_of(person, replace(JUNE, substances=("magnesium",)))


def test_symptoms_that_were_not_chosen_are_not_in_it(person):
    save(person, make_score(symptom="nerve_pain"), make_score(symptom="low_mood"))

    text = text_of(person, replace(JUNE, symptoms=("nerve_pain",)))

    assert b"low_mood" not in text


def test_without_notes_and_name_none_is_in_it(person):
    shelf = make_product(note="private"), CoverSheet("private", ())
    save(person, make_intake(note="private"), make_meal(note="private"), *shelf)
    save(person, make_score(note="private"))

    assert b"private" not in text_of(person, replace(JUNE, with_notes=False, with_name=False))


def test_skipped_doses_of_the_days_come_along(person):
    product = make_product(times=("07:00",))
    june = make_skipped_dose(product)
    save(person, product, june, make_skipped_dose(product, "2026-07-01"))

    assert part_of(person).skipped_doses == (june,)


def test_brought_back_in_it_is_all_there_already(person):
    save(person, make_intake(), make_meal())

    assert actions.bring_in(person=person, diary=part_of(person)).change is None


def peak_of_writing(person):
    tracemalloc.start()
    try:
        for _ in pieces_of(person, lambda: document_of(person, None)):
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_four_times_the_diary_takes_no_more_memory(person, monkeypatch):
    # Small portions, so that a short diary is past the point at which they are handed on.
    for room in ("archive", "lines", "streamed"):
        monkeypatch.setattr(f"tracker.queries.{room}.PORTION", 50)
    monkeypatch.setattr("tracker.views.handover.archive.PIECE", 4096)
    for name in ("PIECE", "IN_MEMORY"):
        monkeypatch.setattr(f"tracker.views.handover.moment.{name}", 4096)
    first = local("2026-01-01T08:00")

    def write(numbers):
        days = (first + timedelta(hours=number) for number in numbers)
        save(person, *(make_intake(day, note="x" * 500) for day in days))

    write(range(200))
    peak_of_writing(person)
    short = peak_of_writing(person)
    write(range(200, 800))

    assert peak_of_writing(person) < 1.3 * short
