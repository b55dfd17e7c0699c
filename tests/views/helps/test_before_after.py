"""The days from some day on against all before it."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.factories import make_content, make_intake, make_score
from tests.views.helps.asking import TODAY, answer_on, asked_of, days_ago, diary_of, says
from tracker.views.shown.helps.sentences import worst_first

pytestmark = pytest.mark.django_db

PATH = "/does-it-help/before-after/"


def at(day):
    return f"{PATH}{day}/"


def citrate_then_oxide(count=100, change=40, step=-3):
    """Return days of citrate, and of oxide in the last `change` of them, with other scores."""
    made = []
    for number in range(1, count + 1):
        day, is_after = days_ago(number), number <= change
        form = "oxide" if is_after else "citrate"
        value = 6 + number % 2 + (step if is_after else 0)
        made.append(make_intake(f"{day}T08:00", contents=(make_content(form=form),)))
        made.append(make_score(f"{day}T21:00", value=str(value)))
    return made


def test_scores_that_follow_weekends_only_are_not_said_to_be_the_same(person, client):
    days = [days_ago(number) for number in range(1, 101)]
    values = [(day, 4 + (day.weekday() >= 5)) for day in days]
    asked_of(person, *(make_score(f"{day}T21:00", value=str(value)) for day, value in values))
    page = client.get(at(days_ago(50))).context["page"]

    assert "cannot be told from weekends" in page.said.lines[0]
    assert page.figures == ()


class TestChoosingADay:
    def test_offers_the_days_on_which_something_became_otherwise(self, person, client):
        asked_of(person, *citrate_then_oxide())
        (turn,) = client.get(PATH).context["page"].turns

        assert turn.text == "oxide instead of citrate"
        assert turn.address == at(days_ago(40))

    def test_a_typed_day_leads_to_its_address(self, person, client):
        asked_of(person)

        assert client.get(PATH, {"day": str(days_ago(50))}).url == at(days_ago(50))

    @pytest.mark.parametrize(
        "text", ["", "yesterday", "2026-13-01", str(TODAY), "1900-01-01", "\0", "9999-12-31"]
    )
    def test_a_day_that_cannot_be_meant_is_said_at_its_field(self, person, client, text):
        asked_of(person)
        page = client.get(PATH, {"day": text})

        assert page.status_code == 200
        assert page.context["form"].errors["day"]

    @pytest.mark.parametrize("day", ["2026-13-01", "x", "20260101"])
    def test_what_is_no_day_has_no_address(self, client, day):
        assert client.get(at(day)).status_code == 404

    @pytest.mark.parametrize("day", [TODAY, "1900-01-01", "9999-12-31", days_ago(100)])
    def test_a_day_outside_of_the_diary_is_not_compared(self, person, client, day):
        asked_of(person)

        assert client.get(at(day)).context["page"].said is None

    def test_an_empty_diary_offers_nothing(self, person, client):
        asked_of(person, make_score(f"{TODAY}T00:00"))

        assert client.get(PATH).context["page"].turns == ()


class TestTheStep:
    @pytest.fixture
    def answer(self, person, client):
        asked_of(person, *citrate_then_oxide())
        return answer_on(client, at(days_ago(40)))

    def test_is_a_sentence_with_its_doubt(self, answer):
        assert "nerve pain was" in answer
        assert "points lower than before (likely between" in answer

    def test_always_says_that_the_worst_eases_by_itself(self, answer):
        assert worst_first() in answer

    def test_says_it_before_a_day_is_chosen_too(self, person, client):
        asked_of(person)

        assert worst_first() in says(client, PATH)

    def test_too_few_days_are_named(self, person, client):
        asked_of(person, *citrate_then_oxide())

        assert "Not enough days yet. It still needs: 18 more days after the change" in answer_on(
            client, at(days_ago(10))
        )

    def test_without_a_question_there_is_nothing_to_compare(self, client):
        assert client.get(PATH).url == "/does-it-help/"

    def test_a_visitor_is_asked_to_log_in(self):
        assert Client().get(PATH).status_code == 302

    def test_it_is_read_only(self, client):
        assert client.post(PATH).status_code == 405

    def test_a_stranger_is_led_to_a_question_of_their_own(self, person, stranger):
        asked_of(person)

        assert stranger.get(at(days_ago(40))).url == "/does-it-help/"


def test_it_asks_few_queries(person, client, django_assert_max_num_queries):
    asked_of(person, *diary_of())
    client.get(PATH)
    with django_assert_max_num_queries(7):
        client.get(at(TODAY - timedelta(days=40)))
