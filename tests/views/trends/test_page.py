"""The trends page: who may look, and what it says of the scores."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from tests.factories import (
    make_none_taken,
    make_score,
    save,
)
from tests.views.diary_pages import words_in
from tests.views.trends.trend_pages import (
    FALLING,
    PATH,
    SLEEP,
    TODAY,
    at,
    figure_of,
    intakes,
    scores,
    titles,
)
from tests.visitors import visitor_of_demo
from tracker.domain.diary import Scale

pytestmark = pytest.mark.django_db


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
        client.get(PATH)
        with django_assert_max_num_queries(12) as many:
            client.get(f"{PATH}?span=all")

        assert len(few) == len(many)
