"""Columns that Django lacks: exact decimals, words of the domain, text that may be unknown."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any, get_args

from django.db import models

from tracker.document.fields import is_storable

NAME_LENGTH = 200
"""The longest id or name that is kept; longer ones would not fit an index on every database."""

LARGEST_WHOLE_NUMBER = 2**63 - 1

WORD_LENGTH = 20


def can_be_an_id(text: str) -> bool:
    """Can this be the id of something that is kept? An imported one may hold any character.

    >>> can_be_an_id("a/b"), can_be_an_id(""), can_be_an_id("a\\0b")
    (True, False, False)
    """
    return 0 < len(text) <= NAME_LENGTH and is_storable(text)


if TYPE_CHECKING:
    # What a column takes and gives is for the domain value on its other side to say.
    AnyText = models.TextField[Any, Any]
    AnyChars = models.CharField[Any, Any]
else:
    AnyText = models.TextField
    AnyChars = models.CharField


class ExactDecimalField(AnyText):
    """A Decimal that comes back digit for digit as it was typed: 1.50 stays 1.50.

    It is stored as text. SQLite has no decimal type: Django's DecimalField is a REAL there, a
    binary float, and on PostgreSQL it pads or refuses digits beyond a number fixed in advance.
    Amounts are compared and summed in `domain/`, as exact rationals, never in SQL.
    """

    # What mypy is to know: without it, a TextField takes text.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def from_db_value(self, value: str | None, *_: object) -> Decimal | None:
        return None if value is None else Decimal(value)

    def to_python(self, value: Any) -> Any:
        return value if value is None or isinstance(value, Decimal) else Decimal(str(value))

    def get_prep_value(self, value: Any) -> str | None:
        number = self.to_python(value)
        if number is None:
            return None
        if not number.is_finite():
            raise ValueError(f"{self.name}: {number} is not a finite number")
        return str(number)


class ListField(models.JSONField):
    """A list as JSON. Nearly all of them are empty, and those need no parser."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return [] if value == "[]" else super().from_db_value(value, expression, connection)

    def deconstruct(self) -> Any:
        """Say that it is a JSONField: to the database there is no difference."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs


class WrittenField(AnyText):
    """Text as written. NULL means "not said", which is not the same as empty."""


class WrittenNameField(AnyChars):
    """A name as written, short enough for an index. NULL means "not said"."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", NAME_LENGTH)
        super().__init__(*args, **kwargs)


class WordField(AnyChars):
    """A word of a closed vocabulary of the domain; see `holds_word_of` for its check."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", WORD_LENGTH)
        super().__init__(*args, **kwargs)


def holds_word_of(column: str, vocabulary: Any) -> models.CheckConstraint:
    """Return the check that `column` holds a word of its domain vocabulary (a Literal), or NULL."""
    is_word = models.Q(**{f"{column}__in": list(get_args(vocabulary))})
    is_unknown = models.Q(**{f"{column}__isnull": True})
    return models.CheckConstraint(condition=is_word | is_unknown, name=f"%(class)s_{column}_word")
