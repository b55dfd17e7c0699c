"""Page 1 beside symptoms and doses: who, how complete, hours between, limits, signs, questions."""

import tomllib
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from django.conf import settings

import tracker
from tests.factories import make_experiment, make_none_taken, make_score
from tests.views.shown.report.made_reports import (
    day_of,
    doses_on,
    report_for,
    rows_of,
    scores_on,
    tablets_on,
)
from tracker.domain.diary import CoverSheet, Profile, Settings


def facts_of(*entries, **options):
    return {one.label: one.text for one in report_for(*entries, **options).front.who}


def complete(*entries, **options):
    section = report_for(*entries, **options).front.completeness
    return {one.label: one.text for one in section.facts}


def test_who_is_told_as_far_as_it_is_known():
    profile = Profile(birth_date=date(1980, 3, 2), sex="female", kidney="ckd", egfr=Decimal(48))
    found = facts_of(profile, CoverSheet("Ada Example"), days=20)

    assert found["Name"] == "Ada Example"
    assert "45 years old" in found["Born"]
    assert found["Kidneys"] == "Chronic kidney disease, eGFR 48"
    assert found["Medicines named"] == "none named"


def test_what_nobody_said_is_not_known():
    found = facts_of(days=20)

    assert (found["Age"], found["Sex"], found["Kidneys"]) == ("not known",) * 3
    assert found["Limits used"] == "United States, as no region is named"
    assert "Pregnant" not in found


def test_pregnancy_is_told_where_it_is_said():
    found = facts_of(Profile(pregnant=True, lactating=False), days=20)

    assert found["Pregnant"] == "yes"
    assert "Breast-feeding" not in found


def test_without_the_name_neither_it_nor_the_birth_date_is_told_and_the_age_stays():
    profile = Profile(birth_date=date(1980, 3, 2))
    found = facts_of(profile, CoverSheet("Ada Example"), days=20, with_name=False)

    assert found["Age"] == "45"
    assert not {"Name", "Born"} & found.keys()


def test_days_are_counted_with_and_without_a_score():
    found = complete(*scores_on([5, None, 0, None, 5]), days=5)

    assert found["Written"] == "on 3 of 5 days"
    assert found["Days with a score"] == "nerve pain 3, without 2"


def test_taken_none_and_not_known_are_three_things():
    doses = doses_on([0, 1, 4])
    found = complete(*doses, make_none_taken(str(day_of(2))), days=5)

    assert found["Days of doses"] == "magnesium taken 3, none 1, not known 1"


def test_every_dose_logged_is_told():
    found = complete(*doses_on([0, 4]), Settings(day_of(0)), days=5)

    assert found["Days of doses"] == "magnesium taken 2, none 3, not known 0"
    assert found["Every dose logged"].startswith("from 5 January 2026 on")


def test_days_before_the_first_that_is_written_are_not_missing():
    report = report_for(*doses_on(range(10, 20)), days=20)

    assert report.front.completeness.facts[0].text == "on 10 of 10 days"
    assert "from 15 January 2026 on" in report.front.completeness.lines[1]


def test_days_to_come_are_not_missing():
    doses = doses_on(range(10), at="07:00")
    found = complete(*doses, days=90, now=doses[-1].taken_at)

    assert found["Written"] == "on 10 of 10 days"


def test_what_is_written_of_days_to_come_makes_the_others_no_more_complete():
    doses = doses_on(range(10), at="07:00")
    found = complete(*doses, days=90, now=doses[6].taken_at)

    assert found["Written"] == "on 7 of 7 days"


def test_an_empty_report_says_so_everywhere():
    front = report_for().front

    assert front.completeness.nothing
    assert (front.weeks, front.times) == (None, None)
    assert all(
        section.nothing
        for section in (front.symptoms, front.taken, front.spacing, front.limits, front.questions)
    )


def spaced(*entries, **options):
    return report_for(*entries, **options).front.spacing


def test_how_often_the_hours_were_kept_and_how_near_it_came():
    tablets = tablets_on(range(10))
    minerals = [*doses_on(range(9), at="22:00"), *doses_on([9], at="07:55")]
    found = rows_of(spaced(*tablets, *minerals, days=10))["Levothyroxine and magnesium"]

    assert found == ("4 hours", "9 of 10 doses", "1 time", "9 hours", "55 minutes")


def test_what_never_came_near_was_always_far_enough():
    found = spaced(*tablets_on(range(10)), *doses_on(range(10)), days=10)

    assert rows_of(found)["Levothyroxine and magnesium"][1:3] == ("always, 10 doses", "never")


def test_hours_that_differ_by_what_comes_first_are_both_told():
    of_antibiotic = {"substance": "ciprofloxacin", "amount": None, "source": "medicine"}
    antibiotic = doses_on(range(3), at="08:00", **of_antibiotic)
    (row,) = spaced(*antibiotic, *doses_on(range(3), at="20:00"), days=3).table.rows

    assert row[:2] == ("Ciprofloxacin and magnesium", "2 hours after it, 6 hours before")


def test_nothing_that_wants_hours_between_is_said():
    assert spaced(*doses_on(range(5)), days=5).nothing


def test_hours_are_cited():
    report = report_for(*tablets_on(range(5)), *doses_on(range(5), at="08:00"), days=5)

    numbers = {one.number for one in report.sources}
    assert report.front.spacing.references
    assert set(report.front.spacing.references) <= numbers


def test_a_limit_that_was_crossed_has_its_worst_total_and_whose_limit_it_is():
    doses = [*doses_on([0, 1], amount="300"), *doses_on([5], amount="400")]
    report = report_for(Profile(region="EU", age=Decimal(40)), *doses, days=10)
    ((_title, times, highest, against, last),) = report.front.limits.table.rows

    assert (times, highest) == ("3", "400 mg, 10 January 2026")
    assert against == "European limit, 250 mg"
    assert last == "10 January 2026"


def test_no_limit_crossed_is_said():
    assert report_for(*doses_on([0], amount="100"), days=5).front.limits.nothing


def test_how_it_was_borne_is_told_of_the_doses_that_say_it():
    doses = [
        *doses_on([0, 1], tolerance=("loose_stools",)),
        *doses_on([2], tolerance=("fine",)),
        *doses_on([3, 4]),
    ]
    (fact,) = report_for(*doses, days=5).front.tolerance.facts

    assert fact.label == "Magnesium"
    assert fact.text == "fine 1 and loose stools 2 (said of 3 of 5 doses)"


def test_no_word_on_how_it_was_borne_is_said():
    assert report_for(*doses_on([0]), days=5).front.tolerance.nothing


def test_warning_signs_have_their_dates():
    sign = {"symptom": "chest_pain", "value": None}
    signs = [make_score(f"{day_of(place)}T10:00", **sign) for place in (2, 7)]
    section = report_for(*signs, days=10).front.warning_signs

    assert section.facts[0].text == "12 January 2026 and 7 January 2026"


def test_questions_stand_on_page_1_and_those_beyond_three_behind_it():
    sheet = CoverSheet("", tuple(f"Question {number}?" for number in range(5)))
    report = report_for(sheet, *doses_on([0]), days=5)

    assert report.front.questions.lines == ("Question 0?", "Question 1?", "Question 2?")
    assert report.front.questions.left_out
    assert sheet.questions in [one.lines for one in report.whole]


def test_a_long_question_is_cut_on_page_1_only():
    long = "Is this " + "very " * 80 + "long?"
    report = report_for(CoverSheet("", (long,)), *doses_on([0]), days=5)

    assert len(report.front.questions.lines[0]) <= 220
    assert (long,) in [one.lines for one in report.whole]


def test_an_experiment_that_is_over_has_its_sentence():
    over = make_experiment("2026-01-05")
    scores = [2 if place // 7 % 2 == 0 else 6 for place in range(84)]
    section = report_for(over, *scores_on(scores), days=90).front.experiment

    assert "nerve pain was 4 points lower in magnesium weeks" in section.lines[0]


def test_an_experiment_that_runs_is_closed():
    running = make_experiment("2026-01-19")
    report = report_for(running, *scores_on([5] * 90), *doses_on(range(90)))

    assert "It runs; the result opens on 13 April 2026." in report.front.experiment.lines[0]
    assert report.front.experiment.facts == ()
    assert "points lower" not in repr(report.front)


def test_of_an_experiment_that_ends_after_the_days_no_result_is_told():
    late = make_experiment("2026-01-15")
    made = datetime(2026, 9, 1)  # noqa: DTZ001 - the zone comes with the report
    section = report_for(late, *scores_on([5] * 90), now=made).front.experiment

    assert "It ends after these days" in section.lines[0]


def test_an_experiment_that_ended_in_the_days_is_told_with_the_days_before_them():
    begun = date(2025, 12, 15)
    scores = scores_on([2 if place // 7 % 2 == 0 else 6 for place in range(84)], first=begun)
    section = report_for(make_experiment(begun.isoformat()), *scores).front.experiment

    assert "nerve pain was 4 points lower in magnesium weeks" in section.lines[0]


def test_an_experiment_that_is_not_chosen_is_none():
    over = make_experiment("2026-01-05")
    section = report_for(over, *scores_on([5] * 90), substances=("calcium",)).front.experiment

    assert section.nothing == "None in these days."


def test_the_version_is_that_of_the_project():
    project = tomllib.loads((Path(settings.BASE_DIR) / "pyproject.toml").read_text())

    assert project["project"]["version"] == tracker.VERSION
