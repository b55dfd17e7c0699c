"""What is not chosen is nowhere in the report, and what is chosen is not changed by it."""

from dataclasses import replace

import pytest

from tests.factories import (
    make_content,
    make_experiment,
    make_intake,
    make_meal,
    make_none_taken,
    make_score,
)
from tests.views.shown.report.made_reports import (
    all_texts,
    day_of,
    doses_on,
    report_for,
    scores_on,
    tablets_on,
)
from tracker.domain.diary import CoverSheet, CustomSymptom, Profile, Tracked

SECRET = "Zebrafish"
OWN = CustomSymptom("own-1", SECRET)


def test_a_symptom_that_is_not_chosen_is_nowhere():
    entries = (OWN, Tracked(("own-1", "nerve_pain")), *scores_on([5] * 90))
    hidden = scores_on([7] * 90, symptom="own-1")

    assert SECRET in all_texts(report_for(*entries, *hidden))
    assert SECRET not in all_texts(report_for(*entries, *hidden, symptoms=("nerve_pain",)))


def test_a_substance_that_is_not_chosen_is_nowhere():
    entries = [
        *doses_on(range(90), substance=SECRET),
        *doses_on(range(40), at="08:00"),
        make_none_taken(str(day_of(50)), substance=SECRET),
    ]

    assert SECRET.lower() in all_texts(report_for(*entries)).lower()
    chosen = report_for(*entries, substances=("magnesium",))
    assert SECRET.lower() not in all_texts(chosen).lower()
    assert "Magnesium" in all_texts(chosen)


def test_a_flag_with_what_is_not_chosen_is_nowhere():
    entries = [*tablets_on(range(9)), *doses_on(range(9), at="07:30")]

    assert report_for(*entries, days=9).front.spacing.table
    report = report_for(*entries, days=9, substances=("magnesium",))
    assert "evothyroxine" not in all_texts(report)
    assert "hyroid" not in all_texts(report)
    assert report.front.spacing.nothing


def test_a_medicine_of_the_profile_that_is_not_chosen_is_nowhere():
    profile = Profile(medicines=("levothyroxine", SECRET))
    report = report_for(profile, *doses_on(range(9)), days=9, substances=("levothyroxine",))

    assert SECRET not in all_texts(report)
    assert ("Medicines named", "levothyroxine") in [
        (one.label, one.text) for one in report.front.who
    ]


def test_where_no_medicine_is_chosen_it_is_not_said_that_there_is_none():
    profile = Profile(medicines=(SECRET,))
    report = report_for(profile, *doses_on(range(9)), days=9, substances=("magnesium",))

    assert "Medicines named" not in {one.label for one in report.front.who}


def test_of_a_product_only_the_chosen_contents_make_flags():
    both = (make_content(), make_content("calcium", "600"))
    entries = [*tablets_on(range(9)), *doses_on(range(9), at="07:30", contents=both)]
    report = report_for(*entries, days=9, substances=("levothyroxine", "magnesium"))

    assert [row[0] for row in report.front.spacing.table.rows] == ["Levothyroxine and magnesium"]
    assert "alcium and magnesium" not in repr(report.front)


def test_a_symptom_that_is_not_chosen_explains_no_flag():
    loose = make_score(f"{day_of(0)}T20:00", symptom="diarrhoea", value="6")
    citrate = make_intake(f"{day_of(0)}T08:00", contents=(make_content(form="citrate"),))
    rules = [
        {one.rule for one in report_for(loose, citrate, days=5, **options).flags}
        for options in ({}, {"symptoms": ("nerve_pain",)})
    ]

    assert rules[0] >= rules[1]
    assert "Forms that loosen stools" not in rules[1]


def test_leaving_something_out_makes_no_flag():
    """A rule may stay silent because of what is left out: it must not begin to speak."""
    entries = [*doses_on(range(5)), *doses_on(range(5), substance="vitamin_d", amount="25")]
    whole = {one.rule for one in report_for(*entries, days=5).flags}

    assert {
        one.rule for one in report_for(*entries, days=5, substances=("magnesium",)).flags
    } <= whole


@pytest.mark.parametrize("kind", ["score", "intake", "meal"])
def test_without_notes_no_note_is_anywhere(kind):
    at = f"{day_of(0)}T08:00"
    entry = {"score": make_score, "intake": make_intake, "meal": make_meal}[kind](at, note=SECRET)

    assert SECRET in all_texts(report_for(entry, days=5))
    assert SECRET not in all_texts(report_for(entry, days=5, with_notes=False))


def test_why_an_experiment_was_stopped_is_a_note():
    stopped = replace(
        make_experiment("2026-01-05"), stopped_on=day_of(30), stopped_because=SECRET, note=SECRET
    )

    assert SECRET not in all_texts(report_for(stopped, *scores_on([5] * 90), with_notes=False))


def test_without_the_name_it_is_nowhere():
    sheet = CoverSheet(SECRET, ("Is this enough?",))

    assert SECRET in all_texts(report_for(sheet, days=5))
    without = report_for(sheet, days=5, with_name=False)
    assert SECRET not in all_texts(without)
    assert without.front.questions.lines == ("Is this enough?",)


def test_days_outside_of_the_span_are_nowhere():
    entries = [
        make_score(f"{day_of(-3)}T21:00", note=SECRET),
        *doses_on([-2], substance=SECRET),
        make_score(f"{day_of(5)}T00:00", note=SECRET),
        *scores_on([5] * 5),
    ]

    report = report_for(*entries, days=5)
    assert SECRET.lower() not in all_texts(report).lower()
    assert len(report.days.table.rows) == 5


def test_nothing_chosen_leaves_a_report_that_says_so():
    report = report_for(
        *scores_on([5] * 20), *doses_on(range(20)), days=20, symptoms=(), substances=()
    )

    assert report.front.symptoms.nothing
    assert report.front.taken.nothing
    assert report.flags == ()
