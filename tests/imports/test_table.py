from dataclasses import replace
from decimal import Decimal

import pytest

from tests.factories import local
from tracker.domain.diary import Content, Diary, Intake, NoneTaken, Scale, Score
from tracker.imports import TableError, read_mapping, read_table

LOG = read_mapping(
    """
    time_column = "datetime"
    [[intake]]
    amount_column = "amount"
    substance_column = "substance"
    """
)
DAYS = read_mapping(
    """
    time_column = "date"
    [[score]]
    column = "happy"
    min = 0
    max = 100
    better = "high"
    [[score]]
    column = "focus"
    min = -1
    max = 1
    better = "high"
    """
)
WIDE = read_mapping(
    """
    time_column = "date"
    [[intake]]
    amount_column = "mg"
    substance = "magnesium"
    unit = "mg"
    form = "citrate"
    basis = "elemental"
    zero = "none_taken"
    note_column = "remark"
    """
)


def log(*rows):
    return "\n".join(["datetime,substance,amount", *rows]).encode()


def read(table, mapping=LOG, **options):
    return read_table(table, mapping, **{"zone": "Europe/Berlin"} | options)


def problems_of(table, mapping=LOG):
    with pytest.raises(TableError) as error:
        read(table, mapping)
    return [str(problem) for problem in error.value.problems]


def test_a_row_of_a_log_is_an_intake():
    (intake,) = read(log("2026-03-02T22:10:00+01:00,magnesium,200mg")).diary.intakes

    assert intake == Intake(
        id=intake.id,
        taken_at=local("2026-03-02T22:10"),
        timezone="Europe/Berlin",
        contents=(Content("magnesium", None, Decimal(200), "mg", "unknown"),),
        route="oral",
        source="supplement",
    )


def test_the_basis_of_the_import_is_that_of_every_amount():
    (intake,) = read(log("2026-03-02,magnesium,200mg"), basis="elemental").diary.intakes

    assert intake.contents[0].basis == "elemental"


def test_the_basis_of_the_mapping_comes_first():
    (intake,) = read(b"date,mg,remark\n2026-03-02,200,\n", WIDE, basis="compound").diary.intakes

    assert intake.contents[0].basis == "elemental"


def test_a_cell_with_a_score_is_a_score_of_the_day():
    (score,) = read(b"date,happy,focus\n2026-03-02,53.5,\n", DAYS).diary.symptoms

    assert score == Score(
        id=score.id,
        felt_at=local("2026-03-02T12:00"),
        timezone="Europe/Berlin",
        symptom="happy",
        value=Decimal("53.5"),
        scale=Scale(Decimal(0), Decimal(100), "high"),
        precision="day",
    )


def test_a_blank_score_is_no_score():
    assert read(b"date,happy,focus\n2026-03-02, ,\n", DAYS).diary == Diary()


def test_a_zero_is_a_score():
    (score,) = read(b"date,happy,focus\n2026-03-02,,0\n", DAYS).diary.symptoms

    assert score.value == 0


def test_a_column_that_the_mapping_does_not_name_is_left_out():
    table = b"date,magnesium_mg,happy,focus\n2026-03-02,0.0,50,\n"

    assert read(table, DAYS).diary.intakes == ()


def test_a_blank_amount_of_a_named_substance_is_not_known():
    (intake,) = read(log("2026-03-02,magnesium,")).diary.intakes

    assert (intake.contents[0].amount, intake.contents[0].unit) == (None, None)


def test_a_blank_amount_of_a_fixed_substance_is_no_intake():
    assert read(b"date,mg,remark\n2026-03-02,,\n", WIDE).diary == Diary()


def test_a_zero_can_say_that_none_was_taken():
    (none,) = read(b"date,mg,remark\n2026-03-02,0,\n", WIDE).diary.none_taken

    assert none == NoneTaken(none.id, local("2026-03-02").date(), "Europe/Berlin", "magnesium")


def test_a_zero_is_left_out_unless_the_mapping_says_what_it_means():
    assert read(log("2026-03-02,magnesium,0 mg")).diary == Diary()


def test_a_column_of_remarks_goes_into_the_note():
    (intake,) = read(b"date,mg,remark\n2026-03-02,200,after a walk\n", WIDE).diary.intakes

    assert intake.note == "after a walk"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_the_one_that_makes_the_columns_appear(delimiter):
    table = log("2026-03-02,magnesium,200mg").replace(b",", delimiter.encode())

    assert len(read(table).diary.intakes) == 1


def test_a_decimal_comma_in_a_table_of_commas_is_quoted():
    (intake,) = read(log('2026-03-02,magnesium,"1,5 g"')).diary.intakes

    assert intake.contents[0].amount == Decimal("1.5")


def test_a_byte_order_mark_is_no_part_of_the_first_column():
    assert len(read(b"\xef\xbb\xbf" + log("2026-03-02,magnesium,200mg")).diary.intakes) == 1


def test_windows_line_ends_and_empty_lines_are_fine():
    table = log("2026-03-02,magnesium,200mg", "", ",,").replace(b"\n", b"\r\n")

    assert len(read(table).diary.intakes) == 1


# Ids


def ids(*rows):
    return [intake.id for intake in read(log(*rows)).diary.intakes]


A, B = "2026-03-02,magnesium,200mg", "2026-03-03,magnesium,200mg"


def test_the_same_table_has_the_same_ids():
    assert ids(A, B) == ids(A, B)


def test_a_row_put_in_between_leaves_the_other_ids_as_they_are():
    new = "2026-03-02,calcium,600mg"

    first, _, last = ids(A, new, B)

    assert [first, last] == ids(A, B)


def test_a_row_that_stands_there_twice_is_two_entries():
    assert len(set(ids(A, A))) == 2


def test_equal_cells_of_two_columns_are_two_entries():
    scores = read(b"date,happy,focus\n2026-03-02,1,1\n", DAYS).diary.symptoms

    assert len({score.id for score in scores}) == 2


def test_an_id_does_not_hang_on_the_basis_or_the_zone():
    other = read(log(A), zone="Asia/Tokyo", basis="elemental").diary.intakes

    assert [intake.id for intake in other] == ids(A)


# Please check


@pytest.mark.parametrize(
    ("amount", "doubt"),
    [
        ("1500mg", "1500 mg of magnesium in one intake is unusually much."),
        ("300\u03bcg", "300 mcg of magnesium in one intake is unusually little."),
    ],
)
def test_an_amount_like_a_slip_is_imported_as_written_and_marked(amount, doubt):
    read_it = read(log(f"2026-03-02,magnesium,{amount}"), basis="elemental")

    (intake,) = read_it.diary.intakes
    assert (intake.note, str(read_it.checks[0])) == (
        f"Please check: {doubt}",
        f"line 2: please check: {doubt}",
    )


@pytest.mark.parametrize(
    ("amount", "basis"),
    [
        ("1000mg", "elemental"),
        ("1mg", "elemental"),
        ("1500mg", "compound"),
        ("1500mg", "unknown"),
        ("", "elemental"),
    ],
)
def test_an_ordinary_amount_is_not_marked(amount, basis):
    assert read(log(f"2026-03-02,magnesium,{amount}"), basis=basis).checks == ()


def test_very_little_is_marked_whatever_the_amount_was_of():
    assert len(read(log("2026-03-02,magnesium,0.3mg"), basis="unknown").checks) == 1


def test_a_little_of_another_substance_is_not_marked():
    assert read(log("2026-03-02,vitamin d,25mcg")).checks == ()


def test_the_mark_stands_before_what_was_noted():
    (intake,) = read(b"date,mg,remark\n2026-03-02,1500,with tea\n", WIDE).diary.intakes

    assert intake.note == (
        "Please check: 1500 mg of magnesium in one intake is unusually much.\nwith tea"
    )


def test_a_score_outside_its_scale_is_imported_as_written_and_marked():
    read_it = read(b"date,happy,focus\n2026-03-02,,1.4\n", DAYS)

    (score,) = read_it.diary.symptoms
    assert (str(score.value), score.note) == (
        "1.4",
        "Please check: 1.4 is outside the scale from -1 to 1.",
    )


def test_a_mark_changes_nothing_but_the_note():
    (marked,) = read(b"date,mg,remark\n2026-03-02,1500,\n", WIDE).diary.intakes
    (plain,) = read(b"date,mg,remark\n2026-03-02,1500,\n", WIDE).diary.intakes

    assert replace(marked, note="") == replace(plain, note="")


# What is wrong


def test_every_bad_row_is_reported_with_its_line():
    table = log(A, "soon,magnesium,200mg", "2026-03-04,magnesium,much", "2026-03-05,,1mg")

    assert [problem.partition(": ")[0] for problem in problems_of(table)] == [
        "line 3, column datetime",
        "line 4, column amount",
        "line 5, column amount",
    ]


def test_every_bad_cell_of_a_row_is_reported():
    table = b"date,happy,focus\n2026-03-02,good,so so\n"

    assert len(problems_of(table, DAYS)) == 2


def test_a_row_with_a_cell_too_many_is_reported():
    assert problems_of(log("2026-03-02,magnesium,1,5 g")) == [
        "line 2: has 4 cells, the first line has 3"
    ]


def test_a_line_is_counted_as_an_editor_counts_it():
    table = log('2026-03-02,"mag\nnesium",200mg', "soon,magnesium,200mg")

    assert problems_of(table)[0].startswith("line 4, column datetime: ")


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        (b"", "line 1: has no column 'datetime'; it has: nothing"),
        (b"when,what\n", "line 1: has no column 'datetime'; it has: when, what"),
        (
            b"datetime,substance,amount,amount\n",
            "line 1: has the column 'amount' twice",
        ),
        (log(A) + b"\n\xff", "line 3: is not UTF-8; save the table as CSV UTF-8"),
        (log(A) + b"\0", "the table: holds characters that are not text; is it a CSV file?"),
        (log(A) + b'\n"open', "line 3: is not CSV: unexpected end of data"),
    ],
    ids=["empty", "other columns", "column twice", "not UTF-8", "NUL", "open quote"],
)
def test_a_table_that_cannot_be_read_says_why(table, problem):
    assert problems_of(table)[0] == problem
