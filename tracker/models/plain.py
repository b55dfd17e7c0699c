"""Domain values as plain JSON, for JSON columns and for the history of changes, and back.

This is how the program keeps values for itself; the diary document that people exchange is
`tracker.document`'s. Decimals stay text here, so that no digit is lost in a database's own
JSON type, and `None` is left out: it means "not known", as an absent key does.
"""

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from tracker.domain.diary import HeldFact, Profile

Reader = Callable[[Any], Any]


def held_fact(fact: str, value: Any, holds_from: date | None) -> HeldFact:
    """Return the fact of a value in plain JSON, whose type is the one that `Profile` has for it."""
    return HeldFact(
        fact, None if value is None else from_plain(_hints(Profile)[fact], value), holds_from
    )


def _held_fact(value: Mapping[str, Any]) -> HeldFact:
    first = value.get("holds_from")
    return held_fact(
        value["fact"], value.get("value"), None if first is None else date.fromisoformat(first)
    )


PLAIN_ALREADY = frozenset({str, int, bool})
SCALARS: Mapping[Any, Reader] = {
    Any: lambda value: value,
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
    time: time.fromisoformat,
    HeldFact: _held_fact,
}
"""How a value is read where its type does not do so when it is called."""


def plain(value: Any) -> Any:
    """Return the domain value `value` as JSON can hold it; times carry their offset.

    >>> plain((Decimal("1.50"), date(2026, 6, 10)))
    ['1.50', '2026-06-10']
    """
    if value is None or type(value) in PLAIN_ALREADY:
        return value
    if is_dataclass(value):
        return _plain_fields(value)
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    return value


def _plain_fields(value: Any) -> dict[str, Any]:
    items = {name: getattr(value, name) for name in _hints(value.__class__)}
    zone: Any = items.get("timezone")
    # A time of an entry stands in the entry's own zone; any other stays as it is.
    has_zone = isinstance(zone, str)
    return {
        name: plain(
            item.astimezone(ZoneInfo(zone)) if has_zone and isinstance(item, datetime) else item
        )
        for name, item in items.items()
        if item is not None
    }


def from_plain(hint: Any, value: Any) -> Any:
    """Return the value of the type `hint` that `plain` made `value` of.

    Raises ValueError where `value` is not one of that type.

    >>> from_plain(tuple[Decimal, ...], ["1.50"])
    (Decimal('1.50'),)
    """
    return _reader(hint)(value)


@cache
def _reader(hint: Any) -> Reader:
    """Return what reads values of the type `hint`: a type is looked into once, values are many."""
    origin = get_origin(hint)
    if hint in PLAIN_ALREADY:
        return _checked(lambda value: type(value) is hint, hint)
    if origin is Literal:
        words = get_args(hint)
        return _checked(lambda value: value in words, hint)
    if origin in (types.UnionType, Union):
        return _reader_of_one_of(get_args(hint))
    if origin is tuple:
        return _reader_of_list(_reader(get_args(hint)[0]), hint)
    if hint not in SCALARS and is_dataclass(hint) and isinstance(hint, type):
        return _reader_of_fields(hint)
    return SCALARS.get(hint, hint)


def _checked(is_right: Callable[[Any], bool], hint: Any) -> Reader:
    def read(value: Any) -> Any:
        if not is_right(value):
            raise ValueError(f"{value!r} is not of the type {hint}")
        return value

    return read


def _reader_of_one_of(hints: tuple[Any, ...]) -> Reader:
    (known,) = (_reader(hint) for hint in hints if hint is not type(None))
    no_other = _checked(lambda _: type(None) in hints, hints)
    return lambda value: no_other(value) if value is None else known(value)


def _reader_of_list(read: Reader, hint: Any) -> Reader:
    is_list = _checked(lambda value: isinstance(value, list), hint)
    return lambda value: tuple(map(read, is_list(value)))


def _reader_of_fields(value_type: type) -> Reader:
    readers = {name: _reader(hint) for name, hint in _hints(value_type).items()}
    times = [name for name, hint in _hints(value_type).items() if hint is datetime]
    times_of_zone = times if "timezone" in readers else []

    def read(value: Mapping[str, Any]) -> Any:
        items = {name: readers[name](item) for name, item in value.items()}
        for name in times_of_zone:
            items[name] = items[name].astimezone(ZoneInfo(items["timezone"]))
        return value_type(**items)

    return read


@cache
def _hints(value_type: Any) -> dict[str, Any]:
    hints = get_type_hints(value_type)
    return {item.name: hints[item.name] for item in fields(value_type)}
