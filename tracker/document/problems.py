"""What is wrong in a document, and where."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

One = TypeVar("One")

MOST_TOLD = 10_000
"""After so many problems reading stops: what follows is not a diary, and would fill the memory."""
LONGEST_SAID = 1000
"""So much of a problem is told; real names and values are far shorter."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a document, and where: `path` is a JSON path such as `$.meals[0].id`."""

    path: str
    message: str

    def __post_init__(self) -> None:
        # Both can quote what stands in the document, however long that is.
        for name in ("path", "message"):
            object.__setattr__(self, name, shortened(getattr(self, name)))

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


Problems = list[Problem]


def until_enough(items: Iterable[One], problems: Problems) -> Iterator[One]:
    """Yield the items for as long as there are fewer than MOST_TOLD problems."""
    for item in items:
        if len(problems) >= MOST_TOLD:
            return
        yield item


def wrong_type(expected: str, value: Any, path: str) -> Problem:
    return Problem(path, f"expected {expected}, found {short(value)}")


def short(value: Any) -> str:
    """Return a name for a JSON value's type; the value itself may be private, or huge."""
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false"}
    return "null" if value is None else names.get(type(value), "a number")


def at(path: str, key: str) -> str:
    return f"{path}.{key}" if key.isidentifier() else f"{path}[{key!r}]"


def shortened(text: str) -> str:
    """Return a long text with its ends alone: where something is, and what is wrong with it."""
    if len(text) <= LONGEST_SAID:
        return text
    return f"{text[: LONGEST_SAID // 2]}…{text[-LONGEST_SAID // 2 :]}"
