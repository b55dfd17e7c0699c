"""The two pictures of page 1."""

from datetime import datetime
from decimal import Decimal
from xml.etree.ElementTree import fromstring

import pytest

from tests.factories import make_content, make_experiment, make_score
from tests.views.shown.report.made_reports import (
    day_of,
    doses_on,
    report_for,
    scores_on,
    tablets_on,
)
from tracker.domain.diary import CustomSymptom, Scale

SVG = "{http://www.w3.org/2000/svg}"


def weeks_of(*entries, **options):
    return report_for(*entries, **options).front.weeks


def times_of(*entries, **options):
    return report_for(*entries, **options).front.times


def elements(picture):
    return [*fromstring(picture.svg).iter()]


def texts(picture):
    return [one.text for one in elements(picture) if one.tag == f"{SVG}text"]


def column(picture, label):
    place = [one.label for one in picture.table.columns].index(label)
    return [row[place] for row in picture.table.rows]


def test_a_week_has_its_median_its_ends_and_its_scored_days():
    found = weeks_of(*scores_on([1, 2, 3, 4, 5, 6, None] + [8] * 35), days=42)

    assert column(found, "Week")[:2] == ["from 5 Jan 2026", "from 12 Jan 2026"]
    assert column(found, "Nerve pain")[:2] == ["3.5 (1 to 6), 6 days", "8 (8 to 8), 7 days"]


def test_a_week_without_a_score_is_a_gap():
    found = weeks_of(*scores_on([5] * 14 + [None] * 7 + [5] * 21), days=42)

    assert column(found, "Nerve pain")[2] == "\N{EN DASH}"


@pytest.mark.parametrize(
    ("days", "each"), [(20, "Day"), (60, "Week"), (400, "Week"), (900, "Month"), (3650, "Quarter")]
)
def test_a_long_span_is_shown_in_longer_stretches_and_says_so(days, each):
    found = weeks_of(*scores_on([5]), *scores_on([5], first=day_of(days - 1)), days=days)

    assert found.table.columns[0].label == each
    assert f"For each {each.lower()}:" in found.description
    assert len(found.table.rows) <= 60


def test_the_days_taken_stand_beneath_by_form():
    oxide = doses_on(range(14), contents=(make_content(form="oxide"),))
    citrate = doses_on(range(14, 40), contents=(make_content(form="citrate"),))
    found = weeks_of(*scores_on([5] * 42), *oxide, *citrate, days=42)

    assert column(found, "Magnesium (oxide)") == ["7 of 7"] * 2 + ["0 of 7"] * 3 + ["0 of 7"]
    assert column(found, "Magnesium (citrate)")[:3] == ["0 of 7", "0 of 7", "7 of 7"]


def test_a_week_of_which_no_dose_is_known_is_no_0():
    found = weeks_of(*scores_on([5] * 42), *doses_on(range(14)), days=42)

    assert column(found, "Magnesium")[2] == "\N{EN DASH}"


def test_a_change_is_marked():
    oxide = doses_on(range(20), contents=(make_content(form="oxide"),))
    citrate = doses_on(range(20, 42), contents=(make_content(form="citrate"),))
    changed = weeks_of(*scores_on([5] * 42), *oxide, *citrate, days=42)
    steady = weeks_of(*scores_on([5] * 42), *doses_on(range(42)), days=42)

    dashed = [
        [one for one in elements(picture) if one.get("stroke-dasharray")]
        for picture in (changed, steady)
    ]
    assert [len(one) for one in dashed] == [1, 0]


def test_a_change_that_held_for_less_than_a_bar_is_not_marked():
    short = range(400, 415)
    oxide = doses_on(short, contents=(make_content(form="oxide"),))
    citrate = doses_on(
        [place for place in range(900) if place not in short],
        contents=(make_content(form="citrate"),),
    )
    found = weeks_of(*scores_on([5] * 900), *oxide, *citrate, days=900)

    assert found.table.columns[0].label == "Month"
    assert not [one for one in elements(found) if one.get("stroke-dasharray")]


def test_while_an_experiment_runs_no_dose_stands_beneath_its_symptom():
    running = make_experiment("2026-03-01")
    found = weeks_of(running, *scores_on([5] * 90), *doses_on(range(90)))

    assert [one.label for one in found.table.columns] == ["Week", "Nerve pain"]
    assert "agnesium" not in found.svg


def test_an_experiment_that_begins_after_the_days_hides_nothing():
    later = make_experiment("2026-04-20")
    made = datetime(2026, 5, 1)  # noqa: DTZ001 - the zone comes with the report
    found = weeks_of(later, *scores_on([5] * 90), *doses_on(range(90)), now=made)

    assert "Magnesium" in texts(found)


def test_the_title_says_what_is_clear_and_what_is_not():
    assert weeks_of(*scores_on([4, 6] * 45)).title.startswith("Nerve pain: no clear change")


def test_hours_have_their_scores_and_the_doses_taken_then():
    found = times_of(*scores_on([4, 5, 6] * 10), *doses_on(range(30), at="07:10"), days=30)

    assert column(found, "Hour") == ["7\N{EN DASH}8", "21\N{EN DASH}22"]
    assert column(found, "Nerve pain") == ["\N{EN DASH}", "5 (4 to 6), 30 scores"]
    assert column(found, "Magnesium") == ["30 doses", "0 doses"]


def test_usual_times_are_in_the_title():
    found = times_of(*doses_on(range(30), at="21:30"), *tablets_on(range(30)), days=30)

    assert "Levothyroxine about 07:00" in found.title
    assert "Magnesium about 21:30" in found.title


def test_hours_hold_scores_of_one_scale():
    of_hundred = scores_on([80] * 3, first=day_of(30), scale=Scale(max=Decimal(100)))
    found = times_of(*scores_on([5] * 30), *of_hundred, days=40)

    assert column(found, "Nerve pain") == ["5 (5 to 5), 30 scores"]


def test_what_has_no_time_is_in_no_hour():
    scores = scores_on([5] * 20, precision="day")

    assert times_of(*scores, days=20) is None


def test_without_a_score_there_is_no_picture_of_weeks():
    assert weeks_of(*doses_on(range(9))) is None


@pytest.mark.parametrize("name", ["<script>&\"'", "疼痛", "ألم", "a\x00b\x08c\ud800", "x" * 400])
def test_any_name_makes_a_picture_that_can_be_read(name):
    own = CustomSymptom("own-1", name)
    report = report_for(own, *scores_on([5] * 30, symptom="own-1"), *doses_on(range(30)), days=30)

    for picture in (report.front.weeks, report.front.times):
        assert fromstring(picture.svg).get("viewBox")


@pytest.mark.parametrize("which", ["weeks", "times"])
def test_a_picture_needs_no_style_and_says_what_it_is(which):
    entries = [*scores_on([4, 5, 6] * 30), *doses_on(range(90)), *tablets_on(range(90))]
    picture = getattr(report_for(*entries).front, which)
    found = elements(picture)

    assert not [one for one in found if "style" in one.attrib or one.tag == f"{SVG}style"]
    assert [one.text for one in found[1:3]] == [picture.title, picture.description]
    assert float(found[0].get("width")) == 600
    assert float(found[0].get("height")) < 180


def test_a_scale_without_an_end_is_drawn_as_far_as_it_goes():
    counted = [
        make_score(
            f"{day_of(place)}T21:00",
            symptom="cramp",
            value=str(30 + place),
            scale=Scale(max=Decimal(100), unit="cramps"),
        )
        for place in range(30)
    ]

    assert "60" in texts(weeks_of(*counted, days=30))
