"""The page of one day."""

from datetime import date, datetime, timedelta

import pytest
from django.core.cache import caches
from django.test import Client

from tests import clock
from tests.factories import (
    make_content,
    make_intake,
    make_meal,
    make_none_taken,
    make_person,
    make_score,
    save,
)
from tests.views.diary_pages import html_at
from tests.visitors import logged_in, visitor_of_demo
from tracker import actions, queries
from tracker.domain.rules import find_flags
from tracker.imports import demo_diary
from tracker.knowledge import knowledge
from tracker.views.shown import day_flags

pytestmark = pytest.mark.django_db

ON = "2026-06-10"
DAY = f"/day/{ON}/"
MINERAL_DOSES = [
    make_intake(f"{ON}T08:10", id="ca", substance="calcium", amount="600"),
    make_intake(f"{ON}T08:35", id="mg", contents=(make_content(form="glycinate"),)),
]


@pytest.fixture
def client(person):
    return logged_in(person)


def html(client, path=DAY):
    return html_at(client, path)


def key_of(rule, *entries):
    return day_flags.flag_key(rule, entries)


class TestWhoMayLook:
    @pytest.mark.parametrize("path", ["/day/", DAY])
    def test_a_visitor_is_asked_to_log_in(self, path):
        response = Client().get(path)

        assert (response.status_code, response.url.split("?")[1]) == (302, f"next={path}")

    @pytest.mark.parametrize("path", ["/day/", DAY])
    def test_it_is_read_only(self, client, path):
        assert client.post(path).status_code == 405

    def test_a_stranger_sees_nothing_of_it(self, person, stranger):
        save(person, make_intake(f"{ON}T08:00", note="mine"))

        assert "mine" not in html(stranger)

    def test_who_looks_at_the_demo_sees_the_demo(self):
        demo = make_person()
        save(demo, make_intake(f"{ON}T08:00", note="of the demo"))
        visitor = visitor_of_demo(demo)

        assert "of the demo" in html(visitor)


class TestDates:
    @pytest.mark.parametrize("text", ["2026-02-30", "2026-6-1", "20260610", "today", "0000-01-01"])
    def test_what_is_no_day_is_not_found(self, client, text):
        assert client.get(f"/day/{text}/").status_code == 404

    @pytest.mark.parametrize("on", ["0001-01-01", "1900-01-01", "2999-01-01", "9999-12-31"])
    def test_the_ends_of_the_calendar_are_empty_days(self, client, on):
        assert "Nothing is written down for this day" in html(client, f"/day/{on}/")

    def test_without_a_date_it_is_today_where_the_person_is(self, client, person):
        actions.set_profile_fact(person=person, fact="timezone", value="Pacific/Kiritimati")
        today = (clock.now() + timedelta(hours=14)).date()

        assert f"{today.day} {today:%B %Y}" in html(client, "/day/")

    def test_a_zone_that_does_not_exist_is_no_error(self, client, person):
        actions.set_profile_fact(person=person, fact="timezone", value="Mars/Olympus")

        assert "Today" in html(client, "/day/")

    def test_the_days_before_and_after_are_one_click_away(self, client):
        text = html(client)

        assert all(f'href="/day/2026-06-{day}/"' in text for day in ("09", "11"))


class TestConflict:
    def test_magnesium_25_minutes_after_calcium(self, client, person):
        save(person, *MINERAL_DOSES)
        text = html(client)

        assert "Magnesium glycinate 25 minutes after calcium" in text
        assert "looks for 2 hours between them" in text

    def test_it_says_from_when_it_is_fine_how_sure_and_the_source(self, client, person):
        save(person, *MINERAL_DOSES)
        text = html(client)

        assert 'datetime="2026-06-10T10:10:00+02:00">10:10</time> fine from then' in text
        assert 'Evidence <span class="grade">D</span>' in text
        assert 'href="/rules/mg_calcium/#sources"' in text
        assert "Andon" in text

    def test_two_hours_apart_is_none(self, client, person):
        save(
            person,
            make_intake(f"{ON}T08:10", substance="calcium", amount="600"),
            make_intake(f"{ON}T10:10"),
        )

        assert client.get(DAY).context["page"].flags.flags == ()

    def test_a_conflict_over_midnight_stands_on_both_days(self, client, person):
        save(
            person,
            make_intake(f"{ON}T23:30", substance="calcium", amount="600"),
            make_intake("2026-06-11T00:30"),
        )

        assert "01:30 on 11 June" in html(client)
        assert "23:30 on 10 June" in html(client, "/day/2026-06-11/")

    def test_the_flags_are_those_of_find_flags(self, client, person):
        diary = demo_diary(days=60, seed=4, end=date(2026, 7, 20))
        actions.add_entries(person=person, diary=diary)
        days = [date(2026, 6, number) for number in range(1, 31)]

        assert {on: keys_shown(client, on) for on in days} == {
            on: keys_found(diary, on) for on in days
        }


def keys_shown(client, on):
    flags = client.get(f"/day/{on}/").context["page"].flags
    return {one.key for one in (*flags.warnings, *flags.flags, *flags.tips, *flags.more_tips)}


def keys_found(diary, on):
    return {
        day_flags.key_of(flag)
        for flag in find_flags(diary, knowledge().rule_book)
        if any(day_flags.is_of(entry, on) for entry in flag.entries_found)
    }


class TestWarningSign:
    def test_it_stands_above_everything(self, client, person):
        save(person, make_score(f"{ON}T21:00", symptom="saddle_numbness", value=None))
        text = html(client)

        assert text.index("Please call your local emergency number") < text.index("<h1>")
        assert "Emergency: Numb around the seat" in text

    def test_a_score_of_it_is_none(self, client, person):
        save(person, make_score(f"{ON}T21:00", symptom="saddle_numbness", value="3"))

        assert "emergency number (911, 112, 999) now" not in html(client)


class TestEntries:
    def test_amounts_stand_as_on_the_label_and_then_elemental(self, client, person):
        content = make_content(amount="1000", basis="compound", form="glycinate")
        save(person, make_intake(f"{ON}T08:00", contents=(content,)))

        assert "1,000 mg glycinate, 141 mg magnesium" in html(client)

    def test_what_else_was_said_stands_beside_it(self, client, person):
        save(person, make_intake(f"{ON}T08:00", meal="with", as_needed=True, note="<b>calm</b>"))
        text = html(client)

        assert "with a meal · because it hurt" in text
        assert "<b>calm</b>" in text  # unescaped by `html`; the page itself escapes it
        assert b"&lt;b&gt;calm" in client.get(DAY).content

    def test_each_has_an_edit_link_whatever_its_id(self, client, person):
        save(person, make_intake(f"{ON}T08:00", id="a/b c?"), make_meal(id="lunch"))
        text = html(client)

        assert 'href="/entry/intake/a/b%20c%3F/"' in text
        assert 'href="/entry/meal/lunch/"' in text

    def test_they_stand_in_order_of_time_and_those_without_one_first(self, client, person):
        save(
            person,
            make_score(f"{ON}T21:00", id="c"),
            make_intake(f"{ON}T08:00", id="b"),
            make_intake(f"{ON}T12:00", id="a", precision="day"),
        )

        assert [one.id for one in client.get(DAY).context["page"].entries] == ["a", "b", "c"]

    def test_a_time_that_comes_twice_says_which_one_it_is(self, client, person):
        save(person, make_intake("2025-10-26T02:30", id="a"))

        assert "02:30 CEST" in html(client, "/day/2025-10-26/")

    def test_a_time_away_from_home_names_its_place(self, client, person):
        save(person, make_intake(f"{ON}T08:00", timezone="Asia/Tokyo"))

        assert "08:00 in Tokyo" in html(client)

    def test_an_entry_belongs_to_the_day_of_its_own_zone(self, client, person):
        save(person, make_intake(f"{ON}T01:00", id="early", timezone="Asia/Tokyo"))

        assert "early" in html(client)
        assert "early" not in html(client, "/day/2026-06-09/")


class TestDaysWithout:
    def test_none_taken_is_said_and_not_a_gap(self, client, person):
        save(person, make_none_taken(ON))

        assert "none taken, you said" in html(client)

    def test_what_is_not_written_down_is_not_known(self, client, person):
        save(person, make_intake(f"{ON}T08:00"))

        assert "calcium, vitamin D, vitamin B6 and zinc: that is not known" in html(client)

    def test_an_empty_day_says_what_it_will_show(self, client):
        text = html(client)

        assert "Begin with magnesium" in text
        assert "No magnesium that day" in text

    def test_no_magnesium_is_not_offered_where_there_was_some(self, client, person):
        save(person, make_intake(f"{ON}T08:00"))

        assert "No magnesium that day" not in html(client)

    @pytest.mark.parametrize("place", [0, 1])
    def test_each_of_the_buttons_saves_and_leads_back_with_undo(self, client, place):
        button = client.get(DAY).context["page"].nothing_buttons[place]
        response = client.post(button.action, dict(button.fields))

        assert response.url == DAY
        assert "Undo" in html(client)

    def test_a_day_to_come_offers_no_nothing(self, client):
        assert "No magnesium that day" not in html(client, "/day/2999-01-01/")


class TestFineNext:
    def test_calcium_waits_for_the_magnesium_of_just_now(self, client, person):
        taken = clock.now() - timedelta(minutes=30)
        intake = make_intake(taken, timezone="UTC")
        save(person, intake)
        calcium = next(
            line
            for line in client.get("/day/").context["page"].fine_next.lines
            if line.name.startswith("Calcium")
        )

        assert calcium.state == "later"
        assert datetime.fromisoformat(calcium.at.iso) == taken + timedelta(hours=2)
        assert "after magnesium" in calcium.reasons[0].text

    def test_another_day_has_none(self, client):
        assert client.get(DAY).context["page"].fine_next is None

    def test_a_medicine_of_the_last_two_weeks_is_on_it(self, client, person):
        content = make_content("levothyroxine", None)
        taken = clock.now() - timedelta(days=13, hours=12)
        save(person, make_intake(taken, timezone="UTC", source="medicine", contents=(content,)))

        assert "Levothyroxine" in html(client, "/day/")

    def test_a_medicine_without_a_rule_is_not_called_fine(self, client, person):
        content = make_content("unheard-of", None)
        taken = clock.now() - timedelta(hours=1)
        save(person, make_intake(taken, timezone="UTC", source="medicine", contents=(content,)))
        lines = client.get("/day/").context["page"].fine_next.lines

        assert [line.state for line in lines if line.name == "Unheard-of"] == ["no_rule"]


class TestFlagNotes:
    @pytest.fixture
    def key(self, person):
        save(person, *MINERAL_DOSES)
        return key_of("mg_calcium", "ca", "mg")

    @staticmethod
    def mark(client, key, says="seen", is_so="yes", path=f"{DAY}flag/"):
        return client.post(path, {"flag": key, "says": says, "is_so": is_so})

    def shown(self, client, key):
        flags = client.get(DAY).context["page"].flags.flags
        return next((one.is_seen, one.is_discussed) for one in flags if one.key == key)

    def test_seen_is_kept(self, client, key):
        assert self.mark(client, key).url == f"{DAY}#flag-{key}"
        assert self.shown(client, key) == (True, False)

    def test_both_can_be_said(self, client, key):
        self.mark(client, key)
        self.mark(client, key, "discussed")

        assert self.shown(client, key) == (True, True)

    def test_the_same_button_takes_it_back(self, client, key):
        self.mark(client, key)
        self.mark(client, key, is_so="no")

        assert self.shown(client, key) == (False, False)

    def test_it_stays_with_a_corrected_entry(self, client, key, person):
        self.mark(client, key)
        stored = queries.stored_entry(person, "intake", "mg")
        later = make_intake(f"{ON}T08:40", id="mg")
        actions.change_intake(person=person, intake=later, version=stored.version)

        assert self.shown(client, key) == (True, False)

    def test_the_flag_of_another_person_is_not_found(self, stranger, key):
        assert self.mark(stranger, key).status_code == 404

    def test_a_flag_of_another_day_is_not_found(self, client, key):
        assert self.mark(client, key, path="/day/2026-06-12/flag/").status_code == 404

    @pytest.mark.parametrize(
        "fields", [{}, {"says": "liked", "is_so": "yes"}, {"says": "seen", "is_so": "maybe"}]
    )
    def test_other_fields_are_refused(self, client, key, fields):
        assert client.post(f"{DAY}flag/", {"flag": key, **fields}).status_code == 400

    def test_it_asks_for_a_post(self, client):
        assert client.get(f"{DAY}flag/").status_code == 405

    def test_a_visitor_is_asked_to_log_in(self):
        assert "login" in self.mark(Client(), "x").url


class TestUndoMessage:
    @pytest.fixture
    def changed(self, client):
        session = client.session
        session["last_change"] = {"text": "Saved: magnesium, 08:35.", "change": 7}
        session.save()
        return client

    def test_it_offers_undo_of_the_last_change(self, changed):
        text = html(changed)

        assert "Saved: magnesium, 08:35." in text
        assert 'action="/undo/7/"' in text

    def test_it_is_shown_once(self, changed):
        changed.get(DAY)

        assert "Saved: magnesium" not in html(changed)


class TestCost:
    @pytest.mark.parametrize("path", ["/day/", "/day/2026-06-10/"])
    def test_three_years_of_entries_are_twelve_queries_at_most(
        self, years, path, django_assert_max_num_queries
    ):
        years.get(path)
        caches["pages"].clear()

        with django_assert_max_num_queries(12):
            years.get(path)

    def test_the_same_page_again_asks_only_who_is_there(
        self, client, person, django_assert_num_queries
    ):
        save(person, *MINERAL_DOSES)
        client.get(DAY)

        with django_assert_num_queries(2):
            client.get(DAY)

    def test_the_queries_do_not_grow_with_the_entries(
        self, client, person, django_assert_num_queries
    ):
        save(person, *MINERAL_DOSES, make_meal(), make_score(), make_none_taken("2026-06-09"))

        with django_assert_num_queries(11):
            client.get(DAY)


class TestFirstQuestions:
    def test_today_asks_one_question(self, client):
        assert "Do you have a kidney problem?" in html(client, "/day/")

    def test_what_was_answered_is_not_asked_again(self, client, person):
        actions.set_profile_fact(person=person, fact="kidney", value="normal")

        assert "Do you have a kidney problem?" not in html(client, "/day/")

    def test_other_days_ask_nothing(self, client):
        assert "kidney problem" not in html(client)


def test_it_is_kept_for_nobody_else(client):
    assert "private" in client.get(DAY)["Cache-Control"]
