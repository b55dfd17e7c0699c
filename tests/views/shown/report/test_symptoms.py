"""Symptoms in the last weeks against the first, on page 1."""

from tests.factories import make_experiment, make_score
from tests.views.shown.report.made_reports import (
    doses_on,
    material_of,
    report_for,
    rows_of,
    scores_on,
)
from tracker.domain.diary import CustomSymptom, Scale, Tracked
from tracker.views.shown.report.symptoms import symptoms

PAIN = "Nerve pain, 0\N{EN DASH}10, low is better"


def told(*entries, **options):
    return symptoms(material_of(*entries, **options))


def test_a_pain_that_fell_is_told_with_both_marks():
    found = told(*scores_on([6] * 28 + [5] * 34 + [3] * 28))

    then, now, high, change, _trend = rows_of(found)[PAIN]
    assert then == "median 6, worst 6 (28 of 28 days)"
    assert now == "median 3, worst 3 (28 of 28 days)"
    assert high == "28 of 28, now 0 of 28"
    assert change == "3 lower (50\N{NO-BREAK SPACE}%), better"
    assert found.lines == ("Nerve pain: 30 % less: yes; 2 points less: yes.",)


def test_a_pain_that_rose_is_worse_and_reached_no_mark():
    found = told(*scores_on([3] * 45 + [5] * 45))

    assert rows_of(found)[PAIN][3] == "2 higher (67\N{NO-BREAK SPACE}%), worse"
    assert found.lines == ("Nerve pain: 30 % less: no; 2 points less: no.",)


def test_sleep_that_is_higher_is_better_and_has_no_marks_of_pain():
    sleep = {"symptom": "sleep", "scale": Scale(better="high")}
    found = told(*scores_on([4] * 45 + [6] * 45, **sleep))

    (row,) = found.table.rows
    assert row[3] == "\N{EN DASH}"
    assert row[4] == "2 higher (50\N{NO-BREAK SPACE}%), better"
    assert found.lines == ()


def test_cramps_have_no_marks_of_pain():
    assert told(*scores_on([6] * 45 + [3] * 45, symptom="cramp")).lines == ()


def test_pain_on_another_scale_has_no_marks():
    found = told(*scores_on([60] * 45 + [30] * 45, scale=Scale(max=100)))

    assert found.lines == ()
    assert found.table.rows[0][3] == "\N{EN DASH}"


def test_under_eight_weeks_the_halves_are_compared_and_it_says_so():
    found = told(*scores_on([6] * 20 + [3] * 20), days=40)

    assert found.table.columns[1].label == "First 20 days"
    assert "Fewer than 8 weeks" in found.lines[0]


def test_too_few_scores_say_so_and_give_no_change():
    found = told(*scores_on([6, None, None, None] * 5 + [None] * 50 + [4] * 20))

    then, _now, high, change, _trend = rows_of(found)[PAIN]
    assert then == "scored on 5 of 28: too few"
    assert high == "\N{EN DASH}"
    assert change == "not enough days: 7 scored on each side"


def test_a_short_diary_has_no_trend_and_says_what_is_missing():
    found = told(*scores_on([5] * 20), days=20)

    assert rows_of(found)[PAIN][4] == "not enough days: 40 more days of diary"


def test_a_fall_has_its_interval():
    falling = [8 - place // 15 + place % 2 for place in range(90)]
    trend = rows_of(told(*scores_on(falling)))[PAIN][4]

    low, high = trend.partition("(")[2].rstrip(")").split(" to ")
    assert trend.startswith("\N{MINUS SIGN}")
    assert high.startswith("\N{MINUS SIGN}")
    assert low.startswith("\N{MINUS SIGN}")


def test_a_small_trend_is_not_told_as_0_to_0():
    slow = [5 + place * 0.001 + (place % 2) * 0.02 for place in range(90)]
    trend = rows_of(told(*scores_on(slow)))[PAIN][4]

    assert trend.startswith("0.03 (0.0")


def test_what_the_person_follows_stands_first():
    found = told(
        *scores_on([5] * 80),
        *scores_on([5] * 30, symptom="cramp"),
        Tracked(("cramp",)),
    )

    assert [row[0].partition(",")[0] for row in found.table.rows] == ["Muscle cramp", "Nerve pain"]


def test_a_symptom_of_ones_own_has_its_name():
    own = CustomSymptom("own-1", "Buzzing")
    found = told(own, *scores_on([5] * 40, symptom="own-1"))

    assert found.table.rows[0][0].startswith("Buzzing")


def test_four_symptoms_stand_on_page_1_and_all_of_them_behind_it():
    names = ("nerve_pain", "sleep", "cramp", "mood", "fatigue")
    entries = [one for name in names for one in scores_on([5] * 20, symptom=name)]
    report = report_for(*entries)

    assert len(report.front.symptoms.table.rows) == 4
    assert "1 more" in report.front.symptoms.left_out
    whole = next(one for one in report.whole if one.heading == report.front.symptoms.heading)
    assert len(whole.table.rows) == 5


def test_while_an_experiment_runs_its_weeks_are_not_compared():
    running = make_experiment("2026-03-01")
    found = told(running, *scores_on([6] * 45 + [3] * 45), *doses_on(range(90)))

    _then, _now, _high, change, _trend = rows_of(found)[PAIN]
    assert change == "not compared: an experiment runs until 23 May 2026"
    assert found.lines == ()
    assert rows_of(found)[PAIN][0] == rows_of(found)[PAIN][1] == "\N{EN DASH}"


def test_an_experiment_that_is_not_chosen_locks_without_being_named():
    running = make_experiment("2026-03-01")
    found = told(running, *scores_on([6] * 90), substances=("calcium",))

    assert rows_of(found)[PAIN][3] == "not compared now"


def test_an_experiment_about_something_else_locks_nothing():
    running = make_experiment("2026-03-01", symptom="sleep")
    found = told(running, *scores_on([6] * 45 + [3] * 45))

    assert rows_of(found)[PAIN][3].startswith("3 lower")


def test_today_is_not_counted_as_it_is_not_over():
    scores = scores_on([5] * 20)
    found = told(*scores, days=20, now=scores[-1].felt_at)

    assert "23 January 2026" in found.table.caption


def test_without_a_score_it_says_so():
    assert told(*doses_on(range(5))).nothing == "No score in these days."


def test_a_sign_without_a_number_is_no_score():
    assert told(make_score("2026-01-06T09:00", value=None)).table is None


def test_the_doubt_stands_with_it():
    assert "does not say what it comes from" in told(*scores_on([5] * 40)).doubt
