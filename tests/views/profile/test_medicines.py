"""The medicines of the profile: how they go, and what is known of them."""

import pytest

from tests.views.profile.profiles import MAY, lines, profile, take

pytestmark = pytest.mark.django_db


# Medicines that go


def test_a_medicine_is_taken_no_longer_after_its_last_day(ada, person):
    take(person, "Levothyroxine")

    ada.post("/profile/medicines/stop/", {"name": "Levothyroxine", "last_day": "2026-04-30"})

    assert lines(person, "medicines") == [(None, ("Levothyroxine",)), (MAY, ())]


def test_a_medicine_that_was_never_taken_goes_from_all_days(ada, person):
    take(person, "Levothyroxine", since=MAY)

    ada.post("/profile/medicines/stop/", {"name": "Levothyroxine", "was_never": "on"})

    assert lines(person, "medicines") == [(None, ())]


def test_a_medicine_goes_on_a_day_or_altogether(ada, person):
    take(person, "Levothyroxine")

    response = ada.post("/profile/medicines/stop/", {"name": "Levothyroxine", "last_day": ""})

    assert "Give its last day" in response.text
    assert profile(person).medicines == ("Levothyroxine",)


@pytest.mark.parametrize(
    "typed",
    [{}, {"name": "Levothyroxine", "last_day": "soon"}, {"name": "Nothing", "was_never": "on"}],
)
def test_a_medicine_stays_while_it_is_not_clear_which_or_when(ada, person, typed):
    take(person, "Levothyroxine")

    ada.post("/profile/medicines/stop/", typed)

    assert profile(person).medicines == ("Levothyroxine",)


# What is known of them


def test_a_medicine_of_the_profile_shows_its_spacing_rule(ada, person):
    take(person, "Synthroid")

    assert "/rules/levothyroxine/" in ada.get("/profile/").text


def test_a_medicine_without_hours_shows_what_is_known_of_it(ada, person):
    take(person, "Metformin")

    assert "vitamin B12 test" in ada.get("/profile/").text


def test_two_medicines_in_one_name_show_the_rules_of_both(ada, person):
    take(person, "Levothyroxine + metformin")

    page = ada.get("/profile/").text

    assert "/rules/levothyroxine/" in page
    assert "/rules/metformin/" in page


def test_a_fluoroquinolone_shows_what_it_can_do_to_nerves(ada, person):
    take(person, "Ciprofloxacin")

    assert "/rules/fluoroquinolone_neuropathy/" in ada.get("/profile/").text


def test_a_name_that_no_rule_knows_says_so(ada, person):
    take(person, "Blue pill")

    assert "less than knowing that none is needed" in ada.get("/profile/").text


def test_the_region_page_shows_what_changes(ada):
    page = ada.get("/profile/region/").text

    assert all(limit in page for limit in ("350 mg", "250 mg", "400 mg"))
