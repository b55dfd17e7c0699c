"""The kinds of value that a diary document holds: each reads itself and describes itself.

Reading never stops at the first problem: it notes what is wrong, with the JSON path, and goes
on. The same objects make the published JSON Schema, so the two cannot disagree.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Protocol, TypeVar

from tracker.document.problems import Problem, Problems, wrong_type
from tracker.document.zones import ZONE_NAMES

Schema = dict[str, Any]
Time = TypeVar("Time", bound=date)

MOMENT = re.compile(
    r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?([Zz]|[+-]\d\d:\d\d(:\d\d)?)", re.ASCII
)
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
CLOCK_TIME = re.compile(r"\d\d:\d\d(:\d\d)?", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1000, 9000
"""Far from the ends of the calendar, where adding hours to a time would leave it."""


class Field(Protocol):
    """A kind of value. `read` returns the domain value, or `None` after noting a problem.

    `write` makes of a domain value what `read` reads.
    """

    def read(self, value: Any, path: str, problems: Problems) -> Any: ...

    def write(self, value: Any) -> Any: ...

    def schema(self) -> Schema: ...


class AsItIs:
    """Written as it stands."""

    __slots__ = ()

    def write(self, value: Any) -> Any:
        return value


class AsIsoTime:
    """Days and times are written in the form of ISO 8601."""

    __slots__ = ()

    def write(self, value: date) -> str:
        return value.isoformat()


@dataclass(frozen=True, slots=True)
class Text(AsItIs):
    def read(self, value: Any, path: str, problems: Problems) -> str | None:
        if isinstance(value, str):
            return value
        problems.append(wrong_type("text", value, path))
        return None

    def schema(self) -> Schema:
        return {"type": "string"}


@dataclass(frozen=True, slots=True)
class Truth(AsItIs):
    def read(self, value: Any, path: str, problems: Problems) -> bool | None:
        if isinstance(value, bool):
            return value
        problems.append(wrong_type("true or false", value, path))
        return None

    def schema(self) -> Schema:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Anything(AsItIs):
    """Whatever stands there: what it may be depends on what stands beside it."""

    def read(self, value: Any, path: str, problems: Problems) -> Any:
        del path, problems
        return value

    def schema(self) -> Schema:
        return {}


@dataclass(frozen=True, slots=True)
class Number(AsItIs):
    """A finite number, exact as it was written; from `minimum` on, or above `above`."""

    minimum: int | None = None
    above: int | None = None

    def read(self, value: Any, path: str, problems: Problems) -> Decimal | None:
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            problems.append(wrong_type("a number", value, path))
            return None
        # A binary float is taken as it is written, not as what it is in binary.
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        if not number.is_finite():
            problems.append(Problem(path, "the number is not finite"))
        elif self.minimum is not None and number < self.minimum:
            problems.append(Problem(path, f"must not be below {self.minimum}"))
        elif self.above is not None and number <= self.above:
            problems.append(Problem(path, f"must be above {self.above}"))
        else:
            return number
        return None

    def schema(self) -> Schema:
        bounds = {"minimum": self.minimum, "exclusiveMinimum": self.above}
        return {"type": "number"} | {key: end for key, end in bounds.items() if end is not None}


@dataclass(frozen=True, slots=True)
class Whole(AsItIs):
    minimum: int

    def read(self, value: Any, path: str, problems: Problems) -> int | None:
        number = Number(self.minimum).read(value, path, problems)
        if number is not None and number != number.to_integral_value():
            problems.append(wrong_type("a whole number", value, path))
            return None
        return None if number is None else int(number)

    def schema(self) -> Schema:
        return {"type": "integer", "minimum": self.minimum}


@dataclass(frozen=True, slots=True)
class Choice(AsItIs):
    """One of a fixed vocabulary; `aliases` are read as one of its words."""

    words: Sequence[str]
    aliases: Mapping[str, str] = field(default_factory=dict)

    def read(self, value: Any, path: str, problems: Problems) -> str | None:
        if not isinstance(value, str):
            problems.append(wrong_type("text", value, path))
            return None
        word = self.aliases.get(value, value)
        if word in self.words:
            return word
        problems.append(Problem(path, f"unknown value {value!r}; known: {', '.join(self.words)}"))
        return None

    def schema(self) -> Schema:
        return {"enum": [*self.words, *self.aliases]}


@dataclass(frozen=True, slots=True)
class PlaceOf:
    """One of some words in their order; the domain holds its place among them, from 0."""

    words: Sequence[str]

    def read(self, value: Any, path: str, problems: Problems) -> int | None:
        word = Choice(self.words).read(value, path, problems)
        return None if word is None else self.words.index(word)

    def write(self, value: int) -> str:
        return self.words[value]

    def schema(self) -> Schema:
        return {"enum": [*self.words]}


@dataclass(frozen=True, slots=True)
class Exactly(AsItIs):
    """A value that has to be there as it is: the document's format and version."""

    value: str | int

    def read(self, value: Any, path: str, problems: Problems) -> Any:
        is_same_kind = isinstance(value, str) == isinstance(self.value, str)
        if isinstance(value, bool) or not is_same_kind or value != self.value:
            problems.append(Problem(path, f"must be {self.value!r}"))
            return None
        return self.value

    def schema(self) -> Schema:
        return {"const": self.value}


@dataclass(frozen=True, slots=True)
class Zone(AsItIs):
    def read(self, value: Any, path: str, problems: Problems) -> str | None:
        name = Text().read(value, path, problems)
        if name is not None and name not in ZONE_NAMES:
            problems.append(Problem(path, f"there is no time zone {name!r} in the IANA database"))
            return None
        return name

    def schema(self) -> Schema:
        return {"type": "string", "description": "a zone of the IANA time zone database"}


@dataclass(frozen=True, slots=True)
class Day(AsIsoTime):
    def read(self, value: Any, path: str, problems: Problems) -> date | None:
        text = Text().read(value, path, problems)
        if text is None:
            return None
        try:
            return checked_year(date.fromisoformat(full_match(DAY, text)))
        except ValueError:
            problems.append(Problem(path, f"{text!r} is not a day such as 2026-06-10"))
            return None

    def schema(self) -> Schema:
        return {"type": "string", "format": "date"}


@dataclass(frozen=True, slots=True)
class Moment(AsIsoTime):
    """A time with its offset from UTC. Whether its zone has that offset is for the entry."""

    def read(self, value: Any, path: str, problems: Problems) -> datetime | None:
        text = Text().read(value, path, problems)
        if text is None:
            return None
        try:
            return checked_year(datetime.fromisoformat(full_match(MOMENT, text).upper()))
        except ValueError:
            example = "2026-06-10T08:00:00-04:00"
            problems.append(Problem(path, f"{text!r} is not a time with offset such as {example}"))
            return None

    def schema(self) -> Schema:
        return {"type": "string", "format": "date-time"}


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of any day, as a clock on the wall shows it; seconds are written where there are."""

    def read(self, value: Any, path: str, problems: Problems) -> time | None:
        text = Text().read(value, path, problems)
        if text is None:
            return None
        try:
            return time.fromisoformat(full_match(CLOCK_TIME, text))
        except ValueError:
            problems.append(Problem(path, f"{text!r} is not a time of day such as 07:00"))
            return None

    def write(self, value: time) -> str:
        return value.isoformat("seconds" if value.second else "minutes")

    def schema(self) -> Schema:
        return {"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$"}


def is_storable(text: str) -> bool:
    """Can every database hold the text? Lone surrogates are no characters, NUL ends strings."""
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


def full_match(pattern: re.Pattern[str], text: str) -> str:
    if pattern.fullmatch(text) is None:
        raise ValueError(text)
    return text


def checked_year(time: Time) -> Time:
    if not FIRST_YEAR <= time.year <= LAST_YEAR:
        raise ValueError(time)
    return time
