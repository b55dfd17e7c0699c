"""The diary document as text, piece by piece: however long the diary, little of it is in memory.

Every number is written with the digits that it was entered with: 1.50 stays 1.50. Each entry
stands on a line of its own, so that two archives can be compared by any tool for texts.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from json.encoder import encode_basestring as quoted
from typing import Any

from tracker.document.diary_document import head_of, ones_of
from tracker.document.history import CHANGE, LINE
from tracker.document.records import LISTS
from tracker.domain.diary import Diary, RecordedChange

NOTHING: Mapping[str, Iterable[Any]] = {}


def document_text(
    diary: Diary,
    *,
    entries: Mapping[str, Iterable[Any]] = NOTHING,
    changes: Iterable[RecordedChange] | None = None,
) -> Iterator[str]:
    """Yield the document of `diary`, with `entries` in the place of its lists of these names.

    What `entries` and `changes` give is asked for when it is written, one after the other.
    """
    before = "{"
    for key, value in head_of(diary).items():
        yield f"{before}{quoted(key)}:"
        yield from list_text(map(text_of, value)) if isinstance(value, list) else (text_of(value),)
        before = ",\n"
    for name, kind in LISTS.items():
        yield f",\n{quoted(name)}:"
        write = kind.item.write
        yield from list_text(text_of(write(one)) for one in entries.get(name, getattr(diary, name)))
    for key, value in ones_of(diary).items():
        yield f",\n{quoted(key)}:{text_of(value)}"
    history = diary.changes if changes is None else changes
    if history is not None:
        yield ',\n"changes":['
        yield from joined(change_text(change) for change in history)
        yield "]"
    yield "}\n"


def change_text(change: RecordedChange) -> Iterator[str]:
    yield text_of(CHANGE.head(change))[:-1] + ',"lines":'
    yield from list_text(text_of(LINE.write(line)) for line in change.lines)
    yield "}"


def joined(texts: Iterable[Iterable[str]]) -> Iterator[str]:
    before = "\n"
    for text in texts:
        yield before
        yield from text
        before = ",\n"


def list_text(items: Iterable[str]) -> Iterator[str]:
    yield "["
    yield from joined((item,) for item in items)
    yield "]"


def text_of(value: Any) -> str:
    """Return `value` as JSON, a `Decimal` with its digits.

    >>> text_of({"amount": Decimal("1.50"), "note": "née"})
    '{"amount":1.50,"note":"née"}'
    """
    kind = type(value)
    if kind is str:
        return quoted(value)
    if kind is dict:
        return "{" + ",".join([f"{quoted(key)}:{text_of(one)}" for key, one in value.items()]) + "}"
    if kind is list:
        return "[" + ",".join([text_of(one) for one in value]) + "]"
    if value is None:
        return "null"
    if kind is bool:
        return "true" if value else "false"
    if kind is int or (kind is Decimal and value.is_finite()):
        return str(value)
    raise TypeError(f"{kind.__name__} has no place in the document")
