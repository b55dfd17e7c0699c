from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from tracker.imports.cells import CellError, read_amount, read_number, read_time

BERLIN = ZoneInfo("Europe/Berlin")
GREEK_MU, MICRO_SIGN = "\u03bc", "\u00b5"


@pytest.mark.parametrize(
    ("cell", "amount", "unit"),
    [
        ("300mg", "300", "mg"),
        ("300 mg", "300", "mg"),
        ("300\u00a0mg", "300", "mg"),
        ("1,5 g", "1.5", "g"),
        ("1.50 g", "1.50", "g"),
        (f"300{GREEK_MU}g", "300", "mcg"),
        (f"300 {MICRO_SIGN}g", "300", "mcg"),
        ("25 ug", "25", "mcg"),
        ("25 MCG", "25", "mcg"),
        ("1000 IU", "1000", "IU"),
        ("1000 I.E.", "1000", "IU"),
        ("12.5mmol", "12.5", "mmol"),
        ("300", "300", "mg"),
        ("0", "0", "mg"),
    ],
)
def test_an_amount_is_read_with_its_unit(cell, amount, unit):
    assert read_amount(cell, None, "mg") == (Decimal(amount), unit)


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("two", "'two' is not an amount such as 300 mg"),
        ("300 mg daily", "is not an amount"),
        ("300 drops", "the unit in '300 drops' is not known; known are mg, mcg"),
        ("-300 mg", "is below 0"),
        ("1.2.3 mg", "'1.2.3' is not a number"),
        ("\u0663 mg", "is not an amount"),
        ("NaN mg", "is not an amount"),
        ("1e3 mg", "the unit in '1e3 mg' is not known|is not an amount"),
    ],
)
def test_what_is_no_amount_is_told_apart(cell, problem):
    with pytest.raises(CellError, match=problem):
        read_amount(cell, None, "mg")


def test_a_bare_number_needs_a_unit_in_the_mapping():
    with pytest.raises(CellError, match="'300' has no unit; write it there, or `unit` in"):
        read_amount("300", None, None)


@pytest.mark.parametrize(
    ("text", "mark", "number"),
    [
        ("1.5", None, "1.5"),
        ("1,5", None, "1.5"),
        ("0,500", None, "0.500"),
        ("1,234,567", None, "1234567"),
        ("1,500.5", None, "1500.5"),
        ("1.500,5", None, "1500.5"),
        ("1.500", None, "1.500"),
        ("1,500", "point", "1500"),
        ("1,500", "comma", "1.500"),
        ("1.500", "comma", "1500"),
        ("1.500", "point", "1.500"),
        ("-0.1", None, "-0.1"),
        (".5", None, "0.5"),
    ],
)
def test_a_number_is_read_with_a_point_or_a_comma(text, mark, number):
    assert str(read_number(text, mark)) == number


def test_a_comma_that_may_part_thousands_is_asked_about():
    with pytest.raises(CellError, match="can be read in two ways"):
        read_number("1,500", None)


@pytest.mark.parametrize(
    ("text", "mark"), [("1,5", "point"), ("1.5", "comma"), ("1,50,000", None), ("", None)]
)
def test_what_is_no_number_is_told_apart(text, mark):
    with pytest.raises(CellError, match="is not a number"):
        read_number(text, mark)


def test_a_time_with_an_offset_is_that_instant_in_the_zone():
    at, precision = read_time("2026-01-06T20:40:00+00:00", None, BERLIN)

    assert (at.isoformat(), precision) == ("2026-01-06T21:40:00+01:00", "minute")


def test_a_time_without_an_offset_is_read_on_the_clocks_of_the_zone():
    at, _ = read_time("2026-06-10 08:05", None, BERLIN)

    assert at.isoformat() == "2026-06-10T08:05:00+02:00"


@pytest.mark.parametrize(
    ("cell", "form"), [("2026-06-10", None), ("10.06.2026", "%d.%m.%Y"), ("June 10 26", "%B %d %y")]
)
def test_a_cell_with_only_a_date_is_a_day(cell, form):
    at, precision = read_time(cell, form, BERLIN)

    assert (at.date().isoformat(), precision) == ("2026-06-10", "day")


def test_a_format_with_a_clock_time_is_exact_to_the_minute():
    at, precision = read_time("10/06/26 8:05 PM", "%d/%m/%y %I:%M %p", BERLIN)

    assert (at.astimezone(UTC), precision) == (datetime(2026, 6, 10, 18, 5, tzinfo=UTC), "minute")


@pytest.mark.parametrize(
    ("cell", "form", "problem"),
    [
        ("yesterday", None, "'yesterday' is not an ISO date or time such as 2026-06-10T08:05"),
        ("", None, "'' is not an ISO date"),
        ("2026-02-30", None, "is not an ISO date"),
        ("2026-06-10", "%d.%m.%Y", "is not a time like %d.%m.%Y"),
        ("0020-06-10", None, "not in a year that can be kept"),
        ("2026-03-29T02:30", None, "clocks in Europe/Berlin never showed 2026-03-29 02:30"),
        ("2025-10-26T02:30", None, "showed 2025-10-26 02:30:00 twice; add the offset"),
    ],
)
def test_what_is_no_time_is_told_apart(cell, form, problem):
    with pytest.raises(CellError, match=problem):
        read_time(cell, form, BERLIN)


@pytest.mark.parametrize("offset", ["+02:00", "+01:00"])
def test_an_offset_says_which_of_two_equal_clock_times_is_meant(offset):
    at, _ = read_time(f"2025-10-26T02:30:00{offset}", None, BERLIN)

    assert at.isoformat() == f"2025-10-26T02:30:00{offset}"


def test_a_day_that_a_zone_left_out_is_reported():
    with pytest.raises(CellError, match="2011-12-30 was left out in Pacific/Apia"):
        read_time("2011-12-30", None, ZoneInfo("Pacific/Apia"))
