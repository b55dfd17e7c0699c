"""What the rules found, by rule."""

import pytest

from tests.factories import make_intake
from tests.views.shown.report.made_reports import day_of, doses_on, report_for, tablets_on


def groups_of(*entries, **options):
    return {one.rule: one for one in report_for(*entries, **{"days": 5} | options).flags}


def near_tablet(**options):
    return groups_of(*tablets_on([1]), *doses_on([1], at="07:25"), **options)["Thyroid tablets"]


def test_each_time_has_its_day_its_entries_and_its_distance():
    (row,) = near_tablet().occurrences.rows

    assert row == (
        "Tue 6 Jan 2026",
        "07:00 Levothyroxine; 07:25 Magnesium",
        "25 minutes apart, 4 hours asked for",
    )


def test_a_group_says_how_sure_the_rule_is_and_where_it_comes_from():
    group = near_tablet()

    assert (group.severity, group.level) == ("Caution", "caution")
    assert group.evidence.startswith("Evidence B:")
    assert group.references


def test_an_entry_of_the_day_before_has_its_date():
    evening = make_intake(f"{day_of(0)}T23:30", substance="calcium", amount="600")
    night = make_intake(f"{day_of(1)}T00:15")
    (row,) = groups_of(evening, night)["Magnesium and calcium"].occurrences.rows

    assert row[1] == "23:30 Calcium; 6 Jan 00:15 Magnesium"


def test_a_total_has_its_limit():
    (row,) = groups_of(*doses_on([0], amount="400"))[
        "Magnesium over the daily limit"
    ].occurrences.rows

    assert row[2] == "400 mg, looked at against 350 mg"


def test_the_advice_has_the_numbers_of_the_highest_total():
    group = groups_of(*doses_on([0], amount="500"), *doses_on([3], amount="400"))

    assert "is 500 mg" in group["Magnesium over the daily limit"].advice


def test_tips_stand_last_and_are_counted_only():
    report = report_for(*tablets_on([1]), *doses_on(range(5), at="07:25", meal="without"), days=5)
    tip = report.flags[-1]

    assert tip.level == "info"
    assert len(tip.occurrences.rows) == 1
    assert tip.occurrences.caption.startswith("A tip on ")


@pytest.mark.parametrize("place", [-1, 4])
def test_a_flag_with_a_dose_of_a_day_outside_is_left_out_since_it_would_tell_of_it(place):
    tablet = make_intake(
        f"{day_of(place)}T23:30", substance="levothyroxine", amount=None, source="medicine"
    )
    beside = make_intake(f"{day_of(place + 1)}T00:30")

    assert "Thyroid tablets" in groups_of(tablet, beside, first=day_of(-5), days=15)
    assert "Thyroid tablets" not in groups_of(tablet, beside, *doses_on([3]), days=5)


def test_nothing_found_is_said():
    report = report_for(days=5)

    assert report.flags == ()
    assert report.no_flags


@pytest.mark.parametrize(("days", "listed"), [(400, 150), (401, 100)])
def test_of_a_long_span_the_last_times_are_listed_and_all_are_counted(days, listed):
    group = groups_of(*doses_on(range(150), amount="400"), days=days)
    table = group["Magnesium over the daily limit"].occurrences

    assert len(table.rows) == listed
    assert table.rows[-1][0].endswith(f"{day_of(149):%b %Y}")
    assert table.caption.startswith("150 times")
    assert ("last 100" in table.caption) == (listed == 100)
