"""Asking one question before anything is seen."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from tests.factories import make_content, make_intake, make_product, make_score, save
from tests.views.diary_pages import messages_at, undo_last
from tests.views.helps.asking import (
    QUESTION,
    TODAY,
    asked_of,
    days_ago,
    diary_of,
    questions_of,
    says,
)
from tests.visitors import visitor_of_demo
from tracker.domain.diary import Tracked

pytestmark = pytest.mark.django_db

PATH = "/does-it-help/ask/"
MAGNESIUM = "magnesium|"


def typed(**changed):
    sent = {
        "entry_id": str(uuid4()),
        "symptom": "nerve_pain",
        "what": MAGNESIUM,
        "speed": "0",
    }
    return sent | changed


@pytest.fixture
def diary(person):
    save(person, *diary_of())


class TestTheForm:
    def choices(self, client, name):
        return [key for key, _label in client.get(PATH).context["form"].fields[name].choices]

    def test_offers_what_was_scored_and_what_is_followed(self, person, client, diary):
        save(person, Tracked(("mood", "nerve_pain")))

        assert self.choices(client, "symptom") == ["", "nerve_pain", "mood"]

    def test_offers_what_was_taken_and_what_stands_on_the_shelf(self, person, client, diary):
        save(person, make_product(substance="vitamin D"), make_product(is_put_away=True))

        assert self.choices(client, "what") == ["", MAGNESIUM, "vitamin_d|"]

    def test_chooses_nothing_for_the_person(self, client, diary):
        form = client.get(PATH).context["form"]

        assert (form["symptom"].value(), form["what"].value()) == (None, None)
        assert form.errors == {}

    def test_offers_what_builds_up_from_120_days_on(self, person, client, diary):
        assert self.choices(client, "speed") == ["0"]
        save(person, make_score(f"{TODAY - timedelta(days=120)}T09:00"))

        assert self.choices(client, "speed") == ["0", "2"]

    def test_stands_on_the_first_page_too(self, client, diary):
        assert "Ask this question" in says(client, "/does-it-help/")

    def test_an_empty_diary_has_something_to_choose(self, client):
        assert client.get(PATH).status_code == 200


class TestDeclaring:
    def test_keeps_the_question_and_leads_to_it(self, person, client, diary):
        sent = typed()
        answer = client.post(PATH, sent)
        (question,) = questions_of(person)

        assert answer.url == f"/does-it-help/asked/{sent['entry_id']}/"
        assert (question.symptom, question.substance, question.form) == (
            "nerve_pain",
            "magnesium",
            None,
        )
        assert (question.half_life, question.from_day) == (0, None)

    def test_asks_about_pain_before_the_answer_and_can_be_taken_back(self, person, client, diary):
        page = client.post(PATH, typed(), follow=True)

        assert "Do you sometimes take magnesium because it hurts?" in page.text
        assert page.context["undo"].text == "Your question: Magnesium and nerve pain"

    def test_an_undo_takes_it_back(self, person, client, diary):
        client.post(PATH, typed())
        undo_last(client)

        assert questions_of(person) == ()

    def test_sent_twice_it_is_one(self, person, client, diary):
        sent = typed()

        assert client.post(PATH, sent).url == client.post(PATH, sent).url
        assert len(questions_of(person)) == 1

    def test_after_an_answer_the_next_one_counts_new_days_only(self, person, client):
        asked_of(person)
        save(person, *diary_of(3, symptom="mood"))

        assert "a new question counts days from today on only" in says(client, PATH)
        client.post(PATH, typed(symptom="mood"))
        assert questions_of(person)[-1].from_day == TODAY

    def test_where_nothing_was_seen_the_next_one_counts_all_days(self, person, client):
        asked_of(person, *diary_of(20))
        save(person, *diary_of(3, symptom="mood"))
        client.post(PATH, typed(symptom="mood"))

        assert questions_of(person)[-1].from_day is None

    def test_the_same_question_is_the_one_that_was_asked(self, person, client):
        asked_of(person)

        assert client.post(PATH, typed()).url == f"/does-it-help/asked/{QUESTION}/"
        assert len(questions_of(person)) == 1

    def test_a_slow_one_of_a_short_diary_is_refused(self, person, client, diary):
        page = client.post(PATH, typed(speed="2"))

        assert page.status_code == 200
        assert questions_of(person) == ()

    @pytest.mark.parametrize(
        ("field", "sent", "message"),
        [
            ("symptom", "", "Choose the symptom that you ask about."),
            ("symptom", "toothache", "Please choose one of these."),
            ("what", "", "Choose what you take for it."),
            ("what", "gold|", "Please choose one of these."),
            ("what", "\0", "Please choose one of these."),
        ],
    )
    @pytest.mark.usefixtures("diary")
    def test_what_cannot_be_meant_is_said_at_its_field(self, person, client, field, sent, message):
        page = client.post(PATH, typed(**{field: sent}))

        assert message in page.text
        assert page.context["form"].errors[field]
        assert questions_of(person) == ()

    @pytest.mark.parametrize("entry_id", ["", "x", "\0", "a" * 500])
    def test_an_id_of_nobody_is_made_anew(self, person, client, diary, entry_id):
        assert client.post(PATH, typed(entry_id=entry_id)).status_code == 303

    def test_nothing_sent_is_a_form_with_messages(self, client, diary):
        assert client.post(PATH, {}).status_code == 200

    def test_what_was_typed_stays(self, client, diary):
        page = client.post(PATH, typed(what=""))

        assert page.context["form"]["symptom"].value() == "nerve_pain"

    def test_the_demo_keeps_nothing(self, person, diary):
        assert visitor_of_demo(person).post(PATH, typed()).status_code == 403

    def test_a_visitor_is_asked_to_log_in(self):
        assert Client().post(PATH, typed()).url.startswith("/accounts/login/")

    def test_the_form_asks_few_queries(self, person, client, diary, django_assert_max_num_queries):
        client.get(PATH)
        with django_assert_max_num_queries(7):
            client.get(PATH)


class TestTakingBack:
    WITHDRAW = f"/does-it-help/asked/{QUESTION}/withdraw/"

    def test_one_without_an_answer_goes(self, person, client):
        asked_of(person, *diary_of(20))
        answer = client.post(self.WITHDRAW)

        assert (answer.status_code, answer.url) == (303, "/does-it-help/")
        assert questions_of(person) == ()

    def test_and_can_be_brought_back(self, person, client):
        asked_of(person, *diary_of(20))
        client.post(self.WITHDRAW)
        undo_last(client)

        assert len(questions_of(person)) == 1

    def test_one_with_an_answer_stays(self, person, client):
        asked_of(person)
        client.post(self.WITHDRAW)

        assert len(questions_of(person)) == 1
        assert "Take this question back" not in says(client, "/does-it-help/")

    def test_is_the_persons_own_affair(self, person, stranger):
        asked_of(person, *diary_of(20))

        assert stranger.post(self.WITHDRAW).status_code == 404

    def test_needs_a_post(self, person, client):
        asked_of(person, *diary_of(20))

        assert client.get(self.WITHDRAW).status_code == 405


def test_a_form_that_is_chosen_is_kept(person, client):
    citrate = make_intake(f"{days_ago(2)}T20:00", contents=(make_content(form="citrate"),))
    save(person, *diary_of(), citrate)
    client.post(PATH, typed(what="magnesium|citrate"))

    assert questions_of(person)[0].form == "citrate"


def test_messages_stand_at_their_field(client, person):
    save(person, *diary_of())
    page = client.post(PATH, typed(symptom=""))

    assert messages_at(page, "symptom") == ["Choose the symptom that you ask about."]
