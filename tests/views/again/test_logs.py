"""One tap logs what stands on the button, at the time that is meant, for whom it may."""

from dataclasses import replace
from datetime import UTC, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    BERLIN,
    local,
    make_content,
    make_favourite,
    make_intake,
    make_none_taken,
    make_person,
    make_product,
    save,
)
from tests.views.again.taps import (
    AGAIN,
    HTMX,
    MAGNESIUM,
    NOW,
    SKIP,
    TABLET,
    ZINC,
    answer_after,
    taken,
    tap,
)
from tests.views.diary_pages import words_in
from tests.visitors import visitor_of_demo
from tracker import actions, queries

pytestmark = pytest.mark.django_db


class TestLogs:
    def test_a_product_is_logged_now_as_its_label_says(self, client, person):
        tap(client, product=MAGNESIUM.id)
        (intake,) = queries.diary(person).intakes

        assert (intake.taken_at, intake.contents) == (NOW, MAGNESIUM.contents)
        assert (intake.product_id, intake.servings) == (MAGNESIUM.id, 1)

    def test_an_earlier_intake_is_logged_again(self, client, person):
        save(person, make_intake("2026-06-08T08:00", id="a", product="Calm", note="once"))
        tap(client, of="a")
        intake = queries.diary(person).intakes[-1]

        assert (intake.product, intake.note, intake.taken_at) == ("Calm", "", NOW)

    def test_one_of_long_ago_can_be_logged_again(self, client, person):
        save(person, make_intake("2020-01-01T08:00", id="a", product="Calm"))
        tap(client, of="a")

        assert taken(person)[-1] == ("Calm", "08:10")

    def test_one_that_was_deleted_since_can_be_logged_again(self, client, person):
        save(person, make_intake("2026-06-08T08:00", id="a", product="Calm"))
        actions.delete_intake(person=person, entry_id="a")
        tap(client, of="a")

        assert taken(person) == [("Calm", "08:10")]

    def test_a_product_of_the_shelf_has_the_label_of_now(self, client, person):
        at = local("2026-06-08T08:00")
        before = MAGNESIUM.taken(intake_id="a", at=at, timezone=BERLIN, servings=Decimal(2))
        save(person, before)
        version = queries.stored_entry(person, "product", MAGNESIUM.id).version
        weaker = replace(MAGNESIUM, contents=(make_content(amount="150"),))
        actions.change_belonging(person=person, belonging=weaker, version=version)
        tap(client, of="a")

        assert queries.diary(person).intakes[-1].contents[0].amount == 300

    def test_a_favourite_of_one_dose_is_one_intake(self, client, person):
        save(person, make_favourite(ZINC, id="f"))
        entry_id = str(uuid4())
        tap(client, favourite="f", entry_id=entry_id)

        assert [one.id for one in queries.diary(person).intakes] == [entry_id]

    def test_a_group_is_one_change(self, client, person):
        save(person, make_favourite(ZINC, make_product("Gone"), MAGNESIUM, id="f"))
        tap(client, favourite="f")
        assert taken(person) == [("Zinc 15", "08:10"), ("Magnesium 200", "08:10")]

        client.post(answer_after(client).undo)
        assert taken(person) == []

    @pytest.mark.parametrize(
        ("minutes", "at"), [("0", "08:10"), ("15", "07:55"), ("30", "07:40"), ("60", "07:10")]
    )
    def test_it_can_have_been_earlier(self, client, person, minutes, at):
        tap(client, product=ZINC.id, minutes_ago=minutes)

        assert taken(person) == [("Zinc 15", at)]

    def test_a_group_can_be_said_with_a_clock_time(self, client, person):
        save(person, make_favourite(ZINC, MAGNESIUM, id="f"))
        tap(client, favourite="f", minutes_ago="at", clock="06:05")

        assert taken(person) == [("Zinc 15", "06:05"), ("Magnesium 200", "06:05")]

    @pytest.mark.parametrize(
        ("clock_time", "said"), [("23:00", "still to come"), ("", "At what time?")]
    )
    def test_a_clock_time_that_cannot_be_is_said_in_its_place(
        self, client, person, clock_time, said
    ):
        response = tap(client, product=ZINC.id, minutes_ago="at", clock=clock_time)

        assert said in words_in(response.text)
        assert taken(person) == []

    def test_none_taken_of_that_day_ends_with_it(self, client, person):
        save(person, make_none_taken("2026-06-10"))
        response = tap(client, product=MAGNESIUM.id, headers=HTMX)

        assert queries.diary(person).none_taken == ()
        assert "none taken, you said" not in words_in(response.text)

    def test_another_time_is_chosen_in_the_whole_form(self, client, person):
        save(person, make_intake("2026-06-08T08:00", id="a/b", product="Calm"))

        assert tap(client, of="a/b", minutes_ago="choose").url == "/log/intake/?again=a%2Fb"
        assert tap(client, product="x", minutes_ago="choose").status_code == 404
        assert taken(person) == [("Calm", "08:00")]

    def test_the_whole_form_opens_with_what_was_taken(self, client, person):
        save(person, make_intake("2026-06-08T08:00", id="a", product="Calm", note="once"))
        form = client.get("/log/intake/?again=a").context["form"]

        assert (form.data["product"], form.data["note"], form.data["time"]) == (
            "Calm",
            "",
            "08:10",
        )

    def test_the_whole_form_of_somebody_elses_intake_is_not_found(self, client):
        save(make_person(), make_intake(id="theirs"))

        assert client.get("/log/intake/?again=theirs").status_code == 404


class TestClockChanges:
    def test_half_an_hour_ago_is_half_an_hour_in_the_doubled_night(self, client, person, clock):
        now = local("2026-10-25T02:10", fold=1)
        clock(now)
        client.force_login(person.user)
        tap(client, product=ZINC.id, minutes_ago="30")
        (intake,) = queries.diary(person).intakes

        assert now.astimezone(UTC) - intake.taken_at.astimezone(UTC) == timedelta(minutes=30)
        assert (f"{intake.taken_at:%H:%M}", intake.taken_at.fold) == ("02:40", 0)

    def test_a_usual_time_that_the_clocks_left_out_is_an_hour_later(self, client, person, clock):
        save(person, make_product("Night", substance="zinc", amount="5", id="n", times=["02:30"]))
        clock(local("2026-03-29T06:00"))
        client.force_login(person.user)
        tap(client, usual="n", at="02:30", minutes_ago="usual")

        assert taken(person) == [("Night", "03:30")]

    def test_an_hour_ago_can_be_yesterday(self, client, person, clock):
        clock(local("2026-06-10T00:20"))
        response = tap(client, product=ZINC.id, minutes_ago="60", headers=HTMX)

        assert "Logged 23:20 on 9 June." in words_in(response.text)

    def test_it_is_logged_by_the_clock_of_the_profile(self, client, person):
        actions.set_profile_fact(person=person, fact="timezone", value="Asia/Tokyo")
        tap(client, product=ZINC.id)
        (intake,) = queries.diary(person).intakes

        assert (intake.timezone, f"{intake.taken_at:%H:%M}") == ("Asia/Tokyo", "15:10")


class TestWhoMay:
    @pytest.mark.parametrize("path", [AGAIN, SKIP])
    def test_it_asks_for_a_post(self, client, path):
        assert client.get(path).status_code == 405

    @pytest.mark.parametrize("path", [AGAIN, SKIP])
    def test_a_visitor_is_asked_to_log_in(self, path):
        assert "/accounts/login/" in tap(Client(), path, product="x").url

    def test_things_of_somebody_else_are_not_found(self, person, stranger):
        save(person, make_intake(id="i"), make_favourite(ZINC, id="f"))
        theirs = [{"of": "i"}, {"favourite": "f"}, {"product": ZINC.id}]

        assert [tap(stranger, **one).status_code for one in theirs] == [404] * 3
        assert tap(stranger, usual=TABLET.id, at="07:00").status_code == 404

    def test_the_demo_is_told_that_an_account_keeps_it(self, person):
        visitor = visitor_of_demo(person)

        assert tap(visitor, product=ZINC.id).status_code == 403
        assert "hx-post" not in visitor.get("/day/").text

    @pytest.mark.parametrize(
        "fields",
        [
            {},
            {"of": ""},
            {"of": "\x00"},
            {"of": "x" * 5000},
            {"product": "nothing"},
            {"favourite": "' OR 1=1"},
            {"usual": "x"},
            {"usual": "x", "at": "99:99"},
        ],
    )
    def test_what_names_nothing_is_not_found(self, client, fields):
        assert tap(client, **fields).status_code == 404

    @pytest.mark.parametrize(
        "fields",
        [
            {"minutes_ago": "-5"},
            {"minutes_ago": "9" * 400},
            {"minutes_ago": "\u0665"},
            {"entry_id": "no id"},
            {"entry_id": ""},
            {"asked_for": "yesterday"},
            {"asked_for": "9999-12-31T23:59:59+00:00"},
            {"asked_for": "0001-01-01T00:00:00+14:00"},
            {"asked_for": "2026-06-10T08:00:00"},
            {"clock": "25:61", "minutes_ago": "0"},
        ],
    )
    def test_what_no_page_sends_counts_as_now(self, client, person, fields):
        tap(client, product=ZINC.id, **fields)

        assert taken(person) == [("Zinc 15", "08:10")]


class TestCost:
    def test_the_queries_of_a_tap_do_not_grow(self, client, person):
        with CaptureQueriesContext(connection) as first:
            tap(client, product=ZINC.id, headers=HTMX)
        days = [local(f"2026-06-0{n}T12:00") for n in range(1, 10)]
        save(person, *(make_intake(at, product=f"P{at:%d}") for at in days))

        with CaptureQueriesContext(connection) as second:
            tap(client, product=MAGNESIUM.id, headers=HTMX)
        assert len(second) == len(first)
