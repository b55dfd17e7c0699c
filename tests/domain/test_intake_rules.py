from datetime import date
from decimal import Decimal

import pytest

from tests.domain.diaries import by_rule, content, felt, flags_of, intake, meal, take
from tracker.domain.diary import Diary, EarlierProfile, FoodPortion, Profile, Scale


def fires(rule, *intakes, **lists):
    return bool(by_rule(rule, *intakes, **lists))


MAGNESIUM = take("magnesium", 100)


class TestKidney:
    @pytest.mark.parametrize(
        ("facts", "rule"),
        [
            ({"egfr": Decimal("29.9")}, "kidney_severe"),
            ({"egfr": Decimal(30)}, "kidney_moderate"),
            ({"egfr": Decimal(60)}, None),
            ({"kidney": "dialysis"}, "kidney_severe"),
            ({"kidney": "ckd"}, "kidney_moderate"),
            ({"kidney": "ckd", "egfr": Decimal(20)}, "kidney_severe"),
            ({"conditions": ("Acute_Kidney_Injury",), "kidney": "ckd"}, "kidney_severe"),
            ({"kidney": "normal"}, None),
            ({}, None),
        ],
    )
    def test_one_rule_speaks_by_how_weak_the_kidneys_are(self, facts, rule):
        found = [
            flag.rule.id
            for flag in flags_of(MAGNESIUM, profile=Profile(**facts))
            if flag.rule.kind == "kidney"
        ]
        assert found == ([rule] if rule else [])

    def test_every_intake_is_flagged_not_only_the_first_of_a_day(self):
        profile = Profile(kidney="dialysis")
        doses = [take("magnesium", 100, "08:00"), take("magnesium", 100, "20:00")]
        assert len(by_rule("kidney_severe", *doses, profile=profile)) == 2

    def test_what_was_true_on_the_entrys_own_day_decides(self):
        earlier = (EarlierProfile(date(2026, 6, 9), Profile(kidney="normal")),)
        found = by_rule(
            "kidney_severe",
            take("magnesium", 100, "2026-06-09 08:00"),
            take("magnesium", 100, "2026-06-10 08:00"),
            profile=Profile(kidney="dialysis"),
            earlier_profiles=earlier,
        )
        assert [flag.entries for flag in found] == [("magnesium 2026-06-10 08:00",)]

    @pytest.mark.parametrize("details", [{"route": "bath"}, {"source": "food"}])
    def test_only_magnesium_swallowed_on_purpose_counts(self, details):
        bath = take("magnesium", 100, **details)
        assert not fires("kidney_severe", bath, profile=Profile(kidney="dialysis"))


class TestAge:
    @pytest.mark.parametrize(
        ("age", "substance", "flagged"),
        [
            ("0.5", "vitamin_d", True),
            ("1", "vitamin_d", False),
            ("1", "magnesium", True),
            ("17.9", "magnesium", True),
            ("18", "magnesium", False),
            (None, "magnesium", False),
        ],
    )
    def test_infants_and_children(self, age, substance, flagged):
        profile = Profile(age=None if age is None else Decimal(age))
        dose = take(substance, 10, unit="mcg")
        assert fires("infant_child", dose, profile=profile) is flagged


class TestMedicines:
    @pytest.mark.parametrize("route", ["oral", "injection", "infusion"])
    def test_a_fluoroquinolone_with_nerve_pain_is_flagged_however_it_is_given(self, route):
        profile = Profile(conditions=("nerve_pain",))
        medicine = take("levaquin", route=route)
        assert fires("fluoroquinolone_neuropathy", medicine, profile=profile)

    def test_without_nerve_symptoms_it_is_not(self):
        assert not fires("fluoroquinolone_neuropathy", take("levaquin"))

    def test_a_medicine_of_the_profile_that_was_not_logged_gives_no_spacing_flag(self):
        profile = Profile(medicines=("levothyroxine",))
        assert not fires("levothyroxine", MAGNESIUM, profile=profile)


class TestTips:
    def test_a_tip_is_given_once_a_local_day_for_the_first_intake_that_meets_it(self):
        doses = [
            take("magnesium", 100, "08:00", meal="with"),
            take("magnesium", 100, "12:00", meal="without"),
            take("magnesium", 100, "20:00", meal="without"),
            take("magnesium", 100, "2026-06-11 08:00", meal="without"),
        ]
        found = [flag.entries[0] for flag in by_rule("take_with_meal", *doses)]
        assert found == ["magnesium 12:00", "magnesium 2026-06-11 08:00"]

    def test_a_meal_that_is_not_known_gives_no_tip(self):
        assert not fires("take_with_meal", take("magnesium", 100))

    @pytest.mark.parametrize(("amount", "flagged"), [(250, False), ("250.1", True)])
    def test_a_single_dose_over_250_could_be_split(self, amount, flagged):
        assert fires("split_dose", take("magnesium", amount)) is flagged

    def test_contents_of_one_intake_are_one_dose(self):
        halves = [content("magnesium", 150, form="oxide"), content("magnesium", 150)]
        assert fires("split_dose", intake(halves))

    def test_a_laxative_is_not_to_be_split(self):
        assert not fires("split_dose", take("magnesium", 900, product_class="laxative"))

    @pytest.mark.parametrize(
        ("details", "asked"),
        [
            ({"basis": "unknown"}, True),
            ({"basis": "elemental"}, False),
            ({"basis": "unknown", "unit": "mmol"}, False),
            ({"basis": "unknown", "unit": None}, True),
        ],
    )
    def test_an_amount_without_a_basis_is_asked_about(self, details, asked):
        assert fires("amount_basis_unknown", take("magnesium", 100, **details)) is asked

    def test_vitamin_d_needs_no_basis(self):
        assert not fires("amount_basis_unknown", take("vitamin_d", 10, basis="unknown"))

    @pytest.mark.parametrize(("amount", "asked"), [(1000, False), (1001, True)])
    def test_more_than_a_gram_of_magnesium_looks_like_the_compound(self, amount, asked):
        assert fires("implausible_elemental", take("magnesium", amount)) is asked

    @pytest.mark.parametrize(
        ("amount", "unit", "asked"),
        [
            (250, "mcg", False),
            (251, "mcg", True),
            (5, "IU", False),
            (4, "IU", True),
            ("1.25", "mg", False),
            ("1.26", "mg", True),
            ("0.001", "g", True),
        ],
    )
    def test_a_suspect_unit_of_vitamin_d_is_asked_about(self, amount, unit, asked):
        assert fires("unit_suspect_vitd", take("vitamin_d", amount, unit=unit)) is asked

    def test_magnesium_on_the_skin_is_said_to_count_nowhere(self):
        assert fires("topical_not_counted", take("magnesium", 100, route="topical"))


class TestLaxativeForms:
    def test_300_mg_in_any_window_that_holds_the_dose(self):
        doses = [
            take("magnesium", 150, "08:00", form="citrate"),
            take("magnesium", 150, "2026-06-11 03:59", form="glycinate"),
        ]
        assert fires("laxative_form", *doses)

    def test_the_dose_that_ends_the_20_hours_is_outside(self):
        doses = [
            take("magnesium", 150, "08:00", form="citrate"),
            take("magnesium", 150, "2026-06-11 04:00", form="glycinate"),
        ]
        assert not fires("laxative_form", *doses)

    @pytest.mark.parametrize(
        ("score", "flagged"),
        [
            (felt("diarrhoea", 3), True),
            (felt("diarrhoea", 0), False),
            (felt("diarrhoea"), True),
            (felt("diarrhoea", 3, "2026-06-11 23:00"), True),
            (felt("diarrhoea", 3, "2026-06-12 01:00"), False),
            (felt("diarrhoea", 3, "2026-06-09 23:00"), False),
            (felt("diarrhoea", 10, scale=Scale(better="high")), False),
            (felt("diarrhoea", 9, scale=Scale(better="high")), True),
        ],
    )
    def test_loose_stools_the_same_or_the_next_day(self, score, flagged):
        dose = take("magnesium", 50, form="oxide")
        assert fires("laxative_form", dose, symptoms=(score,)) is flagged

    def test_a_gentle_form_is_not_named(self):
        assert not fires("laxative_form", take("magnesium", 600, form="glycinate"))


class TestVitaminD:
    def test_magnesium_without_vitamin_d_in_a_week_is_a_tip(self):
        assert fires("pair_magnesium_vitamin_d", MAGNESIUM)

    @pytest.mark.parametrize(("day", "flagged"), [("2026-06-04", False), ("2026-06-03", True)])
    def test_vitamin_d_counts_on_the_day_and_the_six_before(self, day, flagged):
        vitamin_d = take("vitamin_d", 1000, f"{day} 23:00", unit="IU")
        assert fires("pair_magnesium_vitamin_d", vitamin_d, MAGNESIUM) is flagged

    def test_a_meal_rich_in_vitamin_d_counts(self):
        assert not fires(
            "pair_magnesium_vitamin_d", MAGNESIUM, meals=(meal("12:00", "vitamin_d_rich"),)
        )

    @pytest.mark.parametrize(
        ("food", "flagged"), [("usda-sr28:01077", False), ("usda-sr28:11457", True)]
    )
    def test_a_food_that_holds_vitamin_d_counts(self, food, flagged):
        lunch = meal("12:00", foods=(FoodPortion(food, Decimal(200)),))
        assert fires("pair_magnesium_vitamin_d", MAGNESIUM, meals=(lunch,)) is flagged

    @pytest.mark.parametrize(
        ("relation", "meals", "flagged"),
        [
            ("without", (), True),
            ("with", (), False),
            ("unknown", (), False),
            ("unknown", (meal("09:00", "dairy"),), True),
            ("unknown", (meal("09:01", "dairy"),), False),
            ("unknown", (meal("09:00", "dairy"), meal("07:30", "fat")), False),
        ],
    )
    def test_vitamin_d_without_a_meal_that_holds_fat(self, relation, meals, flagged):
        dose = take("vitamin_d", 1000, unit="IU", meal=relation)
        assert fires("pair_vitamin_d", dose, meals=meals) is flagged


class TestFirstMagnesium:
    @pytest.mark.parametrize(
        "facts",
        [
            {"medicines": ("anything",)},
            {"conditions": ("anything",)},
            {"pregnant": True},
            {"kidney": "ckd"},
        ],
    )
    def test_the_first_supplement_of_someone_with_a_condition_asks_for_a_clinician(self, facts):
        doses = [take("magnesium", 100, "2026-06-11 08:00"), MAGNESIUM]
        found = by_rule("consult_clinician", *doses, profile=Profile(**facts))
        assert [flag.entries for flag in found] == [("magnesium 08:00",)]

    def test_without_condition_or_medicine_it_does_not(self):
        assert not fires("consult_clinician", MAGNESIUM, profile=Profile(kidney="normal"))

    @pytest.mark.parametrize(
        ("form", "product_class", "flagged"),
        [("oxide", None, True), ("glycinate", None, False), ("oxide", "antacid", False)],
    )
    def test_someone_new_who_starts_with_a_harsh_form(self, form, product_class, flagged):
        dose = take("magnesium", 100, form=form, product_class=product_class)
        profile = Profile(new_to_supplements=True)
        assert fires("new_user_glycinate", dose, profile=profile) is flagged


class TestWeek:
    def test_food_groups_on_fewer_than_two_days_of_the_week_are_a_tip(self):
        one_day = (meal("12:00", "nuts"), meal("18:00", "seeds"))
        assert fires("diet_first", MAGNESIUM, meals=one_day, today=date(2026, 6, 14))

    def test_two_days_are_enough(self):
        two_days = (meal("12:00", "nuts"), meal("2026-06-11 12:00", "whole_grains"))
        assert not fires("diet_first", MAGNESIUM, meals=two_days, today=date(2026, 6, 14))

    @pytest.mark.parametrize(("today", "flagged"), [(16, True), (17, False), (9, False)])
    def test_only_for_someone_who_took_magnesium_in_the_week(self, today, flagged):
        assert fires("diet_first", MAGNESIUM, today=date(2026, 6, today)) is flagged

    def test_without_a_day_to_look_back_from_there_is_no_weekly_tip(self):
        assert not fires("diet_first", MAGNESIUM)


class TestWarningSigns:
    @pytest.mark.parametrize(
        ("sign", "severity"),
        [
            ("saddle_numbness", "emergency"),
            ("shingles_eye", "ask"),
            ("persistent_diarrhoea", "ask"),
        ],
    )
    def test_a_sign_that_is_there_is_flagged_by_its_level(self, sign, severity):
        found = by_rule(sign, symptoms=(felt(sign),))
        assert [(flag.severity, flag.rule.evidence_grade) for flag in found] == [(severity, None)]

    def test_a_score_is_never_a_warning_sign(self):
        assert not by_rule(
            "confusion", symptoms=(felt("confusion", 0), felt("confusion", 9, "22:00"))
        )


def test_the_profile_before_a_change_is_the_earlier_one():
    diary = Diary(
        profile=Profile(pregnant=False),
        earlier_profiles=(EarlierProfile(date(2025, 12, 31), Profile(pregnant=True)),),
    )
    assert diary.profile_on(date(2025, 12, 31)).pregnant is True
    assert diary.profile_on(date(2026, 1, 1)).pregnant is False
