"""The daily table."""

from tests.factories import make_intake, make_meal, make_none_taken, make_score
from tests.views.shown.report.made_reports import (
    day_of,
    doses_on,
    report_for,
    scores_on,
    tablets_on,
)


def table_of(*entries, **options):
    return report_for(*entries, **{"days": 5} | options).days.table


def row_of(*entries, **options):
    """Return the cells of the only day, by their columns."""
    table = table_of(*entries, **options)
    (row,) = table.rows
    return dict(zip((one.label for one in table.columns), row, strict=True))


def at(text):
    return f"{day_of(0)}T{text}"


def test_a_day_has_its_scores_doses_and_meals():
    row = row_of(
        make_score(at("21:00"), value="6"),
        make_intake(at("22:00")),
        make_meal(at("12:30"), tags=("fat",)),
    )

    assert row["Day"] == "Mon 5 Jan 2026"
    assert row["Scores"] == "nerve pain 6"
    assert row["Taken"] == "22:00 magnesium 200 mg"
    assert row["Meals"] == "12:30 contains fat"


def test_several_scores_have_their_mean_and_the_worst():
    row = row_of(make_score(at("08:00"), value="4"), make_score(at("20:00"), value="7"))

    assert row["Scores"] == "nerve pain 5.5, worst 7"


def test_none_taken_is_told_and_a_blank_stays_blank():
    none = row_of(make_none_taken(str(day_of(0))))
    blank = row_of(make_score(at("21:00")))

    assert none["Taken"] == "no magnesium"
    assert blank["Taken"] == ""


def test_nothing_at_all_is_told():
    assert row_of(make_none_taken(str(day_of(0)), substance=None))["Taken"] == "nothing taken"


def test_an_amount_that_is_not_known_is_told_and_is_no_0():
    assert (
        row_of(make_intake(at("22:00"), amount=None))["Taken"] == "22:00 magnesium amount not known"
    )


def test_a_dose_because_it_hurt_says_so():
    assert row_of(make_intake(at("15:00"), as_needed=True))["Taken"].endswith("because it hurt")


def test_doses_stand_in_order_of_time_and_those_without_one_last():
    row = row_of(
        make_intake(at("12:00"), precision="day", substance="calcium"),
        make_intake(at("22:00")),
        make_intake(at("07:00"), substance="zinc"),
        make_intake(at("09:00"), substance="zinc"),
    )

    assert row["Taken"] == "07:00, 09:00 zinc 400 mg; 22:00 magnesium 200 mg; calcium 200 mg"


def test_a_day_without_anything_has_no_row():
    assert [row[0] for row in table_of(*doses_on([0, 4])).rows] == [
        "Mon 5 Jan 2026",
        "Fri 9 Jan 2026",
    ]


def test_a_sign_without_a_number_is_there():
    assert row_of(make_score(at("21:00"), symptom="chest_pain", value=None))["Scores"]


def test_findings_are_counted_on_their_days_and_tips_are_not():
    row = row_of(*tablets_on([0]), *doses_on([0], at="08:00"))

    assert row["Flags"] == "1"


def test_notes_stand_whole_one_a_line():
    long = "It began in the morning. " * 40
    row = row_of(
        make_score(at("21:00"), note=long), make_intake(at("08:00"), note="with tea\nand toast")
    )

    assert row["Notes"] == f"08:00 with tea and toast\n21:00 {long.strip()}"


def test_a_note_of_no_time_has_none():
    assert (
        row_of(make_score(at("12:00"), precision="day", note="bad night"))["Notes"] == "bad night"
    )


def test_without_a_note_there_is_no_column_of_them():
    assert "Notes" not in row_of(make_score(at("21:00")))
    assert "Notes" not in row_of(make_score(at("21:00"), note="secret"), with_notes=False)


def test_an_intake_that_holds_nothing_known_is_a_day_with_something_written():
    assert len(table_of(make_intake(at("08:00"), contents=(), product="Tea")).rows) == 1


def test_an_empty_report_says_so():
    assert report_for(days=5).days.nothing


def test_all_scored_days_are_there():
    assert len(table_of(*scores_on([5] * 5)).rows) == 5


def test_each_day_of_400_stands_there():
    section = report_for(*scores_on([5] * 400), days=400).days

    assert (len(section.table.rows), section.left_out) == (400, "")


def test_a_longer_span_shows_its_last_days_and_says_where_the_others_stand():
    section = report_for(*scores_on([5] * 401), days=401).days

    assert len(section.table.rows) == 92
    assert section.table.rows[-1][0] == f"{day_of(400):%a} {day_of(400).day} {day_of(400):%b %Y}"
    assert "last 92 of 401 days" in section.left_out
    assert "CSV" in section.left_out


def test_a_long_span_of_few_days_shows_all_of_them():
    section = report_for(*scores_on([5]), *scores_on([5], first=day_of(899)), days=900).days

    assert (len(section.table.rows), section.left_out) == (2, "")
