"""Whatever stands in a diary, its report is made, keeps to its page, and agrees with itself."""

from dataclasses import replace
from datetime import date, datetime, time
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.actions import lives
from tests.factories import local, make_experiment, make_intake, make_score
from tests.views.shown.report.made_reports import FIRST, doses_on, report_for, scores_on
from tracker.domain.diary import Profile
from tracker.views.shown.report.front import MOST_FACTS, MOST_IN_A_CELL, MOST_LINES

FIRST_ODD, DAYS_ODD = date(2026, 10, 21), 14
DAY_AFTER = datetime.combine(date(2026, 11, 6), time())

odd_diaries = st.lists(lives.entries, max_size=25).map(
    lambda entries: [replace(one, id=str(number)) for number, one in enumerate(entries)]
)
odd_belongings = st.lists(st.one_of(lives.own_symptoms, lives.ones, lives.experiments), max_size=4)
choices = st.fixed_dictionaries(
    {},
    optional={
        "symptoms": st.lists(lives.symptoms, max_size=2).map(tuple),
        "substances": st.lists(st.sampled_from(["magnesium", "mondstaub"])).map(tuple),
        "with_notes": st.booleans(),
        "with_name": st.booleans(),
    },
)


def tables_of(report):
    """Yield every table of a report."""
    pictures = [one for one in (report.front.weeks, report.front.times) if one]
    for part in (*report.sections, *report.whole, report.days, *report.method, *pictures):
        if part.table:
            yield part.table
    for group in report.flags:
        yield group.occurrences


def cited_in(report):
    parts = (*report.sections, *report.whole, *report.method, *report.flags)
    return {number for part in parts for number in part.references}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(odd_diaries, odd_belongings, choices)
def test_odd_diaries_have_reports(entries, belongings, choice):
    report = report_for(
        Profile(medicines=("\u2028", "Zoledronat")),
        *entries,
        *belongings,
        first=FIRST_ODD,
        days=DAYS_ODD,
        now=DAY_AFTER,
        **choice,
    )

    for table in tables_of(report):
        assert {len(row) for row in table.rows} <= {len(table.columns)}
    assert cited_in(report) == {one.number for one in report.sources}
    for picture in filter(None, (report.front.weeks, report.front.times)):
        fromstring(picture.svg)
    for section in report.sections:
        assert len(section.lines) <= MOST_LINES
        assert len(section.facts) <= MOST_FACTS
        cells = [cell for row in section.table.rows for cell in row] if section.table else []
        assert max(map(len, cells), default=0) <= MOST_IN_A_CELL


@pytest.mark.parametrize("days", [1, 2, 13, 14, 27, 56, 57, 400, 4000])
def test_a_span_of_any_length_has_a_report(days):
    entries = [*scores_on([5]), *doses_on([0]), *scores_on([6], first=FIRST.replace(day=4))]

    assert report_for(*entries, days=days).days.table


def test_a_report_of_the_first_day_of_an_experiment():
    running = make_experiment(str(FIRST), blocks=(True, False) * 6)
    report = report_for(running, *doses_on([0]), *scores_on([5]), days=1)

    assert "It runs" in report.front.experiment.lines[0]


def test_clock_changes_and_travels_leave_the_local_day():
    twice = make_intake(local("2026-10-25T02:30", fold=1))
    far = make_score("2026-10-25T23:59", timezone="Pacific/Auckland")
    report = report_for(twice, far, first=date(2026, 10, 24), days=3)

    assert [row[0] for row in report.days.table.rows] == ["Sun 25 Oct 2026"]
