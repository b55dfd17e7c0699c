from decimal import Decimal

import pytest

from tests.domain.diaries import by_rule, content, felt, intake, take
from tracker.domain.diary import Profile
from tracker.domain.rules.words import advice, message


def said(rule, *intakes, **lists):
    return message(by_rule(rule, *intakes, **lists)[0])


def test_a_gap_is_said_in_the_order_in_which_it_happened():
    text = said("mg_calcium", take("calcium", 600, "08:10"), take("magnesium", 200, "08:35"))
    assert text == ("Magnesium 25 minutes after calcium; this rule looks for 2 hours between them.")


def test_two_entries_at_one_instant_are_said_so():
    text = said("gabapentin", take("gabapentin"), take("magnesium", 200))
    assert text.startswith("Gabapentin and magnesium at the same time;")


def test_a_product_is_called_by_its_name():
    tablet = intake([content("magnesium", 200)], "09:00", product="Evening Calm")
    assert "Evening Calm 1 hour after levothyroxine" in said(
        "levothyroxine", take("levothyroxine"), tablet
    )


def test_a_form_is_part_of_what_an_entry_is_called():
    text = said("levothyroxine", take("levothyroxine"), take("magnesium", 9, form="glycinate"))
    assert "magnesium glycinate" in text


@pytest.mark.parametrize(
    ("profile", "whose"),
    [
        (Profile(), "the US adult limit (age not known) is 350 mg"),
        (Profile(age=Decimal(40)), "the US limit is 350 mg"),
        (Profile(age=Decimal(40), region="EU"), "the European limit is 250 mg"),
    ],
)
def test_a_limit_says_whose_it_is(profile, whose):
    assert whose in said("ul_magnesium", take("magnesium", 400), profile=profile)


def test_a_limit_of_other_regions_names_both():
    text = said("b6_lowest_limit", take("vitamin_b6", 25))
    assert "not over the US adult limit (age not known) of 100 mg, yet over 12 mg" in text


def test_a_sum_of_a_whole_day_is_said_so():
    text = said("ul_magnesium", take("magnesium", 400, precision="day"))
    assert "400 mg from one entry on one day;" in text


def test_advice_is_filled_in_with_the_flags_own_numbers():
    flag = by_rule("ul_magnesium", take("magnesium", "1400.5"))[0]
    assert "1,400.5 mg, over the US limit of 350 mg" in advice(flag)


def test_a_warning_sign_says_its_text():
    flag = by_rule("chest_pain", symptoms=(felt("chest_pain"),))[0]
    assert message(flag) == "Chest pain or pressure"
    assert "911, 112, 999" in advice(flag)


def test_what_one_intake_is_told_for_is_the_rules_own_sentence():
    text = said("take_with_meal", take("magnesium", 9, meal="without"))
    assert text.startswith("Magnesium. You ")


def test_a_medicine_that_hours_do_not_help_with_names_no_hours():
    text = said("raltegravir", take("raltegravir"), take("magnesium", 100, "12:00"))
    assert "hours between them may not be enough" in text


def test_an_amount_beyond_all_measure_is_still_said():
    assert said("ul_magnesium", take("magnesium", "1e300"))


def test_words_can_be_translated():
    flag = by_rule("mg_calcium", take("calcium", 600), take("magnesium", 200, "09:00"))[0]
    german = {"{n} hour": "{n} Stunde", "{n} hours": "{n} Stunden"}
    said_in_german = message(flag, lambda text: german.get(text, text))
    assert "1 Stunde after calcium; this rule looks for 2 Stunden" in said_in_german
