import csv
import io
import time
import tracemalloc
import zipfile
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from tests.factories import (
    make_content,
    make_intake,
    make_meal,
    make_none_taken,
    make_person,
    make_product,
    make_score,
    make_skipped_dose,
    save,
)
from tracker import actions
from tracker.domain.diary import CoverSheet
from tracker.domain.selection import Selection
from tracker.views.handover.files import KINDS
from tracker.views.handover.tables import flat_csv, workbook, zipped_csv

pytestmark = pytest.mark.django_db

JUNE = Selection(date(2026, 6, 1), date(2026, 6, 30))


def flat(person, **chosen):
    data = b"".join(flat_csv(person, replace(JUNE, **chosen)))
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def tidy(person, name, **chosen):
    data = b"".join(zipped_csv(person, replace(JUNE, **chosen)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read(f"{name}.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_entries_come_in_order_of_their_days_and_times(person):
    late, early = make_intake("2026-06-11T22:00"), make_intake("2026-06-11T07:00")
    before = make_intake("2026-06-10T09:00")
    save(person, late, early, before, make_meal())

    found = [row["id"] for row in flat(person) if row["kind"] == "intake"]
    assert found == [before.id, early.id, late.id]


def test_a_day_is_that_of_the_entrys_own_zone(person):
    first = make_score("2026-06-01T00:30", timezone="Pacific/Auckland")
    save(person, first, make_score("2026-06-30T23:30", timezone="Pacific/Honolulu"))

    assert [row["local_day"] for row in flat(person)] == ["2026-06-01", "2026-06-30"]


def test_days_come_before_instants_which_zones_can_turn_round(person):
    day_before = make_score("2026-06-10T23:30", timezone="Pacific/Honolulu")
    hours_earlier = make_score("2026-06-11T01:00", timezone="Pacific/Auckland")
    save(person, hours_earlier, day_before)

    assert [row["id"] for row in flat(person)] == [day_before.id, hours_earlier.id]


def test_contents_are_counted_within_each_intake(person):
    both = (make_content(), make_content("zinc", "10"))
    save(person, *(make_intake(f"2026-06-1{day}T08:00", contents=both) for day in (0, 1)))

    assert [row["content"] for row in flat(person)] == ["1", "2", "1", "2"]


def test_what_is_of_another_day_or_person_stays_where_it_is(person):
    mine = make_intake()
    save(person, mine, make_intake("2026-05-31T23:59"), make_intake("2026-07-01T00:00"))
    save(make_person(), make_intake(note="of a stranger"), make_meal())

    assert [row["id"] for row in flat(person)] == [mine.id]


def test_a_time_is_the_same_wherever_the_server_stands(person, monkeypatch):
    save(person, make_intake("2026-06-10T08:15"))
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("TZ", "Asia/Kathmandu")
        time.tzset()
        (row,) = flat(person)
    time.tzset()

    assert (row["at"], row["local_day"]) == ("2026-06-10T08:15:00+02:00", "2026-06-10")


def test_equal_amounts_keep_the_digits_they_were_written_with(person):
    save(person, *(make_intake(amount=amount) for amount in ("1.5", "1.50", "1.5")))

    assert [row["amount"] for row in flat(person)] == ["1.5", "1.50", "1.5"]


def test_rows_of_several_portions_are_all_there_and_in_order(person):
    days = [date(2026, 6, 1) + timedelta(days=number // 40) for number in range(1100)]
    felt = [make_score(f"{day}T08:00", note=str(number)) for number, day in enumerate(days)]
    save(person, *felt)

    rows = flat(person, last=days[-1])
    assert [row["note"] for row in rows] == [one.note for one in felt]
    assert not any(None in row or None in row.values() for row in rows)


def test_only_what_was_chosen_leaves(person):
    product, other = make_product(), make_product("Zinc", substance="zinc")
    contents = (make_content(), make_content("zinc", "10"))
    save(
        person,
        *(product, other, make_skipped_dose(product), make_skipped_dose(other)),
        make_intake(contents=contents, note="secret"),
        make_intake(substance="zinc"),
        make_score(),
        make_score(symptom="sleep"),
        make_none_taken(substance="zinc"),
    )
    rows = flat(person, substances=("magnesium",), symptoms=("sleep",), with_notes=False)

    assert [row["kind"] for row in rows] == ["intake", "symptom", "skipped_dose"]
    assert [row["substance"] or row["symptom"] or row["product"] for row in rows] == [
        *("magnesium", "sleep", "Magnesium 200")
    ]
    assert not any(row["note"] for row in rows)


def test_all_tables_keep_to_what_was_chosen(person):
    product = make_product("Zinc", substance="zinc", times=("07:00",))
    save(person, product, make_intake(), make_intake(substance="zinc"))

    for name in ("products", "usual_times", "intakes", "days"):
        rows = tidy(person, name, substances=("magnesium",))
        assert "zinc" not in str(rows).lower(), name


def test_without_the_name_it_is_in_no_file(person):
    sheet = CoverSheet("Ada Lovelace", ("Is it enough?",))
    actions.put_belonging(person=person, belonging=sheet, by=person.user)

    assert tidy(person, "person")[-1]["name"] == "Ada Lovelace"
    assert tidy(person, "person", with_name=False)[-1]["name"] == ""


def test_each_day_and_substance_of_the_span_is_taken_not_taken_or_unknown(person):
    save(person, make_intake(), make_none_taken("2026-06-11"), make_intake(substance="zinc"))
    rows = tidy(person, "days", last=date(2026, 6, 12))
    found = {(row["local_day"], row["substance_id"]): row["state"] for row in rows}

    assert len(found) == len(rows) == 12 * 2
    assert found["2026-06-10", "magnesium"] == "taken"
    assert found["2026-06-11", "magnesium"] == "not_taken"
    assert found["2026-06-12", "magnesium"] == "unknown"
    assert found["2026-06-11", "zinc"] == "unknown"


def test_one_slip_in_a_year_makes_no_century_of_unknown_days(person):
    save(person, make_intake("1926-06-10T08:00"), make_intake())
    rows = tidy(person, "days", first=date(1926, 6, 1))

    days = {row["local_day"] for row in rows}
    assert len(days) == 10 + 21
    assert {"1926-06-01", "1926-06-10", "2026-06-10", "2026-06-30"} <= days


def test_a_substance_that_was_chosen_and_never_logged_is_unknown_on_each_day(person):
    save(person, make_intake())
    rows = tidy(person, "days", substances=("zinc",))

    assert {(row["substance_id"], row["state"]) for row in rows} == {("zinc", "unknown")}


def test_an_empty_diary_makes_files_with_heads_alone(person):
    assert flat(person) == []
    assert tidy(person, "intakes") == []
    assert load_workbook(io.BytesIO(b"".join(workbook(person, JUNE))))["intakes"].max_row == 1


def test_every_format_of_tables_is_made(person):
    save(person, make_intake())

    starts = {name: b"".join(KINDS[name].make(person, JUNE))[:4] for name in ("csv", "zip", "xlsx")}
    assert starts == {"csv": b"\xef\xbb\xbfk", "zip": b"PK\x03\x04", "xlsx": b"PK\x03\x04"}


@pytest.mark.parametrize("make", [flat_csv, zipped_csv, workbook])
def test_the_queries_do_not_grow_with_the_diary(person, make):
    def queries_of():
        with CaptureQueriesContext(connection) as captured:
            assert b"".join(make(person, JUNE))
        return len(captured)

    save(person, make_intake(), make_score(), make_meal(), make_none_taken())
    before = queries_of()
    save(person, *(make_intake() for _ in range(20)), *(make_score() for _ in range(20)))

    assert queries_of() == before


def add_days(person, number):
    first = date(2010, 1, 1) + timedelta(days=number * 365)
    entries = [
        entry
        for day in (first + timedelta(days=one) for one in range(365))
        for entry in (
            make_intake(f"{day}T08:00", note=f"of {day}"),
            make_intake(f"{day}T20:00", substance="zinc"),
            make_score(f"{day}T21:00", note=f"of {day}"),
        )
    ]
    save(person, *entries)


def peak(make, person, selection):
    """Return how many bytes are made, and the most memory that was taken meanwhile."""
    tracemalloc.start()
    size = sum(map(len, make(person, selection)))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return size, most


def test_a_diary_four_times_as_long_takes_no_more_memory(person):
    for number in range(4):
        add_days(person, number)
    year = Selection(date(2010, 1, 1), date(2010, 12, 31))
    four_years = replace(year, last=date(2013, 12, 28))

    for make in (flat_csv, zipped_csv, workbook):
        # What is read once for the process is not to count.
        peak(make, person, year)
        small, short = peak(make, person, year)
        large, long = peak(make, person, four_years)
        assert large > 2 * small
        assert long < 1.5 * short + 500_000
