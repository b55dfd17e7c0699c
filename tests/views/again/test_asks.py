"""A tap asks first where it would log something twice, or something that would be flagged."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.factories import make_favourite, make_intake, make_product, make_score, save
from tests.views.again.taps import CALCIUM, HTMX, MAGNESIUM, NOW, ZINC, anyway, page_of, taken, tap
from tests.views.diary_pages import words_in
from tests.visitors import logged_in

pytestmark = pytest.mark.django_db


class TestTwice:
    def test_a_second_tap_of_the_same_thing_asks(self, client, person):
        tap(client, product=ZINC.id)
        response = tap(client, product=ZINC.id, place="quick")

        assert "You logged this at 08:10. Log it a second time?" in words_in(response.text)
        assert len(taken(person)) == 1

    def test_asked_without_a_place_it_stands_above_all(self, client, person):
        save(person, make_score("2026-06-10T07:00"))
        tap(client, product=ZINC.id)

        assert "Log it a second time?" in words_in(tap(client, product=ZINC.id).text)

    def test_yes_logs_it_twice(self, client, person):
        tap(client, product=ZINC.id)
        anyway(client, tap(client, product=ZINC.id))

        assert taken(person) == [("Zinc 15", "08:10")] * 2

    def test_a_second_device_is_asked_by_the_stored_diary(self, client, person):
        tap(client, product=ZINC.id)
        other = logged_in(person)

        assert "Log it a second time?" in words_in(tap(other, product=ZINC.id).text)

    def test_what_was_logged_by_the_form_counts(self, client, person):
        save(person, make_intake("2026-06-10T08:07", id="a", substance="zinc"))

        assert "You logged this at 08:07." in words_in(tap(client, of="a").text)

    @pytest.mark.parametrize(("minutes", "is_asked"), [(5, True), (6, False)])
    def test_five_minutes_later_is_still_asked(self, client, person, clock, minutes, is_asked):
        tap(client, product=ZINC.id)
        clock(NOW + timedelta(minutes=minutes))

        assert ("second time" in words_in(tap(client, product=ZINC.id).text)) is is_asked

    def test_something_else_is_not_asked_about(self, client, person):
        tap(client, product=ZINC.id)
        tap(client, product=MAGNESIUM.id)

        assert len(taken(person)) == 2

    def test_a_group_names_what_was_logged_of_it(self, client, person):
        save(person, make_favourite(ZINC, MAGNESIUM, id="f"))
        tap(client, product=MAGNESIUM.id)

        assert "You logged Magnesium 200 at 08:10." in words_in(tap(client, favourite="f").text)

    def test_the_same_id_is_the_same_tap(self, client, person):
        entry_id = str(uuid4())
        for _click in range(2):
            response = tap(client, product=ZINC.id, entry_id=entry_id, headers=HTMX)

        assert "Logged 08:10." in words_in(response.text)
        assert len(taken(person)) == 1

    def test_a_group_with_the_same_id_is_the_same_tap(self, client, person):
        save(person, make_favourite(ZINC, MAGNESIUM, id="f"))
        entry_id = str(uuid4())
        for _click in range(2):
            tap(client, favourite="f", entry_id=entry_id)

        assert len(taken(person)) == 2

    def test_the_same_id_a_minute_later_is_a_retry(self, client, person, clock):
        entry_id = str(uuid4())
        tap(client, product=ZINC.id, entry_id=entry_id)
        clock(NOW + timedelta(minutes=1))
        tap(client, product=ZINC.id, entry_id=entry_id)

        assert taken(person) == [("Zinc 15", "08:10")]

    def test_a_page_that_was_left_open_asks_and_loses_nothing(self, client, person, clock):
        entry_id = str(uuid4())
        tap(client, product=ZINC.id, entry_id=entry_id)
        clock(NOW + timedelta(hours=6))
        response = tap(client, product=ZINC.id, entry_id=entry_id)
        assert "You logged this at 08:10." in words_in(response.text)

        anyway(client, response)
        assert taken(person) == [("Zinc 15", "08:10"), ("Zinc 15", "14:10")]


class TestWouldFlag:
    @pytest.fixture
    def asked(self, client, person):
        save(person, make_intake("2026-06-10T08:00", substance="calcium", amount="600"))
        return tap(client, product=MAGNESIUM.id, place="quick")

    def test_nothing_is_saved(self, asked, person):
        assert len(taken(person)) == 1

    def test_it_says_what_and_from_when_it_is_fine(self, asked):
        said = words_in(asked.text)

        assert "Not logged yet. This would be flagged:" in said
        assert "Fine from 10:00" in said
        assert "Log anyway" in said
        assert "Not now" in said

    def test_anyway_logs_it(self, asked, client, person):
        anyway(client, asked)

        assert taken(person)[-1] == ("Magnesium 200", "08:10")

    def test_anyway_a_little_later_logs_the_time_that_was_asked_about(
        self, asked, client, person, clock
    ):
        clock(NOW + timedelta(minutes=3))
        anyway(client, asked)

        assert taken(person)[-1] == ("Magnesium 200", "08:10")

    def test_what_was_logged_in_between_is_shown_first(self, asked, client, person):
        save(person, make_intake("2026-06-10T08:05", substance="calcium", amount="601"))
        response = anyway(client, asked)

        assert "This would be flagged" in words_in(response.text)
        assert len(taken(person)) == 2

    @pytest.mark.parametrize("shown", ["", "0" * 64, "\x00"])
    def test_a_digest_that_was_not_given_lets_nothing_through(self, asked, client, person, shown):
        anyway(client, asked, shown=shown)

        assert len(taken(person)) == 1

    def test_a_limit_asks_as_well(self, client, person):
        much = make_product("Magnesium 1000", amount="1000")
        save(person, much)

        assert "This would be flagged" in words_in(tap(client, product=much.id).text)

    def test_a_tip_stops_nobody(self, client, person):
        tap(client, product=MAGNESIUM.id)

        assert page_of(client).flags.tips
        assert taken(person) == [("Magnesium 200", "08:10")]

    def test_a_group_is_looked_at_as_a_whole(self, client, person):
        save(person, make_favourite(CALCIUM, MAGNESIUM, id="f"))
        response = tap(client, favourite="f")
        assert "at the same time" in words_in(response.text)

        anyway(client, response)
        assert len(taken(person)) == 2

    def test_twice_and_flagged_are_asked_in_one_step(self, client, person):
        save(person, make_intake("2026-06-10T08:05", substance="calcium", amount="600"))
        anyway(client, tap(client, product=MAGNESIUM.id))
        response = tap(client, product=MAGNESIUM.id)
        assert "Yes, twice" in words_in(response.text)
        assert "Fine from" in words_in(response.text)

        anyway(client, response)
        assert len(taken(person)) == 3
