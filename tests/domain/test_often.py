"""What is offered for one tap."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from tests.factories import (
    BERLIN,
    local,
    make_content,
    make_favourite,
    make_intake,
    make_product,
)
from tracker.domain.diary import Diary, Dose
from tracker.domain.often import again, earlier, is_near, label_of, logged_already, offers

NOW = local("2026-06-10T08:00")


def offered(*intakes, now=NOW, **lists):
    """Return what is offered, as (kind, id)."""
    found = offers(Diary(intakes=intakes, **lists), now=now)
    return [(offer.kind, offer.id) for offer in found]


def ids(*intakes, **lists):
    return [entry_id for _kind, entry_id in offered(*intakes, **lists)]


def taken(at, name="mg", **fields):
    substances = {"mg": "magnesium", "ca": "calcium", "d": "vitamin_d"}
    return make_intake(at, id=f"{name} {at}", substance=substances[name], **fields)


def test_nothing_is_offered_to_an_empty_diary():
    assert offered() == []


def test_what_is_taken_at_this_time_of_day_comes_before_the_rest():
    assert ids(taken("2026-06-09T21:00", "mg"), taken("2026-06-09T09:30", "ca")) == [
        "ca 2026-06-09T09:30",
        "mg 2026-06-09T21:00",
    ]


def test_what_is_taken_more_often_comes_first():
    twice = [taken("2026-06-08T08:00", "mg"), taken("2026-06-09T08:00", "mg")]

    assert ids(taken("2026-06-09T07:00", "ca"), *twice)[0] == "mg 2026-06-09T08:00"


def test_recent_days_count_more():
    long_ago = [taken("2026-05-27T08:00", "mg"), taken("2026-05-28T08:00", "mg")]

    assert ids(*long_ago, taken("2026-06-09T08:00", "ca"))[0].startswith("ca")


def test_the_same_amount_is_one_offer_the_last_of_it():
    assert ids(taken("2026-06-08T08:00"), taken("2026-06-09T08:00")) == ["mg 2026-06-09T08:00"]


def test_another_amount_is_another_offer():
    assert len(offered(taken("2026-06-08T08:00"), taken("2026-06-09T08:00", amount="400"))) == 2


@pytest.mark.parametrize(
    "fields",
    [{"route": "topical"}, {"source": "medicine"}, {"product": "A"}, {"servings": Decimal(2)}],
)
def test_another_label_is_another_offer(fields):
    assert len(offered(taken("2026-06-08T08:00"), taken("2026-06-09T08:00", **fields))) == 2


@pytest.mark.parametrize(
    ("at", "now", "is_so"),
    [
        ("2026-06-09T10:00", "2026-06-10T08:00", True),
        ("2026-06-09T10:01", "2026-06-10T08:00", False),
        ("2026-06-09T23:00", "2026-06-11T00:59", True),
        ("2026-06-09T00:30", "2026-06-10T23:30", True),
    ],
)
def test_about_this_time_is_two_hours_on_the_clock_over_midnight_too(at, now, is_so):
    assert is_near(make_intake(at), local(now)) is is_so


def test_an_intake_without_a_time_is_near_no_time():
    assert not is_near(make_intake("2026-06-09T08:00", precision="day"), NOW)


def test_the_time_of_day_is_that_of_the_place_where_it_was_taken():
    assert is_near(make_intake("2026-06-09T08:00", timezone="Asia/Tokyo"), NOW)


def test_logging_one_of_them_moves_no_button():
    before = [taken("2026-06-09T08:00", "mg"), taken("2026-06-08T08:00", "ca")]
    now = [taken("2026-06-10T07:58", "ca", amount="200"), taken("2026-06-10T07:59", "ca")]

    def names(*intakes):
        return [one.split()[0] for one in ids(*intakes)]

    assert names(*before, *now) == names(*before)


def test_favourites_come_first_then_habits_then_the_shelf_then_the_rest():
    pinned, unused = make_product("Pinned"), make_product("Unused", amount="300")
    found = offered(
        taken("2026-06-09T20:00", "ca"),
        taken("2026-06-09T08:00", "d"),
        products=(unused, pinned),
        favourites=(make_favourite(pinned, id="f"),),
    )

    assert found == [
        ("favourite", "f"),
        ("of", "d 2026-06-09T08:00"),
        ("product", unused.id),
        ("of", "ca 2026-06-09T20:00"),
    ]


def test_what_is_a_favourite_is_not_offered_twice():
    product = make_product()
    intake = product.taken(intake_id="i", at=local("2026-06-09T08:00"), timezone=BERLIN)
    favourites = (make_favourite(product, id="f"),)

    assert offered(intake, products=(product,), favourites=favourites) == [("favourite", "f")]


def test_a_group_beside_its_parts_is_offered_as_a_group():
    one, other = make_product("A"), make_product("B", amount="300")
    diary = Diary(products=(one, other), favourites=(make_favourite(one, other),))
    group, *parts = offers(diary, now=NOW)

    assert [intake.product for intake in group.intakes] == ["A", "B"]
    assert [part.kind for part in parts] == ["product", "product"]


def test_a_product_that_was_put_away_is_not_offered():
    product = make_product(is_put_away=True)
    intake = product.taken(intake_id="i", at=local("2026-06-09T08:00"), timezone=BERLIN)

    assert offered(intake, products=(product,), favourites=(make_favourite(product),)) == []


def test_a_favourite_takes_as_many_servings_as_it_says():
    product = make_product()
    favourite = make_favourite(doses=(Dose(product.id, Decimal(2)),))
    (offer, _product) = offers(Diary(products=(product,), favourites=(favourite,)), now=NOW)

    assert offer.intakes[0].contents[0].amount == 400


def test_a_product_is_offered_as_its_label_is_now():
    product = make_product(amount="200")
    intake = product.taken(intake_id="i", at=local("2026-06-09T08:00"), timezone=BERLIN)
    now = replace(product, contents=(make_content(amount="150"),))
    (offer,) = offers(Diary(intakes=(intake,), products=(now,)), now=NOW)

    assert offer.intakes[0].contents[0].amount == 150


class TestAgain:
    def test_the_label_is_copied(self):
        intake = make_intake(product="Calm", route="topical", prescribed=True)
        copy = again(intake, {}, intake_id="new", at=NOW)

        assert label_of(copy) == label_of(intake)
        assert (copy.id, copy.taken_at, copy.prescribed) == ("new", NOW, True)

    def test_what_was_said_of_that_time_is_not_said_again(self):
        intake = make_intake(
            meal="with", as_needed=True, tolerance=("nausea",), note="ow", precision="about"
        )
        copy = again(intake, {}, intake_id="new", at=NOW)

        assert (copy.meal, copy.as_needed, copy.tolerance, copy.note, copy.precision) == (
            "unknown",
            None,
            (),
            "",
            "minute",
        )

    def test_it_stands_in_the_zone_of_now(self):
        copy = again(make_intake(timezone="Asia/Tokyo"), {}, intake_id="new", at=NOW)

        assert copy.timezone == BERLIN

    def test_a_product_that_is_gone_leaves_the_label_of_then(self):
        intake = make_product().taken(intake_id="i", at=NOW, timezone=BERLIN)

        assert again(intake, {}, intake_id="new", at=NOW).contents == intake.contents


class TestLoggedAlready:
    @staticmethod
    def found(at, *, tapped=NOW, now=None, **fields):
        there = make_intake(at, **fields)
        return logged_already(make_intake(tapped), [there], now=now or NOW) is there

    @pytest.mark.parametrize(
        ("at", "is_found"),
        [("2026-06-10T08:00", True), ("2026-06-10T07:55", True), ("2026-06-10T07:54", False)],
    )
    def test_five_minutes_before_are_still_asked_about(self, at, is_found):
        assert self.found(at) is is_found

    def test_another_amount_is_something_else(self):
        assert not self.found("2026-06-10T07:59", amount="400")

    def test_an_entry_without_a_time_is_not_of_just_now(self):
        assert not self.found("2026-06-10T07:59", precision="day")

    def test_what_was_logged_since_the_time_that_is_meant_counts(self):
        assert self.found("2026-06-10T08:00", tapped=NOW - timedelta(minutes=30))

    def test_minutes_are_real_ones_where_the_clock_was_set_back(self):
        first, second = (local("2025-10-26T02:58", fold=fold) for fold in (0, 1))

        assert logged_already(make_intake(second), [make_intake(first)], now=second) is None


@pytest.mark.parametrize(
    ("now", "minutes", "then"),
    [
        (local("2025-10-26T02:10", fold=1), 30, local("2025-10-26T02:40", fold=0)),
        (local("2026-03-29T03:10"), 30, local("2026-03-29T01:40")),
    ],
)
def test_minutes_ago_are_real_minutes_whatever_the_clock_did(now, minutes, then):
    found = earlier(now, minutes)

    assert (found, found.utcoffset()) == (then, then.utcoffset())
