"""Domain values as plain JSON, for JSON columns and for the history of changes, and back.

This is how the program keeps values for itself; the diary document that people exchange is
`tracker.document`'s. Decimals stay text here, so that no digit is lost in a database's own
JSON type, and `None` is left out: it means "not known", as an absent key does.
"""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

PLAIN_ALREADY = frozenset({str, int, bool})


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
    if hint is Any or hint in PLAIN_ALREADY:
        return _checked(hint is Any or type(value) is hint, value, hint)
    origin = get_origin(hint)
    if origin in (types.UnionType, Union):
        return _one_of(get_args(hint), value)
    if origin is Literal:
        return _checked(value in get_args(hint), value, hint)
    if origin is tuple:
        _checked(isinstance(value, list), value, hint)
        return tuple(from_plain(get_args(hint)[0], item) for item in value)
    if is_dataclass(hint) and isinstance(hint, type):
        return _from_plain_fields(hint, value)
    return _scalar(hint, value)


def _one_of(hints: tuple[Any, ...], value: Any) -> Any:
    if value is None:
        return _checked(type(None) in hints, value, hints)
    (hint,) = (hint for hint in hints if hint is not type(None))
    return from_plain(hint, value)


def _scalar(hint: Any, value: Any) -> Any:
    if hint in (date, datetime, time):
        return hint.fromisoformat(value)
    return hint(value)


def _from_plain_fields(hint: type, value: Mapping[str, Any]) -> Any:
    hints = _hints(hint)
    items = {name: from_plain(hints[name], item) for name, item in value.items()}
    zone = items.get("timezone")
    for name, item in items.items():
        if isinstance(item, datetime) and isinstance(zone, str):
            items[name] = item.astimezone(ZoneInfo(zone))
    return hint(**items)


def _checked(is_right: bool, value: Any, hint: Any) -> Any:
    if not is_right:
        raise ValueError(f"{value!r} is not of the type {hint}")
    return value


@cache
def _hints(value_type: Any) -> dict[str, Any]:
    hints = get_type_hints(value_type)
    return {item.name: hints[item.name] for item in fields(value_type)}
