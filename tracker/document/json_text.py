"""JSON text to plain values and back, exact and without surprises.

Numbers are read as `Decimal`s: the amount on a label stays what it is. Whatever cannot be
read ends in a `DocumentError` that says so, however the text was made.
"""

import json
from decimal import Decimal
from typing import Any

from tracker.document.diary_document import DocumentError
from tracker.document.fields import Problem

EXACT_DIGITS = 15
"""Any decimal of so many digits survives programs that hold numbers as binary floats."""


def parse(text: bytes) -> Any:
    """Return the JSON value in `text` (UTF-8, a byte order mark allowed)."""
    try:
        return json.loads(
            text.decode("utf-8-sig"),
            parse_float=number,
            parse_int=number,
            parse_constant=Decimal,
            object_pairs_hook=object_of,
        )
    except UnicodeDecodeError as error:
        raise refused(f"the text is not UTF-8 (byte {error.start})") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise refused(f"not JSON: {error.msg} ({where})") from error
    except RecursionError as error:
        raise refused("nested too deeply to be a diary") from error


def refused(message: str) -> DocumentError:
    return DocumentError([Problem("$", message)])


def number(literal: str) -> int | Decimal:
    """Return a literal exactly, or as every JSON reader sees it where it has too many digits.

    Longer ones come from binary floats, or from someone who wants to keep a computer busy.
    """
    nearest = float(literal)
    if nearest in (float("inf"), float("-inf")):
        return Decimal(nearest)
    if len(literal) <= EXACT_DIGITS and literal.lstrip("-").isdigit():
        return int(literal)
    is_short = len(literal) <= EXACT_DIGITS and "e" not in literal.lower()
    return Decimal(literal) if is_short else Decimal(repr(nearest))


def object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise refused(f"the key {twice!r} stands twice in one object")
    return found


def written(value: Any) -> str:
    """Return `value` as one line of JSON; a `Decimal` as the number it is."""
    return json.dumps(value, default=json_number)


def json_number(value: object) -> int | float:
    if not isinstance(value, Decimal):
        raise TypeError(f"{type(value).__name__} has no place in JSON")
    return int(value) if value == value.to_integral_value() else float(value)
