"""A report of what is stored."""

from tests.factories import BERLIN, make_intake, make_person, make_score, save
from tests.views.shown.report.made_reports import day_of, doses_on, scores_on, tablets_on
from tracker.domain.selection import Selection
from tracker.views.handover.reading import read_of
from tracker.views.shown.report.report import report_of


def stored_report(*entries, days=30):
    person = make_person(timezone=BERLIN)
    save(person, *entries)
    return report_of(read_of(person, Selection(day_of(0), day_of(days - 1))))


def test_what_is_stored_stands_in_the_report(db):
    report = stored_report(*scores_on([5] * 30), *doses_on(range(30)))

    assert report.front.symptoms.table.rows[0][1] == "median 5, worst 5 (15 of 15 days)"
    assert report.front.taken.table.rows[0][0] == "Magnesium"
    assert len(report.days.table.rows) == 30


def test_a_flag_with_a_dose_of_the_day_before_the_span_is_not_told(db):
    tablet = tablets_on([-1], at="23:30")
    report = stored_report(*tablet, make_intake(f"{day_of(0)}T00:30"), days=5)

    assert "Thyroid tablets" not in {one.rule for one in report.flags}
    assert report.front.spacing.nothing


def test_days_outside_of_the_span_are_not_stored_in_it(db):
    report = stored_report(make_score(f"{day_of(40)}T21:00"), *scores_on([5]), days=5)

    assert len(report.days.table.rows) == 1
