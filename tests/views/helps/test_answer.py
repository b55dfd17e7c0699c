"""Does it help? What the page says of a question, and what it keeps to itself."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from tests.factories import (
    make_experiment,
    make_intake,
    make_none_taken,
    make_person,
    make_score,
    save,
)
from tests.views.diary_pages import html_at
from tests.views.helps.asking import (
    QUESTION,
    TODAY,
    a_question,
    answer_on,
    asked_of,
    days_ago,
    diary_of,
    on_days,
    says,
)
from tests.visitors import logged_in, visitor_of_demo
from tracker import actions
from tracker.domain.diary import CustomSymptom, Settings

pytestmark = pytest.mark.django_db

PATH = "/does-it-help/"
ASKED = f"/does-it-help/asked/{QUESTION}/"


class TestWhoMayLook:
    @pytest.mark.parametrize("path", [PATH, ASKED])
    def test_a_visitor_is_asked_to_log_in(self, path):
        assert Client().get(path).url == f"/accounts/login/?next={path}"

    @pytest.mark.parametrize("path", [PATH, ASKED])
    def test_it_is_read_only(self, client, path):
        assert client.post(path).status_code == 405

    def test_a_stranger_finds_no_question_of_others(self, person, stranger):
        asked_of(person)

        assert stranger.get(ASKED).status_code == 404
        assert "Ask your diary one question" in says(stranger)

    def test_who_looks_at_the_demo_sees_its_answer(self, person):
        asked_of(person)

        assert "points lower" in answer_on(visitor_of_demo(person))

    @pytest.mark.parametrize("question_id", ["none", "%00", "x" * 300, "a/b"])
    def test_an_id_of_nothing_is_not_found(self, client, question_id):
        assert client.get(f"/does-it-help/asked/{question_id}/").status_code == 404

    def test_an_id_of_any_kind_is_found(self, person, client):
        odd = "a b/said" + "x" * 150
        asked_of(person, id=odd)
        address = client.get(PATH).context["page"].asked.address

        assert client.get(address).status_code == 200


class TestGates:
    """What stands in `tracker.domain.asked` and `effect.answer` reaches the page."""

    def test_a_clear_difference(self, person, client):
        asked_of(person)

        assert re.match(
            r"In your diary, nerve pain was [23](\.\d)? points lower on days with magnesium than on"
            r" days without \(likely between [\d.]+ and [\d.]+\)\.",
            answer_on(client),
        )

    def test_the_better_end_decides_what_is_not_blamed(self, person, client):
        asked_of(person, *diary_of(symptom="mood", better="high"), symptom="mood")

        assert "points lower on days with magnesium" in answer_on(client)
        assert "then it looks harmful" in answer_on(client)

    def test_no_difference(self, person, client):
        asked_of(person, *diary_of(effect=0))

        assert "nerve pain was about the same" in answer_on(client)
        assert "That is an answer too." in answer_on(client)

    def test_an_open_answer(self, person, client):
        asked_of(person, *diary_of(60, effect=-1), *wild_scores(60))

        assert answer_on(client).startswith("Your diary cannot tell yet. Anything from ")

    def test_not_enough_days_are_named(self, person, client):
        asked_of(person, *diary_of(40))

        assert "Not enough days yet. It still needs: 20 more days of diary" in answer_on(client)

    def test_often_because_it_hurt(self, person, client):
        asked_of(person, *diary_of(marked=30))

        assert "so this comparison would blame the magnesium" in answer_on(client)
        assert client.get(PATH).context["page"].figures == ()

    def test_said_and_not_marked(self, person, client):
        asked_of(person, said=True)

        assert "no dose is marked so" in answer_on(client)
        assert "because it hurt" in answer_on(client)
        assert "points lower" not in says(client)

    def test_said_and_some_marked(self, person, client):
        asked_of(person, *diary_of(marked=3), said=True)

        assert "points lower" in answer_on(client)
        assert "On 3 of " in says(client)

    def test_an_experiment_that_runs_closes_it_and_before_after_too(self, person, client):
        experiment = make_experiment(str(days_ago(3)), id="weeks")
        asked_of(person, *diary_of(), experiment)

        for path in (PATH, "/does-it-help/before-after/", f"{PATH}before-after/{days_ago(40)}/"):
            assert "Your experiment about nerve pain runs until" in answer_on(client, path)
            assert "points lower" not in says(client, path)

    def test_the_next_step_is_the_experiment_that_runs_or_a_new_one(self, person, client):
        asked_of(person, *diary_of(marked=30))
        assert 'href="/experiments/new/"' in html_at(client, PATH)
        save(person, make_experiment(str(days_ago(3)), id="weeks"))

        assert 'href="/experiments/weeks/"' in html_at(client, PATH)

    def test_today_is_not_over_and_does_not_count(self, person, client):
        asked_of(person, *diary_of(59), make_score(f"{TODAY}T00:00"), make_none_taken(str(TODAY)))

        assert "1 more day of diary" in answer_on(client)

    def test_blank_days_are_unknown_and_the_page_offers_to_say_otherwise(self, person, client):
        asked_of(person, *diary_of(none_is_said=False))

        assert "no word on magnesium" in answer_on(client)
        assert 'href="/does-it-help/logging/"' in html_at(client, PATH)

    def test_blank_days_count_where_every_dose_is_logged_and_the_page_says_so(self, person, client):
        settings = Settings(every_dose_logged_from=days_ago(100))
        asked_of(person, *diary_of(none_is_said=False), settings)

        assert "points lower" in answer_on(client)
        assert "a day without a dose counts as a day on which none was taken" in says(client)


def wild_scores(count):
    """Return further scores that swing from one end to the other for days."""
    return [
        make_score(f"{days_ago(number)}T09:00", value=str(0 if (number // 9) % 2 else 10))
        for number in range(1, count + 1)
    ]


class TestBesideTheAnswer:
    @pytest.fixture
    def page(self, person, client):
        asked_of(person)
        return says(client)

    def test_it_is_no_proof(self, page):
        assert "That is what was, not proof of a cause" in page

    def test_a_dose_far_above_the_usual_one_is_left_out_and_that_is_said(self, person, client):
        slip = make_intake(f"{days_ago(50)}T10:00", amount="20000")
        asked_of(person, *diary_of(), slip)

        assert "On 1 day the dose is more than 5 times your usual one." in says(client)

    def test_a_slow_effect_looks_smaller(self, page):
        assert "A slow effect looks smaller than it is in a same-day comparison." in page

    def test_the_dose_is_named(self, page):
        assert "The number is for 200 mg magnesium a day, your usual dose." in page

    def test_studies_are_shown_with_their_grade_and_their_sources(self, page):
        assert "In a trial of 45 people with neuropathic pain" in page
        assert "Evidence B" in page
        assert "Pickering G et al., 2011" in page

    @pytest.mark.parametrize(
        "words",
        [
            "Difference for 200 mg magnesium a day",
            "95 % interval",
            "declared before anything was seen",
            "Averaged over half-lives of 0, 1, 2 and 4 days",
            "decides nothing here",
            "What lasts to the next day (r)",
            "Used: with a score and a known dose",
            "Days with a score 100 % (100 of 100)",
            "Scored the day after",
            "marked on 0 of ",
        ],
    )
    def test_the_figures_for_a_clinician_are_there(self, page, words):
        assert words in page.replace("\N{NO-BREAK SPACE}", " ")

    @pytest.mark.parametrize(
        ("unscored", "words"),
        [
            (on_days(50), "for the difference to be gone"),
            ({4, 11}, "are too few to undo the difference"),
        ],
    )
    def test_days_without_a_score_have_a_tipping_point(self, person, client, unscored, words):
        asked_of(person, *(one for one in diary_of() if not is_score_of(one, unscored)))

        assert words in says(client)

    def test_no_p_stands_anywhere(self, person, client):
        asked_of(person)
        html = html_at(client, PATH)

        assert re.findall(r"\bp\s?[=<]|p-value|significan|correlat", html, re.IGNORECASE) == []

    def test_a_new_question_says_that_it_counts_new_days_only(self, person, client):
        asked_of(person, from_day=days_ago(20))

        assert "counts days from" in says(client)


def is_score_of(entry, numbers):
    days = {days_ago(number) for number in numbers}
    return hasattr(entry, "felt_at") and entry.felt_at.date() in days


class TestTheQuestionAboutPain:
    def test_comes_before_the_answer(self, person, client):
        asked_of(person, said=None)
        text = says(client)

        assert "Do you sometimes take magnesium because it hurts?" in text
        assert "points lower" not in text

    @pytest.mark.parametrize(("said", "kept"), [("yes", True), ("no", False)])
    def test_what_is_said_is_kept(self, person, client, said, kept):
        asked_of(person, said=None)
        answer = client.post(f"{ASKED}said/", {"because_it_hurts": said})

        assert (answer.status_code, answer.url) == (303, ASKED)
        assert client.get(ASKED).context["page"].because_it_hurts is kept

    @pytest.mark.parametrize("said", ["", "maybe", "\0"])
    def test_anything_else_is_not_kept(self, person, client, said):
        asked_of(person, said=None)

        assert client.post(f"{ASKED}said/", {"because_it_hurts": said}).status_code == 404

    def test_is_asked_of_the_person_alone(self, person, stranger):
        asked_of(person, said=None)

        assert stranger.post(f"{ASKED}said/", {"because_it_hurts": "no"}).status_code == 404

    def test_the_demo_keeps_nothing(self, person):
        asked_of(person, said=None)
        visitor = visitor_of_demo(person)

        assert visitor.post(f"{ASKED}said/", {"because_it_hurts": "no"}).status_code == 403

    def test_a_get_says_nothing(self, person, client):
        asked_of(person, said=None)

        assert client.get(f"{ASKED}said/").status_code == 405


def test_other_questions_stand_in_a_list_with_their_day(person, client):
    older = a_question(id="older", symptom="sleep", asked=30)
    asked_of(person, *diary_of(), older)
    before = client.get(PATH).context["before"]

    assert [one.text for one in before] == ["Magnesium and sleep quality"]
    assert before[0].address == "/does-it-help/asked/older/"


def test_a_symptom_of_ones_own_is_called_as_it_was_named(person, client):
    own = CustomSymptom("legs", "Heavy legs")
    asked_of(person, *diary_of(symptom="legs"), own, symptom="legs")

    assert "In your diary, the score of Heavy legs was" in answer_on(client)


def test_a_name_with_markup_is_shown_as_it_was_written(person, client):
    asked_of(person, *diary_of(symptom="<b>x</b>"), symptom="<b>x</b>")

    assert "<b>x</b>" not in client.get(PATH).text


def test_nothing_of_it_stands_in_an_address(person, client):
    asked_of(person)
    links = re.findall(r'(?:href|action)="([^"]*)"', html_at(client, PATH))

    assert [one for one in links if "magnesium" in one or "pain" in one] == [
        one for one in links if one.endswith(("/Magnesium", "doi.org"))
    ]


@pytest.mark.parametrize("count", [10, 1100])
def test_ten_days_and_three_years_cost_the_same_queries(
    client, person, count, django_assert_max_num_queries
):
    asked_of(person, *diary_of(count))
    actions.daily_of(person=person)
    with django_assert_max_num_queries(7):
        client.get(PATH)


def test_the_same_state_is_worked_out_once(person, client, django_assert_max_num_queries):
    asked_of(person)
    client.get(PATH)
    with django_assert_max_num_queries(6):
        client.get(PATH)


def test_two_people_do_not_share_what_is_kept(person, client):
    asked_of(person)
    other = make_person(timezone="Europe/Berlin")
    asked_of(other, *diary_of(effect=0))

    assert "points lower" in answer_on(client)
    assert "about the same" in answer_on(logged_in(other))


def test_a_write_makes_it_anew(person, client):
    asked_of(person, *diary_of(59))
    assert "1 more day" in answer_on(client)
    save(person, make_score(f"{TODAY - timedelta(days=61)}T09:00"))

    assert "more day" not in answer_on(client)


def test_a_question_about_one_form_says_what_other_forms_count_as(person, client):
    asked_of(person, form="glycinate")

    assert (
        "A day with another form of magnesium, and not this one, counts as a day without magnesium"
        " glycinate." in says(client)
    )


@pytest.mark.parametrize(
    ("symptom", "words"),
    [
        ("nerve_pain", "because it hurts?"),
        ("sleep", "because it hurts, or because the day is a bad one?"),
    ],
)
def test_what_is_asked_of_pain_fits_other_symptoms_too(person, client, symptom, words):
    asked_of(person, symptom=symptom, said=None)

    assert f"Do you sometimes take magnesium {words}" in says(client)


def test_a_diary_without_doses_says_what_to_do_first(person, client):
    save(person, make_score(f"{days_ago(2)}T09:00"))

    assert "Nothing that you take is in your diary yet." in says(client)
    assert 'href="/log/"' in html_at(client, PATH)


def test_places_in_the_picture_are_numbers_of_svg_in_every_language(person, client, settings):
    settings.LANGUAGE_CODE = "de"
    asked_of(person)
    picture = client.get(PATH).text.split("<svg viewBox", 1)[1].split("</svg>", 1)[0]

    assert re.findall(r'\b(?:x|width|d)="[^"]*,', picture) == []
