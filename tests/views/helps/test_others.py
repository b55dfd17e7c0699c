"""All other combinations: together, adjusted, never sorted by what came out."""

import pytest
from django.test import Client

from tests.factories import make_experiment, save
from tests.views.helps.asking import asked_of, days_ago, diary_of, says
from tests.visitors import visitor_of_demo
from tracker.domain.asked import Combinations
from tracker.views.shown.helps.others import others_page

pytestmark = pytest.mark.django_db

PATH = "/does-it-help/others/"


@pytest.fixture
def diary(person):
    asked_of(person, *diary_of(), *(one for one in diary_of(symptom="mood") if is_score(one)))


def is_score(entry):
    return hasattr(entry, "felt_at")


def shown(client, *said):
    client.post(PATH, {"substance": said})
    return client.get(PATH)


class TestOpening:
    def test_a_visitor_is_asked_to_log_in(self):
        assert Client().get(PATH).status_code == 302

    def test_without_a_question_it_is_closed(self, client):
        assert "They open once your own question has an answer." in says(client, PATH)

    def test_without_an_answer_it_is_closed(self, person, client):
        asked_of(person, *diary_of(20))

        assert "They open once your own question has an answer." in says(client, PATH)

    def test_a_post_opens_nothing_either(self, person, client):
        asked_of(person, *diary_of(20))

        assert "page" not in client.post(PATH, {"substance": "magnesium"}).context

    def test_it_asks_first_what_is_taken_because_it_hurts(self, client, diary):
        page = client.get(PATH)

        assert [one.label for one in page.context["choices"]] == ["Magnesium"]
        assert "page" not in page.context

    def test_a_stranger_sees_nothing_of_it(self, person, diary, stranger):
        assert "They open once" in says(stranger, PATH)

    def test_the_demo_can_be_looked_at(self, person, diary):
        assert shown(visitor_of_demo(person)).context["page"].count == 1


class TestTheTable:
    def test_has_the_range_and_a_verdict_in_words(self, client, diary):
        (line,) = shown(client).context["page"].lines

        assert (line.symptom, line.what) == ("Mood", "magnesium")
        assert line.low.endswith("lower")
        assert line.verdict.endswith("clear even among all of these")

    def test_what_is_said_to_be_for_pain_without_a_mark_is_left_out(self, client, diary):
        page = shown(client, "magnesium").context["page"]

        assert page.lines == ()
        assert page.left_out == ("1 other is taken because it hurts, and no dose is marked so.",)

    def test_what_was_said_of_the_question_holds_here_too(self, person, client):
        moods = [one for one in diary_of(symptom="mood") if is_score(one)]
        asked_of(person, *diary_of(marked=3), *moods, said=True)

        assert shown(client).context["page"].count == 1

    def test_what_was_not_offered_is_not_kept(self, client, diary):
        client.post(PATH, {"substance": ["gold", "\0", "magnesium"]})

        assert client.session["helps_because_it_hurts"]["said"] == ["magnesium"]

    def test_what_lacks_days_is_counted(self, person, client, diary):
        save(person, *(one for one in diary_of(9, symptom="sleep") if is_score(one)))

        assert shown(client).context["page"].left_out == ("1 other has not enough days.",)

    def test_an_experiment_closes_its_line(self, person, client, diary):
        save(person, make_experiment(str(days_ago(3)), symptom="mood"))

        assert shown(client).context["page"].left_out == (
            "1 other is closed until your experiment is over.",
        )

    def test_it_can_be_said_anew(self, client, diary):
        shown(client)

        assert "choices" in client.get(f"{PATH}?again").context

    def test_it_asks_few_queries(self, client, diary, django_assert_max_num_queries):
        client.post(PATH)
        with django_assert_max_num_queries(8):
            client.get(PATH)

    def test_no_p_stands_there(self, client, diary):
        text = shown(client).text.lower()

        assert not any(word in text for word in ("p =", "p-value", "significant", "holm"))


def test_nothing_to_compare_says_so():
    page = others_page(Combinations(()), own={}, known=None)

    assert (page.lines, page.left_out) == ((), ())
