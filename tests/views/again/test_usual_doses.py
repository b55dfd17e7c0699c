"""A dose that is usual today: taken with one tap, or left out."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.factories import local, make_skipped_dose, save
from tests.views.again.taps import (
    AGAIN,
    HTMX,
    MAGNESIUM,
    SKIP,
    TABLET,
    answer_after,
    page_of,
    taken,
    tap,
)
from tests.views.diary_pages import words_in
from tracker import queries
from tracker.domain.diary import UsualTime

pytestmark = pytest.mark.django_db


class TestUsualDoses:
    def dose(self, client, number=0):
        return page_of(client).quick.doses[number]

    def test_what_is_open_is_offered_at_its_usual_time(self, client):
        dose = self.dose(client)

        assert (dose.name, dose.at.text, dose.take.text) == (
            "Levothyroxine 75",
            "07:00",
            "Taken at 07:00",
        )

    def test_an_open_dose_is_not_counted_as_taken(self, client, person):
        client.get("/day/")

        assert taken(person) == []

    @pytest.mark.parametrize(
        ("at", "take"),
        [
            ("2026-06-10T06:59", "Taken now"),
            ("2026-06-10T07:00", "Taken at 07:00"),
            ("2026-06-10T13:00", "Taken at 07:00"),
            ("2026-06-10T13:01", "Taken now"),
        ],
    )
    def test_six_hours_long_it_counts_at_its_time(self, client, clock, at, take):
        clock(local(at))

        assert self.dose(client).take.text == take

    def test_one_tap_confirms_it(self, client, person):
        dose = self.dose(client)
        tap(client, minutes_ago=dose.take.value, place=dose.place, **dict(dose.fields))

        assert taken(person) == [("Levothyroxine 75", "07:00")]

    def test_the_page_says_at_which_time_in_the_same_place(self, client):
        fields = dict(self.dose(client).fields)
        response = tap(client, minutes_ago="usual", headers=HTMX, **fields)

        assert "Logged, taken at 07:00." in words_in(response.text)

    def test_a_dose_to_come_is_taken_now(self, client, person):
        tap(client, minutes_ago="usual", usual=TABLET.id, at="22:00")

        assert taken(person) == [("Levothyroxine 75", "08:10")]

    def test_it_has_the_servings_of_its_time(self, client, person):
        times = (UsualTime(TABLET.usual_times[0].at, servings=Decimal(2)),)
        double = replace(TABLET, id="double", usual_times=times)
        save(person, double)
        tap(client, usual="double", at="07:00", minutes_ago="usual")

        assert queries.diary(person).intakes[0].contents[0].amount == 150

    def test_a_dose_that_was_taken_asks_whether_twice_was_meant(self, client, person):
        tap(client, usual=TABLET.id, at="07:00", minutes_ago="usual")
        response = tap(client, usual=TABLET.id, at="07:00", minutes_ago="0")

        assert "You logged this at 07:00. Log it a second time?" in words_in(response.text)

    def test_not_today_leaves_it_out(self, client, person):
        dose = self.dose(client)
        tap(client, SKIP, place=dose.place, **dict(dose.fields))

        assert [one.at.hour for one in queries.diary(person).skipped_doses] == [7]
        assert "left out today, you said" in words_in(client.get("/day/").text)

    def test_not_today_can_be_undone_in_its_place(self, client, person):
        dose = self.dose(client)
        tap(client, SKIP, place=dose.place, **dict(dose.fields))
        client.post(answer_after(client).undo, {"place": dose.place})

        assert queries.diary(person).skipped_doses == ()

    def test_it_can_be_taken_back_later(self, client, person):
        save(person, make_skipped_dose(TABLET, id="s"))
        dose = self.dose(client)
        tap(client, SKIP, take_back=dose.skipped, **dict(dose.fields))

        assert queries.diary(person).skipped_doses == ()

    def test_not_today_twice_is_once(self, client, person):
        for _click in range(2):
            response = tap(client, SKIP, usual=TABLET.id, at="07:00")

        assert response.status_code == 303
        assert len(queries.diary(person).skipped_doses) == 1

    def test_a_dose_that_is_not_usual_today_is_not_found(self, client):
        for path in (AGAIN, SKIP):
            assert tap(client, path, usual=TABLET.id, at="07:30").status_code == 404
            assert tap(client, path, usual=MAGNESIUM.id, at="07:00").status_code == 404

    def test_a_skip_that_never_was_cannot_be_taken_back(self, client):
        response = tap(client, SKIP, usual=TABLET.id, at="07:00", take_back="nothing")

        assert response.status_code == 404
