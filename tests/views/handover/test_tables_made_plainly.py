"""The quick way from what is stored to a table gives, byte for byte, what the plain one gives.

Plain: Django reads each row, the values of the domain are chosen from, each cell is made by
itself, and Python's csv module puts quotes where they belong.
"""

import csv
import io
from dataclasses import replace
from datetime import date, timedelta, timezone
from decimal import Decimal
from itertools import chain, cycle

import pytest

from tests.exports.tables.handed import Listed
from tests.factories import (
    make_content,
    make_intake,
    make_meal,
    make_none_taken,
    make_product,
    make_score,
    make_skipped_dose,
    save,
)
from tracker import queries
from tracker.domain.diary import FoodPortion, Scale, Site
from tracker.domain.selection import Chooser, Selection
from tracker.exports.tables.columns import DAYS, ENTRIES, flat_columns
from tracker.exports.tables.defused import defused
from tracker.exports.tables.sheets import Sheets
from tracker.knowledge import knowledge
from tracker.models import Intake, Meal, NoneTaken, Score
from tracker.views.handover.tables import flat_csv, handed_of

pytestmark = pytest.mark.django_db

TEXTS = ("=1+1", "'t", "a; b\\", ' "x", ', "l\r\nm", "NA", "1-2", "\ufeff", "plain", " lead", "ünï")
NUMBERS = tuple(map(Decimal, ("0", "1.50", "1.5", "1E+3", "0E-7", "12345678901234567.25")))
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "UTC", "Pacific/Auckland")
SUBSTANCES = ("magnesium", "Calcium", "vitamin_d", "zinc", None, *TEXTS)
CLOCKS = ("00:00", "02:30", "08:15:07", "12:00:00.250000", "23:59")

ALL = Selection(date(1800, 1, 1), date(2030, 1, 1))
SUMMER = Selection(date(2026, 3, 10), date(2026, 9, 10))
CHOICES = {
    "all days": ALL,
    "some days": SUMMER,
    "without notes": replace(SUMMER, with_notes=False),
    "some symptoms": replace(SUMMER, symptoms=("sleep", "=1+1", "")),
    "some substances": replace(SUMMER, substances=("magnesium", "", "=1+1")),
    "nothing": replace(SUMMER, symptoms=(), substances=(), with_notes=False),
}


def a_diary_of_everything():
    """Yield entries in which each thing that can be said stands beside many others."""
    texts, numbers, sometimes = map(cycle, (TEXTS, NUMBERS, [None, True, False, None, True]))
    substances, units = map(cycle, (SUBSTANCES, ["mg", "mcg", "g", "IU", "mmol"]))
    zones, clocks = map(cycle, (ZONES, CLOCKS))

    def new_content():
        content = make_content(next(substances), None, next(units), form=next(texts))
        return replace(content, amount=next(numbers) if next(sometimes) is None else None)

    days = [date(2026, 3, 1) + timedelta(days=3 * number) for number in range(70)]
    for number, day in enumerate([*days, date(1849, 5, 6), date(1890, 7, 8), days[0]]):
        said = {"timezone": next(zones), "note": next(texts) if number % 2 else ""}
        at = f"{day}T{next(clocks)}"
        yield make_intake(
            at,
            **said,
            contents=tuple(new_content() for _ in range(number % 4)),
            as_needed=next(sometimes),
            prescribed=number % 3 == 0,
            servings=next(numbers) if number % 2 else None,
            product=next(texts),
            tolerance=("nausea", "fine")[: number % 3],
        )
        foods = (FoodPortion("usda-sr28:01077", next(numbers)), FoodPortion(None, None))
        yield make_meal(at, **said, tags=(next(texts), "fat"), foods=foods[: number % 3])
        yield make_score(
            at,
            **said,
            value=str(next(numbers)) if number % 5 else None,
            symptom="sleep" if number % 2 else next(texts),
            scale=Scale(next(numbers), next(numbers), "high", next(texts)),
            sites=(Site(next(texts), "left"), Site(next(texts), None))[: number % 3],
            qualities=(next(texts),) * (number % 2),
        )
        yield make_none_taken(str(day), substance=next(substances), timezone=said["timezone"])
    product = make_product()
    yield from (product, make_skipped_dose(product))


@pytest.fixture
def written(person):
    save(person, *a_diary_of_everything())
    return person


def plainly_handed(person, selection):
    """Return what is handed over, its entries read by Django and chosen as values."""

    def entries(table, *order):
        return tuple(row.entry() for row in table.objects.filter(person=person).order_by(*order))

    diary = replace(
        queries.diary(person),
        intakes=entries(Intake, "day", "instant", "pk"),
        meals=entries(Meal, "day", "instant", "pk"),
        symptoms=entries(Score, "day", "instant", "pk"),
        none_taken=entries(NoneTaken, "day", "pk"),
    )
    chosen = Chooser(selection, knowledge().rule_book.substances).diary(diary)
    return replace(handed_of(person, selection), entries=Listed(chosen, selection))


def plain_time(at):
    if seconds := at.utcoffset().seconds % 60:
        at = at.astimezone(timezone(at.utcoffset() - timedelta(seconds=seconds)))
    return at.isoformat()


PLAIN_CELLS = {
    "text": defused,
    "list": defused,
    "true or false": lambda value: str(value).lower(),
    "time": plain_time,
    "time of day": lambda value: value.isoformat("minutes"),
}


def plain_csv(handed):
    file = io.StringIO(newline="")
    names = [column.flat_name for column in flat_columns()]
    writer = csv.DictWriter(file, names, restval="", lineterminator="\r\n")
    writer.writeheader()
    for table in ENTRIES:
        for row in Sheets(handed).rows_of(table):
            cells = zip(table.columns, chain.from_iterable(row), strict=True)
            said = {
                column.flat_name: PLAIN_CELLS.get(column.holds, str)(value)
                for column, value in cells
                if value is not None
            }
            writer.writerow({"kind": table.kind} | said)
    return b"\xef\xbb\xbf" + file.getvalue().encode()


@pytest.mark.parametrize("selection", CHOICES.values(), ids=CHOICES)
def test_the_table_is_the_same_byte_for_byte(written, selection):
    made = b"".join(flat_csv(written, selection))

    assert made == plain_csv(plainly_handed(written, selection))
    assert made.count(b"\r\n") > 50


@pytest.mark.parametrize("name", [name for name in CHOICES if name != "all days"])
def test_each_table_of_entries_and_days_holds_the_same_rows(written, name):
    made, plain = (make(written, CHOICES[name]) for make in (handed_of, plainly_handed))

    for table in (*ENTRIES, DAYS):
        rows = [*Sheets(made).rows_of(table)]
        assert rows == [*Sheets(plain).rows_of(table)], table.name
