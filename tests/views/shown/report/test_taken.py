"""What is taken, on page 1."""

from tests.factories import make_content, make_experiment, make_intake, make_none_taken
from tests.views.shown.report.made_reports import (
    day_of,
    doses_on,
    material_of,
    report_for,
    rows_of,
    scores_on,
    tablets_on,
)
from tracker.domain.diary import Profile, Settings
from tracker.views.shown.report.taken import taken

OXIDE = make_content(amount="500", basis="compound", form="oxide")
GLYCINATE = make_content(amount="200", form="glycinate")


def told(*entries, **options):
    return taken(material_of(*entries, **options))


def row(found, name="Magnesium"):
    return rows_of(found)[name]


def test_the_dose_is_elemental_and_stands_beside_the_label():
    dose, label, *_ = row(told(*doses_on(range(30), contents=(OXIDE,)), days=30))

    assert dose == "302 mg elemental"
    assert label == "500 mg oxide, 302 mg magnesium"


def test_two_tablets_on_a_day_are_one_dose_a_day():
    twice = [*doses_on(range(30), at="08:00"), *doses_on(range(30), at="20:00")]

    assert row(told(*twice, days=30))[0] == "400 mg elemental"


def test_an_amount_that_nobody_knows_is_no_0():
    assert row(told(*doses_on(range(20), amount=None), days=20))[0] != "0 mg elemental"


def test_how_regularly_has_its_interval_where_days_without_are_known():
    none = [make_none_taken(str(day_of(place))) for place in range(40, 50)]
    found = row(told(*doses_on(range(40)), *none, days=50))[2]

    assert found == "40 of 50 days, 80\N{NO-BREAK SPACE}% (likely 67 to 89\N{NO-BREAK SPACE}%)"


def test_without_a_word_of_days_without_it_is_at_least():
    assert row(told(*doses_on(range(0, 40, 2)), days=40))[2] == "on at least 20 of 40 days"


def test_every_dose_logged_makes_blank_days_known():
    found = row(told(*doses_on(range(0, 40, 2)), Settings(day_of(0)), days=40))[2]

    assert found.startswith("20 of 40 days")


def test_what_is_taken_because_it_hurts_is_as_needed():
    found = row(told(*doses_on(range(0, 30, 3), as_needed=True), days=30))

    assert found[2] == "as needed, because it hurt: on 10 days"


def test_the_usual_time_and_the_meal():
    found = row(told(*doses_on(range(30), at="21:30", meal="with"), days=30))

    assert found[3] == "21:30, with a meal"


def test_what_was_taken_at_the_beginning_may_be_older():
    assert row(told(*doses_on(range(30)), days=30))[4] == "5 January 2026 or longer"


def test_what_began_later_has_its_day():
    began = told(*scores_on([5] * 90), *doses_on(range(40, 90)))

    assert row(began)[4] == "14 February 2026"


def test_what_ended_says_until_when_and_stands_last():
    found = told(
        *doses_on(range(60), contents=(OXIDE,)), *doses_on(range(60, 90), contents=(GLYCINATE,))
    )

    assert [one[0] for one in found.table.rows] == ["Magnesium (glycinate)", "Magnesium (oxide)"]
    assert row(found, "Magnesium (oxide)")[4] == "5 January 2026 or longer, until 5 March 2026"


def test_a_change_of_the_form_has_its_date():
    found = told(
        *doses_on(range(40), contents=(OXIDE,)), *doses_on(range(40, 90), contents=(GLYCINATE,))
    )

    assert found.lines == (
        "Changes, the latest first: 14 February 2026: magnesium from oxide to glycinate, "
        "from 302 mg to 200 mg a day.",
    )


def test_no_change_is_said_to_be_none():
    assert told(*doses_on(range(30)), days=30).lines == (
        "No change of a form or a dose stands out in these days.",
    )


def test_a_medicine_is_called_one():
    found = told(*tablets_on(range(30)), days=30)

    assert found.table.rows[0][0] == "Levothyroxine (medicine)"


def test_a_medicine_of_the_profile_without_a_dose_is_not_logged():
    found = told(Profile(medicines=("gabapentin",)), *doses_on(range(30)), days=30)

    assert found.lines[0] == "In the profile, not logged: gabapentin."


def test_another_name_of_what_is_logged_is_not_missing():
    found = told(Profile(medicines=("Synthroid",)), *tablets_on(range(30)), days=30)

    assert not any("not logged" in line for line in found.lines)


def test_where_substances_were_left_out_nothing_is_said_to_be_missing():
    found = told(
        Profile(medicines=("gabapentin",)), *doses_on(range(30)), substances=("magnesium",)
    )

    assert not any("gabapentin" in line for line in found.lines)


def test_a_medicine_of_the_profile_is_told_where_nothing_was_taken_at_all():
    found = told(Profile(medicines=("gabapentin",)))

    assert (found.table, found.nothing) == (None, "")
    assert found.lines == ("In the profile, not logged: gabapentin.",)


def test_nothing_taken_is_said():
    assert told(*scores_on([5] * 9)).nothing == "Nothing that was taken is written in these days."


def test_by_the_plan_of_an_experiment_that_runs_no_share_and_no_change_is_told():
    running = make_experiment("2026-02-14", block_days=14)
    before = doses_on(range(40), contents=(OXIDE,))
    found = told(running, *before, *doses_on(range(40, 54), contents=(GLYCINATE,)))

    assert row(found, "Magnesium (glycinate)")[2] == "by the plan of an experiment"
    assert not any(line.startswith("Changes") for line in found.lines)
    assert any("until 31 July 2026" in line for line in found.lines)


def test_an_experiment_that_is_not_chosen_is_not_named():
    running = make_experiment("2026-02-14")
    found = told(running, *doses_on(range(90)), symptoms=("sleep",))

    assert "experiment" not in repr(found)


def test_what_is_not_chosen_is_not_there():
    found = told(*doses_on(range(30)), *tablets_on(range(30)), substances=("levothyroxine",))

    assert "agnesium" not in repr(found)


def test_eight_things_stand_on_page_1():
    many = [
        make_intake(f"{day_of(0)}T08:00", substance=name, amount=None)
        for name in ("magnesium", "calcium", "iron", "zinc", *"abcdef")
    ]
    report = report_for(*many)

    assert len(report.front.taken.table.rows) == 8
    assert "2 more" in report.front.taken.left_out


def test_food_is_not_taken():
    assert told(*doses_on(range(9), source="food")).table is None
