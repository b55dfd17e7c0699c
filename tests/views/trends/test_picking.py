"""Which symptoms and which days the trends page shows."""

from datetime import timedelta

import pytest

from tests.factories import (
    make_intake,
    make_score,
    save,
)
from tests.views.trends.trend_pages import (
    PATH,
    TODAY,
    intakes,
    scores,
    titles,
)
from tracker.domain.diary import CustomSymptom, Tracked

pytestmark = pytest.mark.django_db


class TestSymptoms:
    def test_the_followed_ones_with_scores_are_shown_at_most_three(self, html, person):
        names = ("burning", "tingling", "numbness", "cramp", "mood")
        save(person, Tracked(symptoms=("mood", *names[:4])))
        for name in names[1:]:
            save(person, *scores([4] * 3, symptom=name))

        assert [one.partition(":")[0] for one in titles(html())] == [
            "Mood",
            "Tingling (pins and needles)",
            "Numbness",
        ]

    def test_without_any_followed_those_of_most_days_are_shown(self, html, person):
        save(person, *scores([4] * 3, symptom="burning"), *scores([4] * 5, symptom="mood"))

        assert [one.partition(":")[0] for one in titles(html())] == ["Mood", "Burning"]

    def test_what_is_picked_is_shown_and_stands_in_no_address(self, client, person, html):
        save(person, *scores([4] * 3, symptom="burning"), *scores([4] * 5, symptom="mood"))
        response = client.post(f"{PATH}?span=365", {"symptom": ["burning"]})

        assert response.url == "/trends/?span=365"
        assert [one.partition(":")[0] for one in titles(html())] == ["Burning"]

    def test_nothing_picked_is_the_usual_again(self, client, person, html):
        save(person, *scores([4] * 3, symptom="burning"), *scores([4] * 5, symptom="mood"))
        client.post(PATH, {"symptom": ["burning"]})
        client.post(PATH)

        assert len(titles(html())) == 2

    def test_a_pick_without_scores_in_these_days_says_so(self, client, person, html):
        save(person, Tracked(symptoms=("mood",)), *scores([4] * 3, symptom="burning"))
        client.post(PATH, {"symptom": ["mood", "burning"]})

        assert "Mood: no score in these days" in titles(html())

    @pytest.mark.parametrize("sent", ["<script>", "\x00", "x" * 5000, "nerve pain' OR 1=1", "-"])
    def test_what_is_not_offered_cannot_be_picked(self, client, person, html, sent):
        save(person, *scores([4] * 3))

        assert client.post(PATH, {"symptom": [sent]}).status_code == 303
        assert [one.partition(":")[0] for one in titles(html())] == ["Nerve pain"]

    def test_a_score_that_names_no_symptom_can_be_picked(self, client, person, html):
        save(person, *scores([4] * 3), *scores([4] * 2, symptom=None))
        client.post(PATH, {"symptom": ["-"]})

        assert [one.partition(":")[0] for one in titles(html())] == ["Symptom"]

    def test_no_more_than_six_are_shown(self, client, person, html):
        names = ("burning", "tingling", "numbness", "cramp", "mood", "fatigue", "nausea")
        save(person, *[one for name in names for one in scores([4] * 3, symptom=name)])
        client.post(PATH, {"symptom": names})

        assert len(titles(html())) == 6

    def test_a_symptom_of_ones_own_has_its_name(self, html, person):
        own = CustomSymptom(id="heavy-legs", name="Heavy <legs>")
        save(person, own, *scores([4] * 3, symptom="heavy-legs"))

        assert titles(html())[0].startswith("Heavy <legs>: ")

    def test_the_pick_of_another_diary_is_not_this_ones(self, client, person):
        save(person, *scores([4] * 3), *scores([4] * 3, symptom="mood"))
        session = client.session
        session["trends_symptoms"] = {"person": person.pk + 1, "symptoms": ["mood"]}
        session.save()

        assert len(titles(client.get(PATH).text)) == 2


class TestSpans:
    @pytest.mark.parametrize(
        ("query", "scored"),
        [
            ("", "1 of 90"),
            ("?span=30", "1 of 30"),
            ("?span=365", "1 of 365"),
            ("?span=all", "2 of 500"),
        ],
    )
    def test_a_span_counts_whole_days(self, html, person, query, scored):
        save(person, *scores([4], last=500), *scores([4]))

        assert f"{scored} days with a score" in html(query)

    def test_a_young_diary_is_not_full_of_days_before_it(self, html, person):
        save(person, *scores([4] * 40))

        assert "40 of 40 days with a score" in html("?span=365")

    def test_a_long_span_is_drawn_by_week_and_says_so(self, html, person):
        save(person, *scores([4, 6] * 250))

        assert "Each mark is the mean of a week." in html("?span=all")
        assert "Each mark" not in html("?span=365")

    def test_dates_can_be_chosen(self, html, person):
        save(person, *scores([4] * 100))
        first, last = TODAY - timedelta(80), TODAY - timedelta(11)

        assert "70 of 70 days with a score" in html(f"?from={first}&to={last}")

    def test_a_span_ends_today_at_the_latest(self, client, person):
        save(person, *scores([4] * 40))
        page = client.get(f"{PATH}?from={TODAY - timedelta(30)}&to=9999-12-31").context["page"]

        assert page.span.last == TODAY

    @pytest.mark.parametrize(
        ("query", "problem"),
        [
            ("?from=2026-06-10&to=2026-06-09", "The last day comes before the first."),
            ("?from=9999-12-31&to=9999-12-31", "That day is still to come."),
            ("?from=&to=2026-06-09", "Please choose the first day."),
            ("?from=10.6.2026&to=2026-06-12", "Write the day as year-month-day"),
        ],
    )
    def test_dates_that_cannot_be_meant_are_said_at_their_field(self, html, person, query, problem):
        save(person, *scores([4] * 40))

        assert problem in html(query)

    @pytest.mark.parametrize(
        "query",
        [
            "?span=",
            "?span=99999999999999999999",
            "?span=%00",
            "?span=../../etc/passwd",
            "?span=30&span=all",
            "?from=0001-01-01&to=0001-01-02",
            "?from=0001-01-01&to=9999-12-31",
            "?from=1000-01-01",
            "?from=%00&to=%F0%9F%92%A9",
            "?to=0000-00-00",
            "?from=2026-02-30&to=2026-02-31",
            "?from[]=1&to[]=2",
            "?%ff=%fe",
        ],
    )
    def test_garbage_in_the_address_is_no_error(self, client, person, query):
        save(person, *scores([4, None, 6] * 10), *intakes(range(10)))

        assert client.get(f"{PATH}{query}").status_code == 200
        assert client.post(f"{PATH}{query}").status_code == 303

    def test_a_slip_in_the_year_of_an_import_is_no_error(self, client, person):
        save(person, make_score("0001-01-03T10:00", value="4"), *scores([4, 5] * 40))
        save(person, make_intake("1066-10-14T10:00"))

        assert client.get(f"{PATH}?span=all").status_code == 200
