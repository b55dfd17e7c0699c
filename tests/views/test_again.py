"""One tap logs, or asks first; what it did stands in the place that was tapped."""

import re
from dataclasses import replace
from datetime import UTC, timedelta
from decimal import Decimal
from html import unescape
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import (
    BERLIN,
    local,
    make_content,
    make_favourite,
    make_intake,
    make_none_taken,
    make_person,
    make_product,
    make_skipped_dose,
    save,
)
from tracker import actions, queries
from tracker.domain.diary import UsualTime

pytestmark = pytest.mark.django_db

AGAIN, SKIP = "/log/again/", "/log/skip/"
NOW = local("2026-06-10T08:10")
HTMX = {"HX-Request": "true"}
MAGNESIUM = make_product("Magnesium 200")
CALCIUM = make_product("Calcium 600", substance="calcium", amount="600")
ZINC = make_product("Zinc 15", substance="zinc", amount="15")
TABLET = make_product(
    "Levothyroxine 75",
    source="medicine",
    contents=(make_content("levothyroxine", "75", unit="mcg", basis="unknown"),),
    times=["07:00", "22:00"],
)


@pytest.fixture
def clock(monkeypatch):
    """Return a function that sets what time it is; at first 08:10 in Berlin."""

    def set_to(at):
        monkeypatch.setattr(timezone, "now", lambda: at.astimezone(UTC))
        caches["pages"].clear()

    set_to(NOW)
    return set_to


@pytest.fixture
def person(clock):
    person = make_person()
    actions.set_profile_fact(person=person, fact="timezone", value=BERLIN)
    save(person, MAGNESIUM, CALCIUM, ZINC, TABLET)
    return person


@pytest.fixture
def client(person):
    client = Client()
    client.force_login(person.user)
    return client


def tap(client, path=AGAIN, headers=None, **fields):
    """Post what a button posts, with an id of its own unless one is given."""
    return client.post(path, {"entry_id": str(uuid4())} | fields, headers=headers or {})


def taken(person):
    """Return what was logged, as (product, clock time)."""
    intakes = queries.diary(person).intakes
    return [(one.product, f"{one.taken_at:%H:%M}") for one in intakes]


def words(response):
    return " ".join(unescape(re.sub("<[^>]+>", " ", response.text)).split())


def page_of(client):
    caches["pages"].clear()
    return client.get("/day/").context["page"]


def answer_after(client):
    """Return what the page of today says of the last tap."""
    return page_of(client).answer


def fields_asked(response):
    """Return what the button "anyway" of the answer posts."""
    form = response.text.split('class="choices"')[1].split("</form>")[0]
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    return {name: unescape(text) for name, text in fields.items() if name != "csrfmiddlewaretoken"}


def anyway(client, asked, **changed):
    return client.post(AGAIN, fields_asked(asked) | changed)


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
        weaker = replace(MAGNESIUM, contents=(make_content(amount="100"),))
        actions.change_belonging(person=person, belonging=weaker, version=version)
        tap(client, of="a")

        assert queries.diary(person).intakes[-1].contents[0].amount == 200

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

        assert said in words(response)
        assert taken(person) == []

    def test_none_taken_of_that_day_ends_with_it(self, client, person):
        save(person, make_none_taken("2026-06-10"))
        response = tap(client, product=MAGNESIUM.id, headers=HTMX)

        assert queries.diary(person).none_taken == ()
        assert "none taken, you said" not in words(response)

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
        assert "Logged 08:10." in words(response)

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

        assert "Taken back." in words(response)
        assert offer.place in response.text
        assert taken(person) == []

    def test_undo_without_htmx_leads_back_to_the_place(self, client):
        offer = self.offer(client)
        tap(client, place=offer.place, **dict(offer.fields))
        response = client.post(answer_after(client).undo, {"place": offer.place})

        assert (response.status_code, response.url) == (303, f"/day/#{offer.place}")
        assert answer_after(client).text == "Taken back."

    def test_undo_of_what_was_changed_since_says_so_in_the_place(self, client, person):
        tap(client, product=ZINC.id, entry_id=str(uuid4()))
        undo = answer_after(client).undo
        (intake,) = queries.diary(person).intakes
        version = queries.stored_entry(person, "intake", intake.id).version
        actions.change_intake(person=person, intake=replace(intake, note="mine"), version=version)
        response = client.post(undo, {"place": "quick"}, headers=HTMX)

        assert "This was changed again since" in words(response)
        assert len(taken(person)) == 1

    def test_another_day_has_no_quick_part(self, client):
        assert client.get("/day/2026-06-09/").context["page"].quick is None

    def test_a_diary_of_nothing_has_none_either(self, clock):
        empty = Client()
        empty.force_login(make_person().user)

        assert page_of(empty).quick is None


class TestTwice:
    def test_a_second_tap_of_the_same_thing_asks(self, client, person):
        tap(client, product=ZINC.id)
        response = tap(client, product=ZINC.id, place="quick")

        assert "You logged this at 08:10. Log it a second time?" in words(response)
        assert len(taken(person)) == 1

    def test_yes_logs_it_twice(self, client, person):
        tap(client, product=ZINC.id)
        anyway(client, tap(client, product=ZINC.id))

        assert taken(person) == [("Zinc 15", "08:10")] * 2

    def test_a_second_device_is_asked_by_the_stored_diary(self, client, person):
        tap(client, product=ZINC.id)
        other = Client()
        other.force_login(person.user)

        assert "Log it a second time?" in words(tap(other, product=ZINC.id))

    def test_what_was_logged_by_the_form_counts(self, client, person):
        save(person, make_intake("2026-06-10T08:07", id="a", substance="zinc"))

        assert "You logged this at 08:07." in words(tap(client, of="a"))

    @pytest.mark.parametrize(("minutes", "is_asked"), [(5, True), (6, False)])
    def test_five_minutes_later_is_still_asked(self, client, person, clock, minutes, is_asked):
        tap(client, product=ZINC.id)
        clock(NOW + timedelta(minutes=minutes))

        assert ("second time" in words(tap(client, product=ZINC.id))) is is_asked

    def test_something_else_is_not_asked_about(self, client, person):
        tap(client, product=ZINC.id)
        tap(client, product=MAGNESIUM.id)

        assert len(taken(person)) == 2

    def test_a_group_names_what_was_logged_of_it(self, client, person):
        save(person, make_favourite(ZINC, MAGNESIUM, id="f"))
        tap(client, product=MAGNESIUM.id)

        assert "You logged Magnesium 200 at 08:10." in words(tap(client, favourite="f"))

    def test_the_same_id_is_the_same_tap(self, client, person):
        entry_id = str(uuid4())
        for _click in range(2):
            response = tap(client, product=ZINC.id, entry_id=entry_id, headers=HTMX)

        assert "Logged 08:10." in words(response)
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
        assert "You logged this at 08:10." in words(response)

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
        said = words(asked)

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

        assert "This would be flagged" in words(response)
        assert len(taken(person)) == 2

    @pytest.mark.parametrize("shown", ["", "0" * 64, "\x00"])
    def test_a_digest_that_was_not_given_lets_nothing_through(self, asked, client, person, shown):
        anyway(client, asked, shown=shown)

        assert len(taken(person)) == 1

    def test_a_limit_asks_as_well(self, client, person):
        much = make_product("Magnesium 1000", amount="1000")
        save(person, much)

        assert "This would be flagged" in words(tap(client, product=much.id))

    def test_a_tip_stops_nobody(self, client, person):
        save(person, make_intake("2026-06-10T04:00", substance="vitamin_d", amount="1000"))
        tap(client, product=ZINC.id)

        assert len(taken(person)) == 2

    def test_a_group_is_looked_at_as_a_whole(self, client, person):
        save(person, make_favourite(CALCIUM, MAGNESIUM, id="f"))
        response = tap(client, favourite="f")
        assert "at the same time" in words(response)

        anyway(client, response)
        assert len(taken(person)) == 2

    def test_twice_and_flagged_are_asked_in_one_step(self, client, person):
        save(person, make_intake("2026-06-10T08:05", substance="calcium", amount="600"))
        anyway(client, tap(client, product=MAGNESIUM.id))
        response = tap(client, product=MAGNESIUM.id)
        assert "Yes, twice" in words(response)
        assert "Fine from" in words(response)

        anyway(client, response)
        assert len(taken(person)) == 3


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

        assert "Logged, taken at 07:00." in words(response)

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

        assert "You logged this at 07:00. Log it a second time?" in words(response)

    def test_not_today_leaves_it_out(self, client, person):
        dose = self.dose(client)
        tap(client, SKIP, place=dose.place, **dict(dose.fields))

        assert [one.at.hour for one in queries.diary(person).skipped_doses] == [7]
        assert "left out today, you said" in words(client.get("/day/"))

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

        assert "Logged 23:20 on 9 June." in words(response)

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

    def test_things_of_somebody_else_are_not_found(self, person):
        save(person, make_intake(id="i"), make_favourite(ZINC, id="f"))
        stranger = Client()
        stranger.force_login(make_person().user)
        theirs = [{"of": "i"}, {"favourite": "f"}, {"product": ZINC.id}]

        assert [tap(stranger, **one).status_code for one in theirs] == [404] * 3
        assert tap(stranger, usual=TABLET.id, at="07:00").status_code == 404

    def test_the_demo_is_told_that_an_account_keeps_it(self, person):
        type(person).objects.filter(pk=person.pk).update(is_demo=True)
        visitor = Client()
        session = visitor.session
        session["looks_at_demo"] = True
        session.save()

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
