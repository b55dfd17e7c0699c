"""JSON text to plain values and back, exact and without surprises.

Numbers are read as `Decimal`s: the amount on a label stays what it is. Whatever cannot be
read ends in a `DocumentError` that says so, however the text was made.
"""

import json
from collections import Counter
from decimal import Decimal
from typing import Any

from tracker.document.diary_document import DocumentError
from tracker.document.problems import Problem

LONGEST_EXACT = 60
"""The longest literal that is read digit for digit. No label, scale or sum of ours needs more."""
LARGEST_EXPONENT = 700
"""Beyond it a few characters would stand for a number that fills the memory."""
WHOLE_DIGITS = 15


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
    """Return a literal digit for digit, or as every JSON reader sees it where that is too much.

    Longer ones come from someone who wants to keep a computer busy.
    """
    if len(literal) <= WHOLE_DIGITS and literal.isdigit():
        return int(literal)
    nearest = float(literal)
    if nearest in (float("inf"), float("-inf")):
        return Decimal(nearest)
    return Decimal(literal) if is_modest(literal) else Decimal(repr(nearest))


def is_modest(literal: str) -> bool:
    """Can it be counted with as it stands?"""
    if len(literal) > LONGEST_EXACT:
        return False
    _, _, exponent = literal.lower().partition("e")
    return not exponent or abs(int(exponent)) <= LARGEST_EXPONENT


def object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        times = Counter(name for name, _ in pairs)
        twice = next(name for name in times if times[name] > 1)
        raise refused(f"the key {twice!r} stands twice in one object")
    return found


def written(value: Any) -> str:
    """Return `value` as one line of JSON; a `Decimal` as the number it is."""
    return json.dumps(value, default=json_number)


def json_number(value: object) -> int | float:
    if not isinstance(value, Decimal):
        raise TypeError(f"{type(value).__name__} has no place in JSON")
    return int(value) if value == value.to_integral_value() else float(value)
