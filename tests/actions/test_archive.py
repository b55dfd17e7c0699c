"""What an archive does to the diary that it is brought into."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.document.documents import ARCHIVE, FULL
from tests.factories import (
    local,
    make_content,
    make_experiment,
    make_intake,
    make_meal,
    make_person,
    make_product,
    make_score,
    save,
)
from tracker import actions, queries
from tracker.document import document_text, parse, read_document
from tracker.domain.diary import CoverSheet, Diary, HeldFact, Profile, Settings
from tracker.domain.flag_notes import FlagNote
from tracker.models import Change, ChangedEntry, DailyValues, DaySummary, Intake, Person
from tracker.views.handover.archive import document_of

pytestmark = pytest.mark.django_db


def archive_of(person):
    return b"".join(document_of(person, None))


def diary_of(person):
    return read_document(parse(archive_of(person)))


def bring_in(person, diary, **said):
    return actions.bring_in(person=person, diary=diary, **said)


class TestIntoAnEmptyDiary:
    def test_an_archive_becomes_the_diary_with_its_history(self):
        person = make_person(timezone="Asia/Tokyo")
        text = "".join(document_text(read_document(ARCHIVE))).encode()

        done = bring_in(person, read_document(ARCHIVE))

        assert (done.change, archive_of(person)) == (None, text)

    def test_what_sign_up_wrote_gives_way(self):
        person = make_person(timezone="Asia/Tokyo")

        bring_in(person, read_document(ARCHIVE))

        assert Change.objects.filter(person=person).count() == len(ARCHIVE["changes"])
        assert queries.profiles(person)[0].timezone == "America/New_York"

    def test_the_days_in_numbers_are_there(self):
        person = make_person()

        bring_in(person, read_document(ARCHIVE))

        assert actions.rebuild_daily(person=person).differing == ()
        assert DailyValues.objects.filter(person=person).count() == 2

    def test_an_undo_in_it_that_took_nothing_back_is_the_undo_all_the_same(self):
        at = "2026-06-20T08:00:00-04:00"
        by_hand = ARCHIVE | {"changes": [*ARCHIVE["changes"], {"at": at}, {"at": at, "undoes": 0}]}
        person = make_person()
        bring_in(person, read_document(by_hand))
        first, undoing = Change.objects.filter(person=person).order_by("pk")[0::4]

        assert actions.undo(person=person, change=first) == undoing

    def test_the_revision_rises_and_the_state_is_another(self):
        person = make_person()
        before = person.revision, person.state

        bring_in(person, read_document(ARCHIVE))

        stored = Person.objects.get(pk=person.pk)
        assert stored.revision == before[0] + 1
        assert stored.state not in (before[1], "")
        assert (person.revision, person.state) == (stored.revision, stored.state)

    def test_who_wrote_is_the_owner_or_nobody(self):
        person = make_person()

        bring_in(person, read_document(ARCHIVE))

        by = Change.objects.filter(person=person).order_by("pk").values_list("by_id", flat=True)
        assert list(by) == [person.user_id, None, person.user_id]

    def test_the_names_of_other_logins_are_not_in_it(self):
        person, clinic = make_person(), make_person("clinic-of-dr-who")
        actions.log_meal(person=person, meal=make_meal(), by=clinic.user)

        assert b"clinic" not in archive_of(person)
        assert diary_of(person).changes[0].is_owners is False

    def test_a_document_without_history_is_one_change_that_can_be_undone(self):
        person = make_person(timezone="Asia/Tokyo")

        done = bring_in(person, read_document(FULL))
        actions.undo(person=person, change=done.change)

        assert queries.diary(person) == Diary(profile=Profile(timezone="Asia/Tokyo"))

    def test_a_document_knows_the_time_zone_better_than_the_browser_did(self):
        person = make_person(timezone="Asia/Tokyo")

        bring_in(person, read_document(FULL))

        assert queries.profiles(person)[0].timezone == "America/New_York"

    def test_a_diary_that_was_emptied_is_not_blank_and_keeps_its_history(self):
        person, meal = make_person(), make_meal()
        actions.log_meal(person=person, meal=meal)
        actions.delete_meal(person=person, entry_id=meal.id)

        done = bring_in(person, read_document(ARCHIVE))

        assert done.change is not None
        assert queries.history(person, "meal", meal.id)

    def test_notes_on_flags_of_entries_that_went_are_kept(self):
        one, other = make_person(), make_person()
        actions.mark_flag(person=one, note=FlagNote.about("mg_calcium", ["gone"], "seen"))

        bring_in(other, diary_of(one))

        assert archive_of(other) == archive_of(one)
        assert b"gone" in archive_of(other)


class TestIntoAFullDiary:
    def test_what_is_new_is_added_as_one_change(self):
        person, mine, new = make_person(), make_intake(), make_intake()
        save(person, mine)

        done = bring_in(person, Diary(intakes=(mine, new), settings=Settings()))
        actions.undo(person=person, change=done.change)

        assert (done.comparison.new, done.comparison.same) == (2, 1)
        assert queries.diary(person).intakes == (mine,)

    def test_the_history_of_the_file_stays_behind(self):
        person = make_person()
        save(person, make_intake())

        bring_in(person, read_document(ARCHIVE))

        assert Change.objects.filter(person=person).count() == 2

    def test_twice_adds_nothing(self):
        person = make_person()
        save(person, make_intake())
        bring_in(person, read_document(ARCHIVE))
        text = archive_of(person)

        done = bring_in(person, read_document(ARCHIVE))

        assert (done.change, done.comparison.new, archive_of(person)) == (None, 0, text)

    def test_its_own_archive_is_all_the_same(self):
        person = make_person()
        bring_in(person, read_document(ARCHIVE))

        found = queries.compared(person, diary_of(person))

        assert (found.new, found.conflicts, found.takes_history) == (0, (), False)

    @pytest.mark.parametrize(
        "theirs",
        [
            {"intakes": (make_intake(id="a", note="other"),)},
            {"intakes": (make_intake(id="a", amount="200.0"),)},
            {"meals": (make_meal(id="a"),)},
            {"products": (make_product("Other", id="p"),)},
            {"settings": Settings(date(2026, 2, 1))},
            {"cover_sheet": CoverSheet("B")},
            {"profile": Profile(kidney="ckd")},
            {"profile_facts": (HeldFact("kidney", "ckd"),)},
        ],
        ids="-".join,
    )
    def test_one_thing_with_other_content_and_nothing_is_written(self, theirs):
        person = make_person()
        ones = (Settings(date(2026, 1, 1)), CoverSheet("A"))
        save(person, make_intake(id="a"), make_product(id="p"), *ones)
        actions.set_profile_fact(person=person, fact="kidney", value="normal")
        before = archive_of(person)
        diary = replace(Diary(symptoms=(make_score(),)), **theirs)

        with pytest.raises(actions.DiffersFromDiary):
            bring_in(person, diary)

        assert archive_of(person) == before

    def test_what_differs_can_be_left_as_mine_and_the_rest_added(self):
        person, mine, new = make_person(), make_intake(id="a"), make_intake()
        save(person, mine)
        other = replace(mine, note="other")

        done = bring_in(person, Diary(intakes=(other, new)), keep_mine=True)

        assert queries.diary(person).intakes == (mine, new)
        assert [conflict.theirs for conflict in done.comparison.conflicts] == [other]

    def test_an_experiment_in_the_weeks_of_mine_is_a_conflict(self):
        person = make_person()
        save(person, make_experiment("2026-06-11"))
        theirs = make_experiment("2026-06-18")

        with pytest.raises(actions.DiffersFromDiary):
            bring_in(person, Diary(experiments=(theirs,)))

    def test_the_time_zone_of_mine_stays(self):
        person = make_person(timezone="Asia/Tokyo")
        save(person, make_intake())

        with pytest.raises(actions.DiffersFromDiary):
            bring_in(person, Diary(profile=Profile(timezone="Europe/Berlin")))


class TestWhatIsRefused:
    @pytest.mark.parametrize("blank", [True, False])
    def test_experiments_that_claim_the_same_days(self, blank):
        person = make_person()
        if not blank:
            save(person, make_intake())
        plans = (make_experiment("2026-06-11"), make_experiment("2026-06-20"))

        with pytest.raises(actions.ExperimentIsRunning):
            bring_in(person, Diary(experiments=plans))

    def test_experiments_about_other_things_may_share_their_days(self):
        other = make_experiment("2026-06-20", symptom="sleep", substance="zinc")

        done = bring_in(make_person(), Diary(experiments=(make_experiment("2026-06-11"), other)))

        assert done.comparison.new == 2

    def test_an_experiment_that_was_planned_after_it_began(self):
        late = make_experiment("2026-06-11", fixed_at=local("2026-06-11T09:00"))

        with pytest.raises(actions.ExperimentHasBegun):
            bring_in(make_person(), Diary(experiments=(late,)))

    @pytest.mark.parametrize("note", ["a\0b", "\ud800"])
    def test_text_of_the_history_that_no_database_can_hold(self, note):
        whole = json.loads(json.dumps(ARCHIVE))
        for change, when in ((1, "after"), (2, "before")):
            whole["changes"][change]["lines"][0][when]["note"] = note
        person = make_person(timezone="Asia/Tokyo")
        before = archive_of(person)

        with pytest.raises(actions.CannotBeKept):
            bring_in(person, read_document(whole))

        assert archive_of(person) == before

    def test_an_entry_that_cannot_be_kept_leaves_the_diary_as_it_was(self):
        person = make_person()
        save(person, make_intake())
        before = archive_of(person)

        with pytest.raises(actions.CannotBeKept):
            bring_in(person, Diary(meals=(make_meal(), make_meal(note="a\0b"))))

        assert archive_of(person) == before

    def test_the_demo_takes_nothing_in(self):
        person = make_person()
        Person.objects.filter(pk=person.pk).update(is_demo=True)

        with pytest.raises(actions.DemoIsReadOnly):
            bring_in(person, read_document(ARCHIVE))


class TestBreakingOff:
    def test_a_kill_in_the_middle_leaves_nothing_behind(self, monkeypatch):
        person = make_person(timezone="Asia/Tokyo")
        before = archive_of(person)
        monkeypatch.setattr("tracker.actions.ledger.keep_daily", killed)

        with pytest.raises(KeyboardInterrupt):
            bring_in(person, read_document(ARCHIVE))

        assert archive_of(person) == before
        assert not Intake.objects.exists()


def killed(*_):
    raise KeyboardInterrupt


class TestOfWhom:
    def test_an_archive_holds_nothing_of_anybody_else(self):
        person, stranger = make_person(), make_person()
        save(stranger, make_intake(note="private"), make_product("private"))
        actions.set_profile_fact(person=stranger, fact="kidney", value="ckd")
        empty = archive_of(person)

        assert b"private" not in empty
        assert diary_of(person) == Diary(profile_facts=(), changes=())

    def test_an_undo_in_an_archive_reaches_its_own_changes_only(self):
        stranger, person = make_person(), make_person()
        save(stranger, make_intake())

        bring_in(person, read_document(ARCHIVE))

        undone = Change.objects.exclude(undoes=None).get()
        assert undone.undoes.person_id == undone.person_id == person.pk

    def test_ids_that_a_stranger_uses_too_are_free(self):
        stranger, person = make_person(), make_person()
        bring_in(stranger, read_document(ARCHIVE))

        assert bring_in(person, read_document(ARCHIVE)).comparison.takes_history
        assert archive_of(person) == archive_of(stranger)


class TestOneMoment:
    def test_the_days_in_short_are_forgotten(self):
        person = make_person()
        DaySummary.objects.create(person=person, day=date(2026, 6, 10), made_by="x", content={})

        bring_in(person, read_document(ARCHIVE))

        assert not DaySummary.objects.filter(person=person).exists()

    def test_an_archive_is_begun_anew_where_the_diary_changed_meanwhile(self, monkeypatch):
        person = make_person()
        read, wrote = queries.recorded_changes, []

        def changed_meanwhile(asked):
            if not wrote:
                wrote.append(save(person, make_intake("2026-06-11T08:00")))
            return read(asked)

        save(person, make_intake())
        monkeypatch.setattr("tracker.queries.recorded_changes", changed_meanwhile)

        diary = diary_of(person)

        assert (len(diary.intakes), len(diary.changes)) == (2, 2)

    def test_no_more_queries_for_a_long_history(self, django_assert_max_num_queries):
        person = make_person()
        save(person, *(make_intake() for _ in range(30)))
        for _ in range(30):
            actions.log_meal(person=person, meal=make_meal())

        with django_assert_max_num_queries(14):
            archive_of(person)

    def test_digits_are_kept(self):
        person = make_person()
        save(
            person, make_intake(contents=(make_content(amount="200.00"),), servings=Decimal("1E+1"))
        )

        assert b'"amount":200.00' in archive_of(person)
        assert b'"servings":1E+1' in archive_of(person)

    def test_history_lines_belong_to_the_person(self):
        person = make_person()
        bring_in(person, read_document(ARCHIVE))

        assert set(ChangedEntry.objects.values_list("person_id", flat=True)) == {person.pk}
