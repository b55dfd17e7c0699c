"""Fields that ask calmly: every message says what is wrong and what to write instead."""

import re
from copy import copy
from datetime import date, time
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from tracker.document.fields import is_storable

LONGEST_NUMBER = 20
LONGEST_NAME = 200
LONGEST_NOTE = 2000

THOUSANDS = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
PLAIN = re.compile(r"[0-9]+([.,][0-9]+)?|[.,][0-9]+")


class TextField(forms.CharField):
    """Text that every database can hold, not longer than `max_length`."""

    default_error_messages = {
        "max_length": _("That is %(show_value)d characters; at most %(limit_value)d can be kept."),
        "unstorable": _("This holds a character that cannot be kept. Please type it again."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("max_length", LONGEST_NAME)
        super().__init__(**kwargs)
        # A browser would cut what is pasted without a word; the message says how long it is.
        self.widget.attrs.pop("maxlength", None)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if not is_storable(value):
            raise ValidationError(self.error_messages["unstorable"], code="unstorable")


class NameField(TextField):
    """A name on one line, with single spaces."""

    def to_python(self, value: Any) -> str:
        return " ".join((super().to_python(value) or "").split())


class NoteField(TextField):
    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Note"))
        super().__init__(max_length=LONGEST_NOTE, **kwargs)


class NumberField(forms.CharField):
    """A decimal number of plain digits, kept digit for digit; None where nothing is typed."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    may_be_negative = False
    default_error_messages = {
        "not_a_number": _("Write a number in digits, such as 200 or 1.5."),
        "negative": _("This cannot be below zero."),
        "too_long": _("That number is too long; write it with fewer digits."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        text = "".join((super().clean(value) or "").split())
        return self.number(text) if text else None

    def number(self, text: str) -> Decimal:
        if len(text) > LONGEST_NUMBER:
            raise ValidationError(self.error_messages["too_long"])
        unsigned = text.removeprefix("+").removeprefix("-").removeprefix("\N{MINUS SIGN}")
        if THOUSANDS.fullmatch(unsigned):
            unsigned = unsigned.replace(",", "")
        elif not PLAIN.fullmatch(unsigned):
            raise ValidationError(self.error_messages["not_a_number"])
        number = Decimal(unsigned.replace(",", "."))
        if text[0] not in "-\N{MINUS SIGN}":
            return number
        if not self.may_be_negative:
            raise ValidationError(self.error_messages["negative"])
        return -number


class WordField(forms.CharField):
    """A choice of a select or of radio buttons that the form itself checks, with its own words.

    `choices` are those that are shown. What came in is looked at as text: a choice that the page
    did not offer gets the message of the form it stands in, and not "select a valid choice".
    """

    def __init__(self, *, choices: Any = (), widget: Any = forms.Select, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(widget=widget, **kwargs)
        self.offer(choices)

    def offer(self, choices: Any) -> None:
        self.choices = tuple(choices)
        self.widget.choices = self.choices

    def __deepcopy__(self, memo: dict[int, Any]) -> "WordField":
        """Return a field for another form. Choices are replaced as a whole, so both share them.

        Django copies and reads each of them anew: half of what it takes to make a form.
        """
        memo[id(self)] = field = copy(self)
        field.widget = copy(self.widget)
        field.widget.attrs = dict(self.widget.attrs)
        field.error_messages = dict(self.error_messages)
        field.validators = list(self.validators)
        return field


def offer(form: forms.Form, name: str, choices: Any) -> None:
    """Let the field `name` of a form show these choices, as (word, label)."""
    field = form.fields[name]
    if not isinstance(field, WordField):
        raise TypeError(f"{name} is not a field with words to choose from")
    field.offer(choices)


def offered(form: forms.Form, name: str) -> list[tuple[str, str]]:
    """Return the choices that the field `name` of a form shows."""
    field = form.fields[name]
    return list(field.choices) if isinstance(field, WordField) else []


class ListedField(WordField):
    """A choice of which only those that are offered can be meant."""

    default_error_messages = {"not_offered": _("Please choose one of these.")}

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and value not in {str(key) for key, _label in self.choices}:
            raise ValidationError(self.error_messages["not_offered"])


class DayField(forms.DateField):
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            input_formats=["%Y-%m-%d"],
            required=False,
            error_messages={"invalid": _("Write the day as year-month-day, such as 2026-06-10.")},
            **kwargs,
        )


class ClockField(forms.TimeField):
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            input_formats=["%H:%M", "%H:%M:%S"],
            required=False,
            error_messages={"invalid": _("Write the time as hours and minutes, such as 08:05.")},
            **kwargs,
        )


def forget_problems(form: Any) -> None:
    """Show no messages: the page is only being opened, nobody has sent anything yet."""
    form._errors = ErrorDict()


def new_entry_id() -> str:
    return str(uuid4())


def derived_id(entry_id: str, name: str) -> str:
    """Return the same further id for the same form, so that a second click adds nothing."""
    return str(uuid5(NAMESPACE_URL, f"{entry_id}/{name}"))


def is_entry_id(text: str) -> bool:
    """Is `text` an id as our own pages make them?"""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def sent_entry_id(typed: Any) -> str:
    """Return the id that came with what was typed; a new one where none of our pages made it."""
    sent = str(typed.get("entry_id", ""))
    return sent if is_entry_id(sent) else new_entry_id()


def with_entry_id(typed: Any) -> Any:
    """Return what was typed, with an id of ours in it; a copy where it had none."""
    entry_id = sent_entry_id(typed)
    if typed.get("entry_id") == entry_id:
        return typed
    renewed = typed.copy()
    renewed["entry_id"] = entry_id
    return renewed


def typed_day(day: date) -> str:
    return day.isoformat()


def typed_clock(clock: time) -> str:
    return clock.strftime("%H:%M")
