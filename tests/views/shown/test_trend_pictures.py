"""The pictures of the trends page besides its curves: what they say, and what they draw."""

import re
from datetime import date, timedelta
from random import Random

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from tests.domain.days_made import (
    EVENING,
    MONDAY,
    MORNING,
    days_made,
    dose,
    doses_in,
    score,
    scores_in,
)
from tests.factories import make_experiment
from tracker.knowledge import knowledge
from tracker.views.shown.trend_pictures import pictures_page
from tracker.views.shown.trend_pictures.clocks import clock_time

TEN_YEARS = 3650


def pictures(written, *, length=None, symptoms=("nerve_pain",), substances=(), **fields):
    """Return the pictures of days that ended yesterday, unless `today` says otherwise."""
    days = days_made(written, length)
    values = {"today": days.day(days.length), "own": {}, "known": knowledge()}
    return pictures_page(
        days,
        scores=scores_in(days, *symptoms),
        doses=doses_in(days, *substances),
        **values | fields,
    )


def html_of(page):
    return render_to_string("tracker/trends/pictures/_pictures.html", {"pictures": page})


def every_day(number, *of_day):
    return {place: list(of_day) for place in range(number)}


def taken(written, **fields):
    return pictures(written, substances=("magnesium",), **fields).taken[0]


class TestSpan:
    def test_today_is_not_over_and_not_counted(self):
        page = pictures(every_day(30, score((EVENING, 5))), today=MONDAY + timedelta(days=29))

        assert page.heat_maps[0].title == "Nerve pain: above 6 on 0 of 29 days with a score"

    def test_a_span_of_today_alone_has_no_pictures(self):
        page = pictures({0: [score((EVENING, 5))]}, today=MONDAY)

        assert (page.heat_maps, page.taken) == ((), ())

    @pytest.mark.parametrize(("days", "says"), [(365, False), (366, True)])
    def test_all_but_day_by_day_looks_at_the_latest_year(self, days, says):
        page = pictures(every_day(days, score((EVENING, 5))))

        assert bool(page.latest) is says

    def test_what_is_older_than_a_year_is_in_no_weekday(self):
        written = every_day(500, score((EVENING, 5))) | every_day(100, score((EVENING, 9)))
        bars = pictures(written).weekdays[0].bars

        assert {row.value for row in bars.rows} == {"5"}

    def test_a_symptom_without_a_score_has_no_picture(self):
        page = pictures({0: [score((EVENING, 5))]}, symptoms=("nerve_pain", "sleep"))

        assert len(page.heat_maps) == 1


class TestTimeOfDay:
    def test_worst_in_the_evening(self):
        picture = pictures(every_day(20, score((MORNING, 2), (EVENING, 6)))).times_of_day[0]

        assert picture.title == "Nerve pain: worst in the evening on 20 of 20 days"

    def test_sleep_is_lowest(self):
        of_day = score((MORNING, 2), (EVENING, 6), symptom="sleep", better="high")
        picture = pictures(every_day(20, of_day), symptoms=("sleep",)).times_of_day[0]

        assert picture.title == "Sleep quality: lowest in the morning on 20 of 20 days"

    def test_one_score_a_day_says_when_the_person_writes(self):
        picture = pictures(every_day(20, score((EVENING, 5)))).times_of_day[0]

        assert picture.title == "Nerve pain: mostly scored in the evening"
        assert "says when you write, not when it is worst" in picture.notes[0]

    def test_times_that_are_alike_do_not_stand_out(self):
        picture = pictures(every_day(20, score((MORNING, 5), (EVENING, 5)))).times_of_day[0]

        assert picture.title == "Nerve pain: no time of day stands out"

    def test_too_few_days_are_words_alone(self):
        picture = pictures(every_day(12, score((EVENING, 5)))).times_of_day[0]

        assert (picture.bars, picture.notes) == (
            None,
            ("2 more days with a score and its time.",),
        )

    def test_a_part_of_the_day_with_four_scores_has_no_mean(self):
        written = every_day(20, score((EVENING, 5))) | every_day(4, score((MORNING, 9)))
        rows = pictures(written).times_of_day[0].bars.rows

        assert [(row.value, row.count) for row in rows[:1]] == [("", "4 scores")]


class TestWeekdays:
    def test_a_weekday_that_is_far_higher_is_named(self):
        written = {n: [score((EVENING, 9 if n % 7 == 2 else 3))] for n in range(56)}
        title = pictures(written).weekdays[0].title

        assert title == "Nerve pain: Wednesday is highest, Monday lowest"

    def test_days_that_are_alike_have_none_that_stands_out(self):
        title = pictures(every_day(56, score((EVENING, 3)))).weekdays[0].title

        assert title == "Nerve pain: no weekday stands out"

    def test_three_weeks_are_words_alone(self):
        picture = pictures(every_day(21, score((EVENING, 3)))).weekdays[0]

        assert picture.bars is None
        assert picture.notes[0].endswith("of Monday there are 3.")


class TestPlaces:
    KNEE = score((EVENING, 6), places=[("knee", "left", 6.0)])

    def test_a_place_is_filled_where_it_is_on_the_outline(self):
        (picture,) = pictures(every_day(8, self.KNEE)).places
        shapes = {view.name: view.shapes for view in picture.views}

        assert [(one.step, one.label) for one in shapes["front"]] == [(4, "6")]

    def test_face_hands_and_soles_are_shown_where_only_they_show_it(self):
        toes = score((EVENING, 6), places=[("toes", "left", 6.0)])
        (picture,) = pictures(every_day(8, toes)).places

        assert [view.name for view in picture.views] == ["front", "back", "near"]

    @pytest.mark.parametrize(("days", "views"), [(4, 0), (5, 2)])
    def test_five_days_are_enough_to_be_drawn(self, days, views):
        assert len(pictures(every_day(days, self.KNEE)).places[0].views) == views

    def test_the_whole_body_has_no_shape_and_stands_in_the_table(self):
        everywhere = score((EVENING, 6), places=[("whole body", None, 6.0)])
        (picture,) = pictures(every_day(8, everywhere)).places

        assert picture.views == ()
        assert picture.tables[0].rows[0].head.text == "Whole body"

    def test_nobody_said_where(self):
        assert pictures(every_day(8, score((EVENING, 6)))).places == ()


class TestDayByDay:
    def strips(self, days, **fields):
        return pictures(every_day(days, score((EVENING, 5))), **fields).heat_maps[0].strips

    @pytest.mark.parametrize(("days", "strips"), [(1, 1), (371, 1), (372, 2), (1091, 3)])
    def test_a_strip_for_the_whole_or_one_a_year(self, days, strips):
        assert len(self.strips(days)) == strips

    def test_more_than_three_years_have_a_square_a_week(self):
        picture = pictures(every_day(1500, score((EVENING, 5)))).heat_maps[0]

        assert len(picture.strips) == 1
        assert "Years are rows" in picture.description

    def test_a_square_of_a_week_is_the_mean_of_its_days(self):
        written = every_day(1500, score((EVENING, 0)))
        written |= {3: [score((EVENING, 10))], 4: [score((EVENING, 8))]}  # 18 in one week of 0
        (strip,) = pictures(written).heat_maps[0].strips

        assert {step.name: step.path for step in strip.steps}["step-2"] == "m1.5 0v1"

    def test_eleven_years_are_drawn_from_the_second_on(self):
        picture = pictures(every_day(3700, score((EVENING, 5)))).heat_maps[0]

        assert [label.text for label in picture.labels if label.text.isdigit()] == [
            str(year) for year in range(2027, 2037)
        ]
        assert "The latest 10 years are drawn." in picture.notes

    def test_a_day_without_a_score_does_not_look_like_one_without_pain(self):
        picture = pictures({0: [score((EVENING, 0))], 2: [score((EVENING, 9))]}).heat_maps[0]

        assert {step.name: step.path for step in picture.strips[0].steps} == {
            "ground": "m0.5 0v1m0 1v1",
            "no-score": "m0.5 1v1",
            "none": "m0.5 0v1",
            "step-5": "m0.5 2v1",
        }

    def test_it_shows_the_worst_score_of_a_day(self):
        picture = pictures({0: [score((MORNING, 1), (EVENING, 9))]}).heat_maps[0]

        assert picture.strips[0].steps[-1].name == "step-5"

    def test_a_week_has_its_weekdays_in_rows(self):
        written = {n: [score((EVENING, 9 if n == 9 else 1))] for n in range(14)}
        steps = pictures(written).heat_maps[0].strips[0].steps

        assert steps[-1].path == "m1.5 2v1"  # the tenth day is the Wednesday of the second week

    def test_months_lead_to_the_calendar(self):
        (table,) = pictures(every_day(40, score((EVENING, 5)))).heat_maps[0].tables

        assert [row.head.href for row in table.rows] == [
            "/calendar/2026-01/",
            "/calendar/2026-02/",
        ]

    def test_where_high_is_better_deep_is_low(self):
        of_day = score((MORNING, 1), symptom="sleep", better="high")
        picture = pictures({0: [of_day]}, symptoms=("sleep",)).heat_maps[0]

        assert picture.title == "Sleep quality: below 4 on 1 of 1 day with a score"
        assert picture.legend[0] == ("none", "10")

    def test_what_is_counted_reaches_to_the_highest_count(self):
        cramps = score((MORNING, 4), symptom="cramp", high=100.0, unit="cramps")
        picture = pictures({0: [cramps]}, symptoms=("cramp",)).heat_maps[0]

        assert picture.strips[0].steps[-1].name == "step-5"

    def test_months_without_a_score_are_no_zero(self):
        (table,) = (
            pictures({0: [score((EVENING, 5))], 400: [score((EVENING, 7))]}).heat_maps[0].tables
        )

        assert [row.cells for row in table.rows[:2]] == [("5", ""), ("", "7")]


class TestTaken:
    def test_the_share_has_its_doubt(self):
        written = every_day(70, dose()) | {place: ["magnesium"] for place in range(70, 80)}

        assert taken(written).title == "Magnesium: taken on 70 of 80 days, likely 78 to 93 of 100"

    def test_unknown_days_are_a_part_of_the_bar_and_of_no_share(self):
        written = {**every_day(20, dose()), 20: ["magnesium"]}
        picture = taken(written, length=24)

        assert [(one.name, one.words) for one in picture.parts] == [
            ("taken", "taken 20"),
            ("not-taken", "not taken 1"),
            ("unknown", "not known 3"),
        ]

    def test_the_bar_is_as_long_as_the_days(self):
        picture = taken({**every_day(15, dose()), 15: ["magnesium"]}, length=20)
        ends = [one.x + one.width for one in picture.parts]

        assert ends[-1] == pytest.approx(358, abs=0.2)

    def test_without_a_day_on_which_none_was_taken_there_is_no_share(self):
        picture = taken(every_day(20, dose()), length=25)

        assert picture.title == "Magnesium: taken on at least 20 of 25 days"

    def test_it_asks_whether_every_dose_is_logged_where_no_day_without_is(self):
        asked = [taken(days, length=25) for days in (every_day(20, dose()), every_day(25, dose()))]

        assert [one.asks_what_is_logged for one in asked] == [True, False]

    def test_it_says_that_blank_days_count_as_not_taken(self):
        page = pictures(every_day(20, dose()), every_dose_logged_from=date(2026, 1, 7))

        assert page.logged.startswith("From 7 January 2026 on, a day without a dose")

    def test_what_is_taken_because_it_hurts_has_no_share(self):
        picture = taken({place: [dose(as_needed=1)] for place in range(0, 20, 2)})

        assert picture.title == "Magnesium: on 10 days, mostly because it hurt"
        assert picture.parts == ()

    def test_a_weekly_dose(self):
        picture = taken({place: [dose()] for place in range(0, 36, 7)})

        assert picture.title == "Magnesium: on 6 days, usually 7 days apart"

    def test_few_days_are_words_alone(self):
        picture = taken(every_day(9, dose()))

        assert picture.title == ("Magnesium: 5 more days are needed that say whether you took it")
        assert picture.parts == ()

    def test_the_usual_time(self):
        title = taken(every_day(20, dose(22 * 60 + 8))).clocks.title

        assert title == "Usually about 22:10 (4 of 5 within 5 minutes)"

    def test_the_last_form_and_dose(self):
        facts = taken({0: [dose(form="citrate")], 1: [dose(form="glycinate")]}).facts

        assert (facts[0].name, facts[0].words) == (
            "Last dose",
            "200 mg (glycinate), 6 January 2026",
        )

    def test_meals_are_said_as_far_as_they_are_known(self):
        written = {0: [dose(with_meal=1)], 1: [dose(without_meal=1)], 2: [dose()]}
        facts = {one.name: one.words for one in taken(written).facts}

        assert facts["Doses"] == "1 with a meal, 1 without a meal, 1 not said"

    def test_because_it_hurt(self):
        facts = {one.name: one.words for one in taken({0: [dose(as_needed=1)], 1: [dose()]}).facts}

        assert facts["Because it hurt"] == "1 of 2 doses"

    def test_while_an_experiment_runs_its_substance_is_not_counted_here(self):
        running = make_experiment("2026-01-05")
        picture = taken(every_day(30, dose()), experiments=[running])

        assert picture.title == "Magnesium: while your experiment runs, its page counts the days"
        assert (picture.parts, picture.tables, picture.clocks) == ((), (), None)

    def test_weeks_that_an_experiment_planned_without_it_are_not_missed(self):
        written = {place: [dose() if place // 7 % 2 == 0 else "magnesium"] for place in range(84)}
        over = make_experiment("2026-01-05", blocks=(True, False) * 6)
        picture = taken(written, experiments=[over])

        assert picture.title.startswith("Magnesium: taken on 42 of 42 days")
        assert picture.notes == ("42 days that an experiment planned without it are left out.",)

    def test_what_was_never_taken_says_so(self):
        picture = taken({0: [score((EVENING, 5))]})

        assert picture.title == "Magnesium: nothing is written down in these days"

    @pytest.mark.parametrize(
        ("minutes", "text"), [(0, "00:00"), (23 * 60 + 58, "00:00"), (607.4, "10:05")]
    )
    def test_a_usual_time_is_told_to_five_minutes(self, minutes, text):
        assert clock_time(minutes) == text


class TestHtml:
    def full(self, days):
        random, written = Random(4), {}
        for place in range(days):
            places = [(site, "left", 5.0) for site in random.sample(["toes", "knee", "palm"], 2)]
            named = [("nerve_pain", "low", places), ("sleep", "high", ()), ("tingling", "low", ())]
            written[place] = [
                *(
                    score((EVENING, random.randint(0, 10)), symptom=name, better=to, places=at)
                    for name, to, at in named
                    if random.random() < 0.9
                ),
                dose(EVENING + random.randint(-30, 30), form="glycinate"),
                dose(MORNING, substance="vitamin_d", amount=1000.0, unit="IU"),
            ]
        symptoms, substances = ("nerve_pain", "sleep", "tingling"), ("magnesium", "vitamin_d")
        return html_of(pictures(written, symptoms=symptoms, substances=substances))

    @pytest.mark.parametrize("days", [90, 365, TEN_YEARS])
    def test_all_pictures_of_three_symptoms_are_less_than_60_kb(self, days):
        assert len(self.full(days).encode()) < 60_000

    def test_each_picture_has_a_title_and_a_description(self):
        html = self.full(90)
        pictures_drawn = html.count('<svg viewBox="0 0 358') + html.count('class="days"')

        assert pictures_drawn > 6
        for ids in re.findall(r'role="img" aria-labelledby="(\S+) (\S+)"', html):
            assert all(f'id="{one}"' in html for one in ids)

    def test_no_id_is_there_twice(self):
        ids = re.findall(r'\sid="([^"]+)"', self.full(90))

        assert sorted(ids) == sorted(set(ids))

    def test_nothing_is_styled_in_place(self):
        assert not re.search(r"\sstyle=|<style|<script|\son[a-z]+=", self.full(90))

    def test_numbers_have_points_whatever_the_language(self):
        with translation.override("de"):
            html = self.full(90)

        assert not re.search(r'\s(x|y|width|height|d|viewBox|transform)="[^"]*,', html)

    def test_the_name_of_an_own_symptom_is_text(self):
        name = "<script>alert(1)</script>"
        page = pictures({0: [score((EVENING, 5), symptom=name)]}, symptoms=(name,))

        assert "<script>" not in html_of(page)

    def test_a_day_alone_can_be_shown(self):
        assert "Day by day" in html_of(pictures({0: [score((EVENING, 5)), dose()]}))

    def test_the_first_day_of_the_calendar_can_be_shown(self):
        days = days_made({0: [score((EVENING, 5))]}, first=date(1900, 1, 1))
        page = pictures_page(
            days,
            scores=scores_in(days),
            doses={},
            own={},
            known=knowledge(),
            today=date(1900, 1, 2),
        )

        assert page.heat_maps[0].tables[0].rows[0].head.text == "January 1900"
