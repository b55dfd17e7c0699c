"""The trends page: who may look, which days and symptoms, and what it says of them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from tests.factories import (
    make_content,
    make_experiment,
    make_intake,
    make_none_taken,
    make_score,
    save,
)
from tests.views.diary_pages import words_in
from tests.views.trends.trend_pages import (
    FALLING,
    PATH,
    TODAY,
    at,
    figure_of,
    intakes,
    scores,
    titles,
)
from tests.visitors import visitor_of_demo
from tracker import actions
from tracker.domain.diary import CustomSymptom, Scale, Tracked

pytestmark = pytest.mark.django_db

SLEEP = {"symptom": "sleep", "scale": Scale(better="high")}


class TestWhoMayLook:
    def test_a_visitor_is_asked_to_log_in(self):
        assert Client().get(PATH).url == f"/accounts/login/?next={PATH}"

    def test_a_stranger_sees_nothing_of_it(self, person, stranger):
        save(person, *scores([3, 4, 5]))

        assert "Nerve pain" not in stranger.get(PATH).text

    def test_who_looks_at_the_demo_sees_the_demo(self, person):
        save(person, *scores([3, 4, 5]))

        assert "Nerve pain" in visitor_of_demo(person).get(PATH).text

    @pytest.mark.parametrize("method", ["put", "patch", "delete"])
    def test_it_is_read_and_picked_from_only(self, client, method):
        assert getattr(client, method)(PATH).status_code == 405


class TestNothingThereYet:
    def test_an_empty_diary_says_what_will_be_here_and_offers_one_step(self, html):
        text = html()

        assert "Your trends begin with one score" in text
        assert 'href="/check-in/"' in text
        assert 'class="chart"' not in text

    def test_doses_alone_ask_for_a_score(self, html, person):
        save(person, *intakes(range(5)))

        assert "No score in these days" in html()

    def test_days_long_ago_lead_to_all_days(self, html, person):
        save(person, *scores([3] * 5, last=400))

        assert "Nothing is written of these days" in html()
        assert titles(html("?span=all"))


class TestSentences:
    def test_a_fall_is_said_with_its_doubt(self, html, person):
        save(person, *scores(FALLING))

        (title,) = titles(html())
        assert title.startswith("Nerve pain: falling by about 2 points a month, likely ")
        assert "That is for the better." in html()

    def test_a_fall_of_what_is_better_high_is_for_the_worse(self, html, person):
        save(person, *scores(FALLING, **SLEEP))

        assert titles(html())[0].startswith("Sleep quality: falling by about 2 points a month")
        assert "That is for the worse." in html()
        assert "Higher is better." in html()

    def test_up_and_down_is_no_clear_change_with_what_still_fits(self, html, person):
        save(person, *scores([3, 6, 5, 7, 4] * 18))

        assert titles(html()) == ["Nerve pain: no clear change"]
        assert "a month fits." in html()

    def test_too_few_scores_are_counted_by_name(self, html, person):
        save(person, *scores([4] * 12))

        assert titles(html()) == [
            "Nerve pain: not enough days yet for a trend: 18 more days with a score"
        ]
        assert "A trend needs 60 days, and a score on 30 of them." in html()

    def test_a_young_diary_with_scores_enough_waits_for_days(self, html, person):
        save(person, *scores([4] * 40))

        assert titles(html()) == [
            "Nerve pain: not enough days yet for a trend: 20 more days of diary"
        ]

    def test_a_short_span_of_a_long_diary_is_too_short(self, html, person):
        save(person, *scores(FALLING))

        assert titles(html("?span=30")) == ["Nerve pain: 30 days are too short for a trend"]

    def test_days_gone_by_with_few_scores_do_not_ask_for_more(self, html, person):
        save(person, *scores([4] * 5, last=150), *scores([4], last=300))
        query = f"?from={TODAY - timedelta(250)}&to={TODAY - timedelta(100)}"

        assert titles(html(query)) == ["Nerve pain: 5 days with a score are too few for a trend"]

    def test_the_same_score_every_day_is_said_as_that(self, html, person):
        save(person, *scores([4] * 80))

        assert titles(html()) == ["Nerve pain: the same all the time"]

    def test_scores_that_differ_at_weekends_only_are_not_said_to_be_the_same(self, html, person):
        days = (TODAY - timedelta(back) for back in range(80, 0, -1))
        save(person, *scores([4 + (day.weekday() >= 5) for day in days]))
        said = "Nerve pain: the same from week to week, apart from weekends"

        assert titles(html()) == [said]

    def test_a_spell_of_scores_years_ago_has_its_trend(self, html, person):
        save(person, *scores(FALLING[:60], last=800))

        assert titles(html("?span=all"))[0].startswith("Nerve pain: falling by about")

    def test_today_is_drawn_and_not_counted(self, html, person):
        save(person, *scores([4] * 10), make_score(at(0), value="9"))

        assert "10 of 30 days with a score" in html()

    def test_never_a_p_value_and_never_a_correlation(self, html, person):
        save(person, *scores(FALLING), *intakes(range(90)))
        text = words_in(html()).casefold()

        assert not [word for word in ("p =", "p <", "correlat", "significan") if word in text]


class TestWhatIsMissing:
    def test_it_says_how_many_days_have_a_score(self, html, person):
        save(person, *scores([4, 5, None] * 34))

        assert "60 of 90 days with a score" in html()

    def test_bad_days_that_are_followed_by_silence_are_told(self, html, person):
        # A bad day, then a day without a score, then two good ones in a row
        save(person, *scores([8, None, 2, 2] * 25))

        assert "So bad stretches may be missing here." in html()

    def test_days_that_are_missing_evenly_are_not_made_much_of(self, html, person):
        save(person, *scores([3, 6, 5, 7, 4] * 18))

        assert "may be missing here" not in html()

    def test_scores_on_another_scale_are_counted(self, html, person):
        hours = Scale(min=Decimal(0), max=Decimal(24), better="none", unit="hours")
        some = scores([6] * 4, hour=9, symptom="sleep", scale=hours)
        save(person, *scores([5] * 20, **SLEEP), *some)

        assert "4 days with scores on another scale are not in this picture." in html()

    def test_a_day_without_a_score_has_a_tick_of_its_own(self, client, person):
        save(person, *scores([4, None, 4, 4]))
        plot = client.get(PATH).context["page"].figures[0].plot

        assert plot.missing.count("m") == 31 - 3

    def test_the_curve_does_not_cross_a_long_gap(self, client, person):
        save(person, *scores([4, 5] * 10 + [None] * 30 + [5, 4] * 10))

        assert client.get(PATH).context["page"].figures[0].plot.curve.count("m") == 2


class TestDoses:
    def test_each_of_the_four_most_taken_things_has_a_lane_magnesium_first(self, client, person):
        things = ("calcium", "zinc", "iron", "vitamin_d", "potassium")
        for number, name in enumerate(things):
            save(person, *intakes(range(1, 20 - number), substance=name))
        save(person, *intakes([1]), *scores([4] * 20))

        lanes = client.get(PATH).context["page"].lanes
        assert [lane.name for lane in lanes] == ["Magnesium", "Calcium", "Zinc", "Iron"]

    def test_days_of_which_nothing_is_written_are_hatched_and_none_is_not(self, client, person):
        save(person, *scores([4] * 30), *intakes(range(0, 31, 2)))
        none = [make_none_taken(str(TODAY - timedelta(back))) for back in range(1, 31, 2)]
        before = client.get(PATH).context["page"].lanes[0].blank
        save(person, *none)

        assert before
        assert client.get(PATH).context["page"].lanes[0].blank == ""

    def test_a_dose_of_unknown_amount_is_an_open_box(self, client, person):
        save(person, *scores([4] * 9), *intakes(range(1, 9)), *intakes([9], amount=None))
        lane = client.get(PATH).context["page"].lanes[0]

        assert (lane.bars.count("v"), lane.open.count("z")) == (8, 1)

    def test_a_dose_because_it_hurt_has_a_dot_and_the_legend_says_so(self, client, person, html):
        save(person, *scores([4] * 9), *intakes([3, 4]), *intakes([5], as_needed=True))

        assert client.get(PATH).context["page"].lanes[0].as_needed.count("m") == 1
        assert "taken because it hurt" in html()

    def test_the_legend_explains_only_what_is_there(self, html, person):
        save(person, *scores([4] * 9))

        assert "taken because it hurt" not in html()
        assert "nothing written" not in html()

    def test_a_change_of_form_is_marked_and_told(self, html, person):
        old = intakes(range(30, 60), contents=(make_content(form="oxide"),))
        new = intakes(range(30), contents=(make_content(form="glycinate"),))
        save(person, *scores([4, 5] * 40), *old, *new)
        figure = figure_of(html())

        assert 'class="turn"' in figure
        assert "magnesium from oxide to glycinate" in words_in(figure)

    def test_what_changed_is_told_once_and_led_to_from_the_other_pictures(self, html, person):
        doses = intakes(range(20), amount="400") + intakes(range(20, 60))
        save(person, *scores([4, 5] * 30), *scores([6, 7] * 30, hour=7, **SLEEP), *doses)

        assert html().count('<ol class="turns" id="turns"') == 1
        assert html().count('href="#turns"') == 1

    def test_doses_beneath_a_curve_are_called_no_proof_once(self, html, person):
        save(person, *scores([4] * 9), *scores([4] * 9, symptom="mood"), *intakes(range(9)))

        assert html().count("need not belong together") == 1

    def test_of_many_changes_the_longest_are_marked(self, html, person):
        doses = [
            dose
            for turn in range(12)
            for dose in intakes(range(turn * 8, turn * 8 + 8), amount="200" if turn % 2 else "400")
        ]
        save(person, *scores([4] * 97), *doses)

        assert "the 8 that lasted longest are marked" in html("?span=365")


class TestExperiments:
    @pytest.fixture
    def running(self, person):
        experiment = make_experiment(str(TODAY - timedelta(10)))
        save(person, experiment, *scores([4, 5] * 20), *scores([6, 7] * 20, hour=8, **SLEEP))
        save(person, *intakes(range(0, 30, 2)))
        return experiment

    def test_no_doses_stand_under_its_symptom_until_its_end(self, client, running):
        figures = client.get(PATH).context["page"].figures
        locked = {one.name: (one.has_lanes, bool(one.turns)) for one in figures}

        assert locked["Nerve pain"] == (False, False)
        assert locked["Sleep quality"][0]

    def test_nor_do_the_numbers_of_the_doses_beside_its_scores(self, client, running):
        client.post(PATH, {"symptom": "nerve_pain"})

        assert client.get(PATH).context["page"].doses is None

    def test_it_says_why_and_until_when(self, html, running):
        last = TODAY + timedelta(12 * 7 - 11)

        assert f"runs until {last.day} {last:%B %Y}" in html()

    def test_doses_come_back_when_it_was_stopped(self, client, person, running):
        actions.stop_experiment(person=person, experiment_id=running.id, on=TODAY)

        assert all(one.has_lanes for one in client.get(PATH).context["page"].figures)


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


class TestNumbers:
    def test_each_picture_has_a_table_behind_it(self, html, person):
        save(person, *scores([4, 5, 6]), make_score(at(1, 9), value="9"), *intakes([1, 2]))
        figure = words_in(figure_of(html("?span=30")))

        assert "Nerve pain, day by day Days Mean Worst" in figure
        assert "7.5 9" in figure
        assert "200 mg" in words_in(html("?span=30"))

    def test_none_taken_nothing_written_and_an_unknown_amount_differ(self, html, person):
        none = make_none_taken(str(TODAY - timedelta(2)))
        save(person, *scores([4] * 5), *intakes([1]), none, *intakes([3], amount=None))
        table = words_in(html("?span=30").split("Taken, day by day")[-1])

        assert [word in table for word in ("200 mg", "none", "not known")] == [True] * 3
        assert "a dash: nothing written" in table

    def test_the_worst_follows_the_better_end(self, html, person):
        low, high = make_score(at(1, 9), value="3", **SLEEP), make_score(at(1), value="8", **SLEEP)
        save(person, low, high)

        assert "5.5 3" in words_in(figure_of(html("?span=30")))

    def test_long_spans_have_few_rows(self, html, person):
        save(person, *scores([4, 5] * 550), *intakes(range(0, 1100, 3)))

        figure = figure_of(html("?span=all"))
        assert figure.count('<th scope="row">') < 40
        assert "Nerve pain, month by month" in figure


class TestCost:
    def test_three_years_are_asked_for_like_ten_days(
        self, client, person, django_assert_max_num_queries
    ):
        save(person, *scores([4, 5] * 5), *intakes(range(10)))
        # The first page of a new diary finds out that its days in numbers are up to date.
        client.get(PATH)
        with django_assert_max_num_queries(12) as few:
            client.get(f"{PATH}?span=all")
        save(person, *scores([4, 5, 7] * 360, last=12), *intakes(range(10, 1100, 2)))
        with django_assert_max_num_queries(12) as many:
            client.get(f"{PATH}?span=all")

        assert len(few) == len(many)
