import io
import tempfile
from dataclasses import replace
from datetime import datetime, time

import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from tests.exports.tables.handed import book, handed, sheet_rows
from tests.factories import (
    local,
    make_content,
    make_intake,
    make_meal,
    make_none_taken,
    make_product,
    make_score,
    make_skipped_dose,
)
from tracker.domain.selection import Selection
from tracker.exports.tables import workbook, workbook_file
from tracker.exports.tables.columns import TABLES
from tracker.exports.tables.sheet_cells import LONGEST, number_cell, text_cell


def one(sheet, **lists):
    (row,) = sheet_rows(book(**lists)[sheet])
    return row


def test_a_summary_comes_first_and_then_a_sheet_for_each_kind():
    sheets = book().sheetnames

    assert sheets == ["summary", *(table.name for table in TABLES), "columns"]


def test_the_summary_says_what_the_sheets_are_of_and_counts_them():
    intakes = (make_intake(), make_intake("2026-06-11T08:00"))
    rows = [*book(intakes=intakes, meals=(make_meal(),))["summary"].iter_rows(values_only=True)]
    said = {row[0]: row[1] for row in rows}

    assert said["First day"] == datetime(2026, 6, 9)  # noqa: DTZ001 - a spreadsheet has no zones
    assert (said["Days"], said["Days with an entry"]) == (6, 2)
    assert said["Knowledge version"] == handed().known.version
    assert (said["intakes"], said["meals"], said["symptoms"]) == (2, 1, 0)


def test_a_time_is_a_real_date_of_the_clock_there_and_stands_beside_with_its_offset():
    row = one("intakes", intakes=(make_intake("2026-06-10T08:15:30", timezone="Asia/Kathmandu"),))

    assert row["taken_at"] == datetime(2026, 6, 10, 8, 15, 30)  # noqa: DTZ001
    assert row["taken_at_iso"] == "2026-06-10T08:15:30+05:45"
    assert row["local_day"] == datetime(2026, 6, 10)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("day", "read"),
    [("1900-02-28", "1900-02-28 12:00:00"), ("1900-03-01", datetime(1900, 3, 1, 12))],  # noqa: DTZ001
)
def test_a_time_that_no_spreadsheet_counts_is_text(day, read):
    at = local(f"{day}T12:00", "UTC")
    selection = Selection(at.date(), at.date())
    row = one("symptoms", selection=selection, symptoms=(make_score(at.isoformat()[:16]),))

    assert row["felt_at"] == read


def test_a_usual_time_is_a_time_of_the_clock():
    product = make_product(times=("07:30",))
    row = one("skipped_doses", products=(product,), skipped_doses=(make_skipped_dose(product),))

    assert row["usual_time"] == time(7, 0)


def test_numbers_are_numbers_and_what_is_not_known_is_blank():
    row = one("intakes", intakes=(make_intake(amount="1.50", as_needed=True),))

    assert (row["amount"], row["elemental_mg"], row["amount_iu"]) == (1.5, 1.5, None)
    assert (row["as_needed"], row["prescribed"]) == (True, False)


def test_a_head_stays_in_sight_and_can_be_filtered():
    sheet = book(intakes=(make_intake(),))["intakes"]

    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet.column_dimensions["A"].width >= 10


FORMULAS = ["=1+1", '=HYPERLINK("http://example.org","x")', "+1", "-1", "@SUM(A1)", "\t=1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_text_is_text_and_never_a_formula(text):
    content = make_content(text, form=text)
    sheet = book(intakes=(make_intake(id=text, contents=(content,), product=text, note=text),))
    cells = [cell for row in sheet["intakes"].iter_rows(min_row=2) for cell in row]

    assert [cell.value for cell in cells].count(text) >= 5
    assert not any(cell.data_type == "f" for cell in cells)


def test_a_note_longer_than_a_cell_is_cut_and_says_so():
    note = "\U0001f48a" * LONGEST
    written = one("intakes", intakes=(make_intake(note=note),))["note"]

    assert len(written.encode("utf-16-le")) // 2 <= LONGEST
    assert f"{2 * LONGEST} characters" in written
    assert written.startswith("\U0001f48a" * 16_000)


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))


@settings(deadline=None, max_examples=50)
@given(
    TEXTS | st.sampled_from(["<&>\"'", "<r><t>x</t></r>", "<r></r>", " a\n\tb ", "_x0041_ _x0042_"])
)
def test_any_text_is_read_as_it_was_written(text):
    read = one("intakes", intakes=(make_intake(note=text),))["note"]

    # openpyxl leaves it to others to take the escapes out.
    assert unescape(read or "") == text


@pytest.mark.parametrize("text", ["a\x00b", "a\x0bb", "a\ud800b", "a\ufffeb"])
def test_what_xml_has_no_character_for_becomes_a_sign_that_says_so(text):
    assert one("intakes", intakes=(make_intake(note=text),))["note"] == "a\ufffdb"


def test_a_number_too_large_for_a_spreadsheet_stays_text():
    assert number_cell("1E+400") == text_cell("1E+400")
    assert number_cell("9" * 400) == text_cell("9" * 400)
    assert number_cell("-5") == ("number", -5)


def test_rows_beyond_what_a_sheet_holds_go_on_in_the_next(monkeypatch):
    monkeypatch.setattr(workbook_file, "MOST_ROWS", 3)
    intakes = tuple(make_intake(amount=str(number)) for number in range(1, 6))
    made = book(intakes=intakes)
    sheets = [made[name] for name in made.sheetnames if name.startswith("intakes")]

    assert [sheet.title for sheet in sheets] == ["intakes", "intakes 2", "intakes 3"]
    amounts = [row["amount"] for sheet in sheets for row in sheet_rows(sheet)]
    assert amounts == [1, 2, 3, 4, 5]


def test_the_same_diary_makes_the_same_file():
    intakes = (make_intake(), make_intake("2026-06-11T08:00"))

    assert [*workbook(handed(intakes=intakes))] == [*workbook(handed(intakes=intakes))]


@pytest.mark.parametrize("is_left", [True, False])
def test_nothing_of_it_stays_on_the_disk(is_left, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    pieces = workbook(handed(intakes=(make_intake(),)))
    next(pieces)
    folder = next(tmp_path.iterdir())
    assert [file.name for file in folder.iterdir()] == ["tables.xlsx"]
    assert folder.stat().st_mode & 0o077 == 0

    pieces.close() if is_left else [*pieces]
    assert not [*tmp_path.iterdir()]


def test_nothing_stays_on_the_disk_when_the_diary_cannot_be_read(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    unreadable = replace(handed(), entries=None)

    with pytest.raises(AttributeError):
        next(workbook(unreadable))
    assert not [*tmp_path.iterdir()]


def test_pandas_reads_the_types_of_columns():
    lists = {"intakes": (make_intake(),), "none_taken": (make_none_taken("2026-06-11"),)}
    data = io.BytesIO(b"".join(workbook(handed(**lists))))
    tables = pandas.read_excel(data, sheet_name=["intakes", "days"])

    assert tables["intakes"]["taken_at"].dtype.kind == "M"
    assert tables["intakes"]["amount"].dtype.kind in "if"
    days = tables["days"].set_index("local_day")["elemental_mg"]
    assert days["2026-06-10":"2026-06-11"].tolist() == [200, 0]
    assert days.isna().sum() == 4
