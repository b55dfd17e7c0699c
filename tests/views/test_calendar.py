"""The month at a glance."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from tests import clock
from tests.factories import make_intake, make_meal, make_none_taken, make_score, save
from tests.views.diary_pages import html_at, page_at
from tests.visitors import logged_in, visitor_of_demo
from tracker import actions
from tracker.domain.diary import CustomSymptom
from tracker.imports import demo_diary

pytestmark = pytest.mark.django_db

JUNE = "/calendar/2026-06/"
LAST_MONTH = f"/calendar/{clock.now() - timedelta(days=31):%Y-%m}/"


@pytest.fixture
def client(person):
    return logged_in(person)


def html(client, path=JUNE):
    return html_at(client, path)


def cell(client, number, path=JUNE):
    weeks = page_at(client, path).weeks
    return next(day for week in weeks for day in week if day and day.number == number)


class TestWhoMayLook:
    @pytest.mark.parametrize("path", ["/calendar/", JUNE])
    def test_a_visitor_is_asked_to_log_in(self, path):
        assert Client().get(path).url == f"/accounts/login/?next={path}"

    @pytest.mark.parametrize("path", ["/calendar/", JUNE])
    def test_it_is_read_only(self, client, path):
        assert client.post(path).status_code == 405

    def test_a_stranger_sees_nothing_of_it(self, person, stranger):
        save(person, make_intake())

        assert cell(stranger, 10).is_blank

    def test_who_looks_at_the_demo_sees_the_demo(self, person):
        save(person, make_intake())
        visitor = visitor_of_demo(person)

        assert cell(visitor, 10).doses == 1


class TestMonths:
    @pytest.mark.parametrize("text", ["2026-13", "2026-00", "2026-6", "26-06", "june", "0000-01"])
    def test_what_is_no_month_is_not_found(self, client, text):
        assert client.get(f"/calendar/{text}/").status_code == 404

    def test_without_a_month_it_is_the_one_of_today_where_the_person_is(self, client, person):
        actions.set_profile_fact(person=person, fact="timezone", value="Pacific/Kiritimati")
        today = (clock.now() + timedelta(hours=14)).date()

        assert page_at(client, "/calendar/").heading == f"{today:%B %Y}"

    @pytest.mark.parametrize("month", ["0001-01", "9999-12", "1900-02", "2024-02"])
    def test_the_ends_of_the_calendar_are_empty_months(self, client, month):
        assert "Nothing is written down in" in html(client, f"/calendar/{month}/")

    def test_the_months_before_and_after_are_one_click_away(self, client):
        text = html(client)

        assert 'href="/calendar/2026-05/"' in text
        assert 'href="/calendar/2026-07/"' in text

    def test_the_picker_leads_to_its_month(self, client):
        assert client.get("/calendar/", {"month": "6", "year": "2026"}).url == JUNE

    @pytest.mark.parametrize("year", ["", "26.5", "99999", "0", "-1", "%00", "9" * 5000, "MMXXVI"])
    def test_a_year_that_is_none_is_told_at_its_field(self, client, year):
        response = client.get("/calendar/", {"month": "6", "year": year})

        assert "Write the year in digits" in response.content.decode()

    @pytest.mark.parametrize("month", ["0", "13", "June", ""])
    def test_a_month_that_is_none_is_told(self, client, month):
        response = client.get("/calendar/", {"month": month, "year": "2026"})

        assert 'role="alert"' in response.content.decode()

    def test_a_leap_february_has_29_days(self, client):
        assert cell(client, 29, "/calendar/2024-02/").href == "/day/2024-02-29/"

    def test_weeks_begin_on_monday(self, client):
        weeks = page_at(client, JUNE).weeks

        assert [day and day.number for day in weeks[0]] == [1, 2, 3, 4, 5, 6, 7]
        assert [day and day.number for day in weeks[4]] == [29, 30, *[None] * 5]


class TestDays:
    def test_a_full_day_in_words(self, client, person):
        save(
            person,
            make_intake("2026-06-09T08:00", substance="calcium", amount="600"),
            make_intake("2026-06-09T08:20"),
            make_score("2026-06-09T21:00", value="6"),
            make_score("2026-06-09T10:00", value="3"),
            make_meal("2026-06-09T12:00"),
        )

        says = "Tuesday 9 June: 2 doses, worst nerve pain 6 of 10, 1 meal, 1 caution"
        assert cell(client, 9).says == says

    def test_four_different_things_are_four_different_signs(self, client, person):
        save(
            person,
            make_intake("2026-06-09T08:00", substance="calcium", amount="600"),
            make_intake("2026-06-09T08:20"),
            make_score("2026-06-10T21:00", value="6"),
            make_none_taken("2026-06-11"),
        )
        dosed, felt, without, blank = (cell(client, number) for number in (9, 10, 11, 12))

        assert (dosed.doses, dosed.flags.severity, dosed.flags.number) == (2, "caution", 1)
        assert (felt.worst.number, felt.worst.height, felt.worst.top) == ("6", 12, 8)
        assert (without.is_none_taken, without.is_blank) == (True, False)
        assert (blank.is_blank, blank.says) == (True, "Friday 12 June: nothing written down")

    @pytest.mark.parametrize(
        ("substance", "words"),
        [("magnesium", "no magnesium taken, you said"), (None, "nothing taken at all, you said")],
    )
    def test_what_was_not_taken_is_said(self, client, person, substance, words):
        save(person, make_none_taken("2026-06-11", substance=substance))

        assert cell(client, 11).says == f"Thursday 11 June: {words}"

    def test_a_symptom_of_ones_own_has_its_name(self, client, person):
        own = CustomSymptom(id="own-1", name="Electric feet")
        save(person, own, make_score("2026-06-11T08:00", symptom="own-1", value="4"))

        assert "worst electric feet 4 of 10" in cell(client, 11).says

    def test_no_symptoms_is_a_bar_without_height_and_not_a_blank(self, client, person):
        save(person, make_score("2026-06-11T08:00", value="0"))
        day = cell(client, 11)

        assert (day.worst.number, day.worst.height, day.is_blank) == ("0", 0, False)

    def test_the_most_serious_flag_gives_the_shape(self, client, person):
        save(
            person,
            make_intake("2026-06-09T08:00", substance="calcium", amount="600"),
            make_intake("2026-06-09T08:20"),
            make_score("2026-06-09T09:00", symptom="saddle_numbness", value=None),
        )
        day = cell(client, 9)

        assert (day.flags.severity, day.flags.number) == ("emergency", 2)
        assert day.says.endswith("1 emergency, 1 caution")

    def test_today_is_marked(self, client):
        today = clock.now().astimezone().date()
        page = page_at(client, "/calendar/")
        marked = [day for week in page.weeks for day in week if day and day.is_today]

        assert len(marked) == 1
        assert ", today: nothing written down" in marked[0].says
        assert today - timedelta(days=1) <= date.fromisoformat(marked[0].href[5:15])

    def test_days_to_come_are_not_days_without_a_word(self, client):
        assert cell(client, 1, "/calendar/2999-01/").says == "Tuesday 1 January: to come"

    def test_each_day_says_what_its_own_page_says(self, client, person):
        diary = demo_diary(days=45, seed=4, end=date(2026, 6, 30))
        actions.add_entries(person=person, diary=diary)
        shown = {number: cell(client, number) for number in range(1, 31)}

        assert {n: one.flags.number if one.flags else 0 for n, one in shown.items()} == {
            n: flags_of_its_page(client, n) for n in shown
        }


def flags_of_its_page(client, number):
    flags = page_at(client, f"/day/2026-06-{number:02}/").flags
    return len(flags.flags) + len(flags.warnings)


class TestMarkup:
    def test_it_is_a_table_with_a_caption_and_headers(self, client):
        text = html(client)

        assert "<caption" in text
        assert text.count('<th scope="col">') == 7

    def test_every_sign_has_words_in_the_legend(self, client):
        legend = html(client).split("What the signs say")[1]
        words = (
            "Circle",
            "Bar",
            "Triangle",
            "Speech mark",
            "Filled",
            "Ring",
            "Dashed circle",
            "Dot",
        )

        assert all(f"{word}:" in legend for word in words)

    def test_there_is_no_style_and_no_script_in_it(self, client):
        assert re.findall(r"style=|<script(?! src)|onclick", html(client)) == []

    def test_the_day_leads_to_its_month(self, client):
        assert f'href="{JUNE}"' in html(client, "/day/2026-06-10/")


class TestCost:
    def test_the_first_look_at_a_month_is_twelve_queries_at_most(
        self, years, django_assert_max_num_queries
    ):
        with django_assert_max_num_queries(12):
            years.get(LAST_MONTH)

    def test_the_second_look_works_nothing_out(self, years, django_assert_num_queries):
        years.get(LAST_MONTH)

        with django_assert_num_queries(2):
            years.get(LAST_MONTH)


def test_it_is_kept_for_nobody_else(client):
    assert "private" in client.get(JUNE)["Cache-Control"]
