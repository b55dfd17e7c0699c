"""How often two things had the hours that a rule asks for."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.diaries import BOOK, content, intake, take
from tracker.domain.diary import Diary
from tracker.domain.handover.spacing_kept import spacing_kept
from tracker.domain.rules import find_flags
from tracker.domain.rules.model import CombinationRule, SpacingRule


def kept_in(*intakes):
    diary = Diary(intakes=intakes)
    return spacing_kept(diary, BOOK, find_flags(diary, BOOK))


def only(rule, mineral, *intakes, **options):
    found = [one for one in kept_in(*intakes, **options) if one.rule.id == rule]
    return next(one for one in found if one.mineral == mineral)


def beside_tablet(*intakes, **options):
    """Return how the thyroid tablet stood to magnesium."""
    return only("levothyroxine", "magnesium", *intakes, **options)


def tablet(at):
    return take("levothyroxine", at=at)


def magnesium(at, **details):
    return take("magnesium", 200, at=at, **details)


def test_a_dose_far_enough_is_kept_and_one_too_near_is_not():
    found = beside_tablet(
        *(tablet(f"2026-06-{day} 07:00") for day in (10, 11, 12)),
        magnesium("2026-06-10 12:00"),
        magnesium("2026-06-11 07:55"),
        magnesium("2026-06-12 11:00"),
    )

    assert (found.doses, found.kept, found.closer, found.pairs) == (3, 2, 1, 1)
    assert (found.nearest_minutes, found.usual_minutes) == (55, 240)
    assert found.required_minutes == (240,)


def test_the_distance_leads_over_midnight():
    found = only(
        "levothyroxine", "magnesium", magnesium("2026-06-10 23:30"), tablet("2026-06-11 07:00")
    )

    assert (found.kept, found.usual_minutes) == (1, 7.5 * 60)


def test_what_is_usual_is_a_distance_that_there_was():
    tablets = (tablet(f"2026-06-{day} 07:00") for day in (10, 12))

    found = beside_tablet(*tablets, magnesium("2026-06-10 12:00"), magnesium("2026-06-12 22:00"))

    assert found.usual_minutes == 5 * 60


def test_a_dose_with_nothing_near_it_is_not_counted():
    found = kept_in(tablet("2026-06-10 07:00"), magnesium("2026-06-11 07:01"))

    assert found == []


def test_a_day_apart_to_the_minute_is_near():
    found = only(
        "levothyroxine", "magnesium", tablet("2026-06-10 07:00"), magnesium("2026-06-11 07:00")
    )

    assert found.doses == 1


def test_minerals_of_one_medicine_stand_apart():
    found = kept_in(tablet("07:00"), magnesium("22:00"), take("calcium", 600, at="08:00"))
    of_tablet = {one.mineral: one.closer for one in found if one.rule.id == "levothyroxine"}

    assert of_tablet == {"magnesium": 0, "calcium": 1}


def test_medicines_stand_before_minerals():
    found = kept_in(
        take("calcium", 600, at="21:00"),
        magnesium("21:10"),
        tablet("07:00"),
        magnesium("20:00", id="m"),
    )

    assert [one.is_about_a_medicine for one in found] == sorted(
        (one.is_about_a_medicine for one in found), reverse=True
    )
    assert {one.partners for one in found} == {("levothyroxine",), ("calcium",)}


def test_a_product_that_holds_both_is_not_beside_itself():
    both = intake((content("calcium", 600), content("magnesium", 200)))

    assert kept_in(both) == []


def test_too_little_calcium_for_the_rule_is_no_occasion():
    assert kept_in(take("calcium", 100, at="21:00"), magnesium("21:10")) == []


def test_what_may_go_together_with_food_is_kept_without_a_distance():
    rule = next(one for one in BOOK.of_type(SpacingRule) if one.together_with_food_ok)
    mineral = next(iter(rule.together_with_food_ok.minerals))
    partner = sorted(rule.match)[0]
    found = only(
        rule.id,
        mineral,
        take(partner, at="08:00", meal="with"),
        take(mineral, 100, at="08:00", meal="with"),
    )

    assert (found.doses, found.closer, found.usual_minutes) == (1, 0, None)


def test_a_dose_whose_time_is_not_known_is_not_counted():
    assert kept_in(tablet("07:00"), magnesium("08:00", precision="day")) == []


def test_of_a_combination_no_hours_are_enough():
    rule = BOOK.of_type(CombinationRule)[0]
    group = BOOK.mineral_groups[rule.minerals[0]]
    details = {"form": min(group.forms)} if group.forms else {}
    product_class = min(group.product_classes) if group.product_classes else None
    found = only(
        rule.id,
        group.substance,
        take(min(rule.partner_names), at="08:00"),
        take(group.substance, 200, at="09:00", product_class=product_class, **details),
    )

    assert (found.required_minutes, found.closer, found.pairs) == ((), 1, 1)


times = st.integers(0, 4 * 24 * 60 - 1)
kinds = st.sampled_from(["levothyroxine", "magnesium", "calcium", "ciprofloxacin", "iron"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(kinds, times), max_size=25))
def test_every_flag_of_a_pair_is_counted_once_and_no_other(taken):
    """Labels of one substance each, so that a pair is of one mineral."""
    intakes = [
        take(
            kind,
            None if kind in ("levothyroxine", "ciprofloxacin") else 500,
            at=f"2026-06-{10 + minute // 1440} {minute // 60 % 24:02}:{minute % 60:02}",
            id=f"{number}",
        )
        for number, (kind, minute) in enumerate(taken)
    ]
    diary = Diary(intakes=tuple(intakes))
    flags = [one for one in find_flags(diary, BOOK) if isinstance(one.rule, SpacingRule)]
    found = spacing_kept(diary, BOOK, flags)

    assert sum(one.pairs for one in found) == len(flags)
    for one in found:
        too_near = {
            entry.id
            for flag in flags
            if flag.rule is one.rule
            for entry in flag.entries_found
            if entry.contents[0].substance in one.partners
            and one.mineral in {other.contents[0].substance for other in flag.entries_found}
        }
        assert one.closer == len(too_near)
        assert one.closer <= one.doses
