"""What the databases can store, checked before they are asked.

A database's own refusal differs from one to the other, comes in the middle of a batch and names
nothing that a person could mend.
"""

from collections.abc import Iterator
from typing import Any, Protocol

from django.db import models

from tracker.actions.errors import CannotBeKept
from tracker.document.fields import is_storable
from tracker.models.fields import LARGEST_WHOLE_NUMBER


class Named(Protocol):
    """What a refusal can name."""

    entry_id: Any

    @property
    def kind_name(self) -> str: ...


def check_can_be_kept(row: models.Model, *, of: Named) -> None:
    """Raise CannotBeKept where a column of `row`, a part of the entry `of`, would be refused."""
    for column in row._meta.concrete_fields:
        reason = _reason_against(getattr(row, column.attname), column.max_length)
        if reason is not None:
            raise CannotBeKept(of.kind_name, of.entry_id, column.name, reason)


def _reason_against(value: Any, max_length: int | None) -> str | None:
    if isinstance(value, int) and value > LARGEST_WHOLE_NUMBER:
        return "is too large a number"
    if isinstance(value, str) and max_length is not None and len(value) > max_length:
        return f"has {len(value)} characters, at most {max_length} can be kept"
    if all(text.isprintable() or is_storable(text) for text in _texts(value)):
        return None
    return "holds characters that are not text"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
