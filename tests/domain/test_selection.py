"""What of a diary is handed over, and that nothing else is."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.factories import (
    make_content,
    make_experiment,
    make_favourite,
    make_intake,
    make_meal,
    make_none_taken,
    make_product,
    make_question,
    make_score,
    make_skipped_dose,
)
from tracker.domain.diary import (
    CoverSheet,
    CustomSymptom,
    Diary,
    EarlierProfile,
    Profile,
    Tracked,
)
from tracker.domain.flag_notes import FlagNote
from tracker.domain.selection import Chooser, Selection
from tracker.knowledge import knowledge

JUNE = Selection(date(2026, 6, 1), date(2026, 6, 30))
IN_JUNE, IN_JULY = "2026-06-30T23:59", "2026-07-01T00:00"


def choosing(**chosen):
    return Chooser(replace(JUNE, **chosen), knowledge().rule_book.substances)


class TestDays:
    def test_both_ends_belong_to_it(self):
        assert [JUNE.holds_day(date(2026, 6, day)) for day in (1, 30)] == [True, True]

    @pytest.mark.parametrize(
        ("kind", "entry"),
        [("intake", make_intake), ("meal", make_meal), ("score", make_score)],
    )
    def test_an_entry_belongs_to_its_local_day(self, kind, entry):
        take = getattr(choosing(), kind)
        assert take(entry(IN_JUNE)) is not None
        assert take(entry(IN_JULY)) is None

    def test_a_day_in_its_own_zone_counts_whatever_the_day_is_elsewhere(self):
        kathmandu = make_intake("2026-07-01T01:00", timezone="Asia/Kathmandu")
        assert choosing().intake(kathmandu) is None

    def test_a_day_without_any_belongs_to_its_day(self):
        assert choosing().none_taken(make_none_taken("2026-06-30")) is not None
        assert choosing().none_taken(make_none_taken("2026-07-01")) is None


class TestSubstances:
    def test_a_name_of_a_known_substance_is_its_id(self):
        substances = knowledge().rule_book.substances
        assert substances.id_of(" Cholecalciferol ") == "vitamin_d"

    def test_any_other_is_a_name_as_they_are_compared(self):
        assert knowledge().rule_book.substances.id_of(" My Tea ") == "my tea"

    def test_of_a_multivitamin_only_what_is_chosen_leaves(self):
        contents = (make_content("magnesium", "100"), make_content("zinc", "10"))
        chosen = choosing(substances=("zinc",)).intake(make_intake(contents=contents))
        assert chosen.contents == contents[1:]

    def test_what_holds_nothing_that_is_chosen_stays(self):
        assert choosing(substances=("zinc",)).intake(make_intake()) is None

    def test_none_at_all_can_be_chosen(self):
        assert choosing(substances=()).intake(make_intake()) is None

    def test_without_a_choice_an_intake_without_contents_leaves_too(self):
        assert choosing().intake(make_intake(contents=())) is not None
        assert choosing(substances=("zinc",)).intake(make_intake(contents=())) is None

    def test_none_taken_of_another_substance_stays(self):
        choose = choosing(substances=("zinc",))
        assert choose.none_taken(make_none_taken(substance="magnesium")) is None
        assert choose.none_taken(make_none_taken(substance=None)) is not None

    def test_products_and_their_skipped_doses_follow_the_substances(self):
        zinc, magnesium = make_product(substance="zinc"), make_product()
        diary = Diary(
            products=(zinc, magnesium),
            skipped_doses=(make_skipped_dose(zinc), make_skipped_dose(magnesium)),
        )
        chosen = choosing(substances=("zinc",)).diary(diary)
        assert chosen.products == (zinc,)
        assert [one.product_id for one in chosen.skipped_doses] == [zinc.id]

    def test_of_a_product_only_what_is_chosen_leaves(self):
        both = make_product(contents=(make_content("magnesium"), make_content("zinc")))
        (chosen,) = choosing(substances=("zinc",)).diary(Diary(products=(both,))).products
        assert chosen.contents == both.contents[1:]

    def test_a_group_leaves_where_all_of_it_is_chosen_since_its_name_tells_of_all(self):
        zinc, magnesium = make_product(substance="zinc"), make_product()
        both, alone = make_favourite(zinc, magnesium), make_favourite(zinc)
        diary = Diary(products=(zinc, magnesium), favourites=(both, alone))
        assert choosing(substances=("zinc",)).diary(diary).favourites == (alone,)
        assert choosing().diary(diary).favourites == (both, alone)

    def test_a_medicine_of_the_profile_leaves_where_it_is_chosen(self):
        diary = Diary(profile=Profile(medicines=("Levothyroxine", "methadone")))
        left = choosing(substances=("levothyroxine",)).diary(diary)
        assert left.profile.medicines == ("Levothyroxine",)

    def test_a_note_on_a_flag_needs_all_of_its_entries(self):
        zinc, magnesium = make_intake(substance="zinc"), make_intake()
        note = FlagNote.about("mg_zinc", (zinc.id, magnesium.id), "seen")
        diary = Diary(intakes=(zinc, magnesium), flag_notes=(note,))
        assert choosing().diary(diary).flag_notes == (note,)
        assert choosing(substances=("zinc",)).diary(diary).flag_notes == ()


class TestSymptoms:
    def test_only_what_is_chosen_leaves(self):
        choose = choosing(symptoms=("sleep",))
        assert choose.score(make_score(symptom="sleep")) is not None
        assert choose.score(make_score(symptom="nerve_pain")) is None

    def test_one_without_a_name_can_be_chosen(self):
        assert choosing(symptoms=("",)).score(make_score(symptom=None)) is not None

    def test_what_is_followed_and_named_leaves_where_it_is_chosen(self):
        diary = Diary(
            tracked=Tracked(("sleep", "knee")),
            custom_symptoms=(CustomSymptom("knee", "My knee"), CustomSymptom("hip", "My hip")),
        )
        left = choosing(symptoms=("knee",)).diary(diary)
        assert (left.tracked, left.custom_symptoms) == (
            Tracked(("knee",)),
            diary.custom_symptoms[:1],
        )

    @pytest.mark.parametrize("chosen", [{"symptoms": ("sleep",)}, {"substances": ("zinc",)}])
    def test_what_is_asked_leaves_only_with_both_of_its_ends(self, chosen):
        diary = Diary(questions=(make_question(),), experiments=(make_experiment(),))
        left = choosing(**chosen).diary(diary)
        assert (left.questions, left.experiments) == ((), ())


class TestNotesAndName:
    @pytest.mark.parametrize(("is_in", "note"), [(True, "at Ann's"), (False, "")])
    def test_notes_leave_only_where_they_are_wanted(self, is_in, note):
        diary = Diary(
            intakes=(make_intake(note="at Ann's"),),
            meals=(make_meal(note="at Ann's"),),
            symptoms=(make_score(note="at Ann's"),),
            products=(make_product(note="at Ann's"),),
            experiments=(make_experiment(note="at Ann's", stopped_because="at Ann's"),),
        )
        left = choosing(with_notes=is_in).diary(diary)
        entries = (*left.intakes, *left.meals, *left.symptoms, *left.products, *left.experiments)
        assert {one.note for one in entries} == {note}
        assert left.experiments[0].stopped_because == note

    def test_without_a_name_the_questions_stay(self):
        diary = Diary(cover_sheet=CoverSheet("Åse Ngo", ("Is it too much?",)))
        left = choosing(with_name=False).diary(diary)
        assert left.cover_sheet == CoverSheet("", ("Is it too much?",))

    def test_without_a_name_an_age_stands_for_the_day_of_birth(self):
        born = Profile(birth_date=date(1981, 7, 3))
        diary = Diary(profile=born, earlier_profiles=(EarlierProfile(date(2026, 6, 9), born),))
        left = choosing(with_name=False).diary(diary)
        profiles = (left.profile, left.earlier_profiles[0].profile)
        assert profiles == (Profile(age=Decimal(44)),) * 2

    def test_with_a_name_the_day_of_birth_stays(self):
        born = Profile(birth_date=date(1981, 7, 3))
        assert choosing().diary(Diary(profile=born)).profile == born

    def test_of_the_profile_over_time_what_held_in_the_days_leaves(self):
        may, june, july = (
            EarlierProfile(date(2026, month, 15), Profile(egfr=Decimal(month)))
            for month in (5, 6, 7)
        )
        diary = Diary(profile=Profile(egfr=Decimal(8)), earlier_profiles=(may, june, july))
        left = choosing().diary(diary)
        assert (left.earlier_profiles, left.profile) == ((june,), july.profile)

    @pytest.mark.parametrize(
        ("first_day", "stopped_on", "leaves"),
        [
            ("2026-07-01", None, False),
            ("2026-06-30", None, True),
            ("2026-03-01", None, False),
            ("2026-05-01", None, True),
            ("2026-05-01", date(2026, 5, 31), False),
        ],
    )
    def test_an_experiment_leaves_where_it_has_one_of_the_days(self, first_day, stopped_on, leaves):
        plan = make_experiment(first_day, stopped_on=stopped_on)
        left = choosing().diary(Diary(experiments=(plan,)))
        assert bool(left.experiments) is leaves
