"""What a tap did is said in the place that was tapped, and can be undone there."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_intake, make_person, make_product, save
from tests.views.again.taps import HTMX, ZINC, answer_after, page_of, taken, tap
from tests.views.diary_pages import words_in
from tests.visitors import logged_in
from tracker import actions, queries

pytestmark = pytest.mark.django_db


class TestAnswersInPlace:
    PLACE = "of-0123456789abcdef"

    def offer(self, client, number=0):
        return page_of(client).quick.offers[number]

    def test_without_htmx_it_leads_back_to_the_place(self, client):
        response = tap(client, product=ZINC.id, place=self.PLACE)

        assert (response.status_code, response.url) == (303, f"/day/#{self.PLACE}")

    def test_it_says_when_and_offers_undo_where_it_was_tapped(self, client):
        offer = self.offer(client)
        tap(client, place=offer.place, **dict(offer.fields))
        answer = answer_after(client)

        assert (answer.place, answer.text, answer.what) == (
            offer.place,
            "Logged 08:10.",
            "Magnesium 200",
        )

    def test_it_is_said_once(self, client):
        tap(client, product=ZINC.id)
        client.get("/day/")

        assert answer_after(client) is None

    def test_a_place_that_is_not_there_is_answered_above_all_others(self, client):
        tap(client, product=ZINC.id, place=self.PLACE)

        assert answer_after(client).place == "quick"

    @pytest.mark.parametrize("place", ['"><b>', "//evil", "x" * 500, "of-XYZ"])
    def test_what_is_no_place_is_not_repeated(self, client, place):
        assert tap(client, product=ZINC.id, place=place).url == "/day/#quick"

    def test_htmx_gets_the_day_without_its_frame(self, client):
        response = tap(client, product=ZINC.id, headers=HTMX)

        assert response.status_code == 200
        assert "<html" not in response.text
        assert "Logged 08:10." in words_in(response.text)

    def test_htmx_sees_the_new_entry_at_once(self, client):
        text = tap(client, product=ZINC.id, headers=HTMX).text

        assert "Zinc 15" in text.split('id="entries"')[1]

    def test_the_button_stays_in_its_place(self, client):
        before = [one.place for one in page_of(client).quick.offers]
        tap(client, product=ZINC.id)

        assert [one.place for one in page_of(client).quick.offers] == before

    def test_again_in_a_row_is_answered_in_the_row(self, client, person):
        save(person, make_intake("2026-06-10T05:00", id="a", substance="zinc", amount="5"))
        (entry,) = page_of(client).entries
        tap(client, of="a", place=entry.place)

        assert answer_after(client).place == entry.place

    def test_what_is_behind_more_is_open_where_it_answers(self, client, person):
        save(person, *(make_product(f"P{n}", substance="zinc", amount=str(n)) for n in range(6)))
        last = page_of(client).quick.more[-1]
        tap(client, place=last.place, **dict(last.fields))

        assert page_of(client).quick.is_more_open

    def test_undo_is_answered_in_the_same_place(self, client, person):
        offer = self.offer(client)
        tap(client, place=offer.place, **dict(offer.fields))
        response = client.post(answer_after(client).undo, {"place": offer.place}, headers=HTMX)

        assert "Taken back." in words_in(response.text)
        assert offer.place in response.text
        assert taken(person) == []

    def test_undo_without_htmx_leads_back_to_the_place(self, client):
        offer = self.offer(client)
        tap(client, place=offer.place, **dict(offer.fields))
        response = client.post(answer_after(client).undo, {"place": offer.place})

        assert (response.status_code, response.url) == (303, f"/day/#{offer.place}")
        assert answer_after(client).text == "Taken back."

    def test_undo_without_htmx_leaves_the_reading_of_the_day_to_the_page_after_it(self, client):
        offer = self.offer(client)
        tap(client, place=offer.place, **dict(offer.fields))
        undo = answer_after(client).undo

        with CaptureQueriesContext(connection) as asked:
            client.post(undo, {"place": offer.place})

        assert not any("tracker_meal" in query["sql"] for query in asked)

    def test_undo_of_what_was_changed_since_says_so_in_the_place(self, client, person):
        tap(client, product=ZINC.id, entry_id=str(uuid4()))
        undo = answer_after(client).undo
        (intake,) = queries.diary(person).intakes
        version = queries.stored_entry(person, "intake", intake.id).version
        actions.change_intake(person=person, intake=replace(intake, note="mine"), version=version)
        response = client.post(undo, {"place": "quick"}, headers=HTMX)

        assert "This was changed again since" in words_in(response.text)
        assert len(taken(person)) == 1

    def test_another_day_has_no_quick_part(self, client):
        assert client.get("/day/2026-06-09/").context["page"].quick is None

    def test_a_diary_of_nothing_has_none_either(self, clock):
        empty = logged_in(make_person())

        assert page_of(empty).quick is None
