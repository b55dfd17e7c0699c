"""What stands in one cell of a table: a time, an amount, a number.

Each function raises CellError, with words for the person whose table it is.
"""

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import get_args
from zoneinfo import ZoneInfo

from tracker.document.fields import FIRST_YEAR, LAST_YEAR
from tracker.document.records import UNIT
from tracker.domain.diary import Precision, Unit
from tracker.imports.mapping import DecimalMark

DAY_ONLY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
CLOCK_CODES = re.compile(r"%-?[HIMScX]")
NOON = time(12)
"""An entry of which only the day is known stands at noon: the middle of its local day."""

# A unit begins with a letter, and the micro signs are letters outside ASCII.
AMOUNT = re.compile(r"([+-]?[0-9.,]+)\s*([^\W\d_]\S*)?")
POINT = re.compile(r"[+-]?([1-9]\d{0,2}(,\d{3})+|\d+)(\.\d+)?|[+-]?\.\d+", re.ASCII)
COMMA = re.compile(r"[+-]?([1-9]\d{0,2}(\.\d{3})+|\d+)(,\d+)?", re.ASCII)
EITHER = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}", re.ASCII)

OTHER_NAMES = {**UNIT.aliases, "i.u.": "IU", "ie": "IU", "i.e.": "IU"}
"""As the diary document, and as labels abbreviate international units in English and German."""


class CellError(ValueError):
    """What is wrong with a cell, and what to write instead."""


def read_time(cell: str, form: str | None, zone: ZoneInfo) -> tuple[datetime, Precision]:
    """Return the time in `cell`, in `zone`, and how exactly it is known.

    A time with an offset is that instant; one without is a clock time of `zone`. `form` is a
    pattern of `strptime`; without one the cell is ISO 8601. A cell with only a date is a day.
    """
    if form is None and DAY_ONLY.fullmatch(cell):
        return _noon(_parsed(cell, None).date(), zone), "day"
    at = _parsed(cell, form)
    if form is not None and CLOCK_CODES.search(form) is None:
        return _noon(at.date(), zone), "day"
    return (at.astimezone(zone) if at.tzinfo else _local(at, zone)), "minute"


def _parsed(cell: str, form: str | None) -> datetime:
    try:
        # A cell may say a clock time without a zone: it is read in the table's own.
        at = datetime.strptime(cell, form) if form else datetime.fromisoformat(cell)  # noqa: DTZ007
    except ValueError as error:
        wanted = f"a time like {form}" if form else "an ISO date or time such as 2026-06-10T08:05"
        raise CellError(f"{cell!r} is not {wanted}") from error
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise CellError(f"{cell!r} is not in a year that can be kept; check the year")
    return at


def _noon(day: date, zone: ZoneInfo) -> datetime:
    noon = datetime.combine(day, NOON, zone)
    if noon.astimezone(UTC).astimezone(zone).date() != day:
        raise CellError(f"{day} was left out in {zone.key}; check the date")
    return noon


def _local(clock: datetime, zone: ZoneInfo) -> datetime:
    """Return the one instant at which clocks in `zone` show `clock`."""
    readings = [clock.replace(tzinfo=zone, fold=fold) for fold in (0, 1)]
    real = {
        reading.astimezone(UTC): reading
        for reading in readings
        if reading.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == clock
    }
    if not real:
        raise CellError(f"clocks in {zone.key} never showed {clock}; they went forward then")
    if len(real) > 1:
        raise CellError(
            f"clocks in {zone.key} showed {clock} twice; add the offset, such as +02:00"
        )
    return next(iter(real.values()))


def read_amount(
    cell: str, mark: DecimalMark | None, usual_unit: Unit | None
) -> tuple[Decimal, Unit]:
    """Return the amount in `cell` ("300 mg", "1,5 g") and its unit, else the `usual_unit`.

    >>> read_amount("300\\u03bcg", None, "mg")
    (Decimal('300'), 'mcg')
    """
    number, unit_text = _split(cell)
    unit = _unit(unit_text) if unit_text else usual_unit
    if unit is None and unit_text:
        known = ", ".join(get_args(Unit))
        raise CellError(f"the unit in {cell!r} is not known; known are {known}")
    if unit is None:
        raise CellError(f"{cell!r} has no unit; write it there, or `unit` in the mapping")
    amount = read_number(number, mark)
    if amount < 0:
        raise CellError(f"{cell!r} is below 0; an amount cannot be")
    return amount, unit


def _unit(text: str) -> Unit | None:
    written = OTHER_NAMES.get(text.lower(), text)
    units: tuple[Unit, ...] = get_args(Unit)
    return next((unit for unit in units if unit.lower() == written.lower()), None)


def _split(cell: str) -> tuple[str, str]:
    found = AMOUNT.fullmatch(cell)
    if found is None:
        raise CellError(f"{cell!r} is not an amount such as 300 mg")
    return found[1], found[2] or ""


def read_number(text: str, mark: DecimalMark | None) -> Decimal:
    """Return the number in `text`, exactly.

    `mark` says what its decimals stand behind. Where it is not said, a point is a decimal
    point, and a comma is a decimal comma unless it could as well part the thousands.

    >>> read_number("1,5", None), read_number("1.500,25", None), read_number("1,500", "point")
    (Decimal('1.5'), Decimal('1500.25'), Decimal('1500'))
    """
    if mark is None and EITHER.fullmatch(text):
        raise CellError(
            f'{text!r} can be read in two ways; say `decimal = "comma"` or "point" in the mapping'
        )
    if mark != "comma" and POINT.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if mark != "point" and COMMA.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    raise CellError(f"{text!r} is not a number")
