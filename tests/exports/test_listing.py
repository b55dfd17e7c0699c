from tests.domain.diaries import flags_of, take
from tracker.exports.listing import listing
from tracker.knowledge import knowledge


def listed(*intakes):
    return listing(flags_of(*intakes), knowledge())


def test_nothing_to_point_out_is_said():
    assert listed().startswith("Nothing to point out.")


def test_a_flag_is_listed_with_when_it_would_have_been_fine():
    text = listed(take("calcium", 600, "08:10"), take("magnesium", 200, "08:35"))
    assert "2026-06-10 08:10  [caution]  Magnesium and calcium" in text
    assert "Fine from 2026-06-10 10:10." in text


def test_a_place_that_the_sources_name_says_already_is_not_said_twice():
    assert "(abstract) (abstract)" not in listed(take("calcium", 600), take("magnesium", 9))


def test_a_place_that_is_not_recorded_is_left_out():
    assert "place not recorded" not in listed(take("gabapentin"), take("magnesium", 9))


def test_every_listing_ends_with_what_it_is_not():
    assert listed(take("magnesium", 400)).rstrip().endswith("can tell what fits you.")
