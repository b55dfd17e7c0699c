from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from tests.exports.tables.handed import NOW, tidy
from tests.factories import make_content, make_intake, make_none_taken, make_score
from tracker.domain.diary import Settings
from tracker.domain.selection import Selection

TWO_DAYS = Selection(date(2026, 6, 10), date(2026, 6, 11))


def states(**lists):
    """Return what is said of each day and substance."""
    rows = tidy("days", **{"selection": TWO_DAYS} | lists)
    return {(row["local_day"][-2:], row["substance_id"]): row["state"] for row in rows}


def only(**lists):
    (row,) = tidy("days", **{"selection": Selection(*[date(2026, 6, 10)] * 2)} | lists)
    return row


def test_taken_not_taken_and_unknown_are_three_things():
    found = states(
        intakes=(make_intake(), make_intake(substance="zinc")),
        none_taken=(make_none_taken("2026-06-11"),),
    )

    assert found == {
        ("10", "magnesium"): "taken",
        ("11", "magnesium"): "not_taken",
        ("10", "zinc"): "taken",
        ("11", "zinc"): "unknown",
    }


def test_an_unknown_day_is_blank_and_one_without_is_0():
    rows = tidy(
        "days",
        selection=Selection(date(2026, 6, 9), date(2026, 6, 10)),
        none_taken=(make_none_taken(),),
    )

    assert [(row["doses"], row["elemental_mg"]) for row in rows] == [("", ""), ("0", "0")]


def test_nothing_at_all_was_taken_is_said_of_every_substance():
    none = make_none_taken("2026-06-11", substance=None)
    found = states(intakes=(make_intake(), make_intake(substance="zinc")), none_taken=(none,))

    assert {found["11", "magnesium"], found["11", "zinc"]} == {"not_taken"}


def test_what_was_taken_counts_where_both_is_said():
    found = states(intakes=(make_intake(),), none_taken=(make_none_taken(),))

    assert found["10", "magnesium"] == "taken"


def test_doses_of_a_day_are_summed_exactly():
    row = only(intakes=tuple(make_intake(amount="0.1") for _ in range(3)))

    assert (row["doses"], row["elemental_mg"]) == ("3", "0.3")


def test_one_dose_that_cannot_be_counted_leaves_the_total_blank():
    vague = make_intake(contents=(make_content(basis="unknown"),))
    row = only(intakes=(make_intake(), vague))

    assert (row["state"], row["doses"], row["elemental_mg"]) == ("taken", "2", "")


def test_two_salts_in_one_product_are_one_dose():
    row = only(intakes=(make_intake(contents=(make_content(), make_content(amount="50"))),))

    assert (row["doses"], row["elemental_mg"]) == ("1", "250")


def test_vitamin_d_is_summed_in_iu_alone():
    contents = (
        make_content("vitamin_d", "25", "mcg", "unknown"),
        make_content("vitamin_d", "400", "IU", "unknown"),
    )
    row = only(intakes=(make_intake(contents=contents),))

    assert (row["amount_iu"], row["elemental_mg"], row["amount_mg"]) == ("1400", "", "")


def test_another_substance_is_summed_as_its_labels_say():
    row = only(intakes=(make_intake(substance="Moon dust", amount="1.5"),))

    assert (row["substance_id"], row["amount_mg"], row["elemental_mg"]) == ("moon dust", "1.5", "")


def test_an_amount_of_0_is_no_intake_and_not_taken_neither():
    assert only(intakes=(make_intake(amount="0"),))["state"] == "unknown"


def test_food_is_not_taken_on_purpose():
    assert only(intakes=(make_intake(source="food"),))["state"] == "unknown"


def test_where_every_dose_is_logged_a_day_that_is_over_without_one_is_not_taken():
    today = NOW.date()
    found = states(
        selection=Selection(today.replace(day=12), today.replace(day=15)),
        intakes=(make_intake("2026-06-12T08:00"),),
        settings=Settings(every_dose_logged_from=date(2026, 6, 10)),
    )

    assert [*found.values()] == ["taken", "not_taken", "unknown", "unknown"]


def test_a_day_is_that_of_the_entrys_own_zone():
    late = datetime(2026, 6, 10, 23, 30, tzinfo=ZoneInfo("Pacific/Auckland"))
    found = states(intakes=(make_intake(late, timezone="Pacific/Auckland"),))

    assert found["10", "magnesium"] == "taken"


def test_a_substance_that_was_not_chosen_has_no_row():
    chosen = Selection(date(2026, 6, 10), date(2026, 6, 10), substances=("zinc",))
    contents = (make_content(), make_content("zinc", "10"))
    rows = tidy("days", selection=chosen, intakes=(make_intake(contents=contents),))

    assert [(row["substance_id"], row["elemental_mg"]) for row in rows] == [("zinc", "10")]


def test_a_diary_of_symptoms_alone_has_no_such_rows():
    assert tidy("days", symptoms=(make_score(),)) == []


def test_a_weekly_capsule_counts_whole_on_its_day():
    weekly = make_intake(covers_days=7, servings=Decimal(1))

    assert only(intakes=(weekly,))["elemental_mg"] == "200"
