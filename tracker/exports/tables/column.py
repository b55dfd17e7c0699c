"""What a table is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any, Literal, TypeAlias

Holds = Literal[
    "text", "word", "number", "count", "true or false", "time", "day", "time of day", "list"
]
"""What stands in the cells of a column. A word is one of a closed vocabulary or of the program's
own; a list is several texts in one cell, written by `listed`. In a blank cell stands None."""

Group: TypeAlias = tuple[Any, ...]
Row: TypeAlias = tuple[Group, ...]
"""The values of a table's columns in their order, each of what its column holds, or None.

They come in the table's groups: first what is of this row alone, then what many rows have in
common, such as what a label says. That is written once, and kept. So a number is text already,
all its digits in it: 1.5 and 1.50 are equal and not the same.
"""

MOST_DIGITS = 30


@dataclass(frozen=True, slots=True)
class Column:
    """A column; the unit of a bare number stands in its `name`.

    `blank` says what it means that nothing stands there. `flat` is the column of the flat file
    that holds the same, where it is called otherwise.
    """

    name: str
    holds: Holds
    meaning: str
    blank: str = "not said"
    flat: str = ""

    @property
    def flat_name(self) -> str:
        return self.flat or self.name


@dataclass(frozen=True)
class Table:
    """A table; `kind` is what one of its rows is, and how the flat file calls it."""

    name: str
    kind: str
    meaning: str
    groups: tuple[tuple[Column, ...], ...]

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return tuple(chain.from_iterable(self.groups))


def listed(texts: Sequence[str | None]) -> str | None:
    r"""Return the texts as one, "; " between them; None for none.

    A semicolon or backslash within a text has a backslash before it, so they can be told apart.

    >>> listed(["burning", "pins; needles"])
    'burning; pins\\; needles'
    """
    if not texts:
        return None
    return "; ".join((one or "").replace("\\", "\\\\").replace(";", "\\;") for one in texts)


@lru_cache(maxsize=4096)
def number_from(text: str) -> str:
    """Return a number as `str` wrote it without its exponent; one with very many digits keeps it.

    >>> number_from("1E+2"), number_from("1.50"), number_from("1E-99")
    ('100', '1.50', '1E-99')
    """
    if "E" not in text or abs(Decimal(text).adjusted()) > MOST_DIGITS:
        return text
    return f"{Decimal(text):f}"


def digits_in(text: str | None) -> str | None:
    """Return the number of a text without its exponent; None for None."""
    return None if text is None else number_from(text)


def digits(number: Decimal | None) -> str | None:
    """Return the number as it is written, with all its digits; None for None."""
    return None if number is None else number_from(str(number))
