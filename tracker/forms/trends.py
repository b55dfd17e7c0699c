"""Which days trends are looked at, and of which symptoms."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.forms.fields import DayField

LENGTHS: Mapping[str, int] = {"30": 30, "90": 90, "365": 365}
ALL, DATES, DEFAULT = "all", "dates", "90"
MOST_SYMPTOMS = 6


@dataclass(frozen=True, slots=True)
class Span:
    """The days that are asked for; `first` None is the first of which anything is written.

    A span of so many days has that many whole ones: today, which is not over, comes on top.
    """

    name: str
    first: date | None
    last: date

    @property
    def query(self) -> str:
        """Return what stands behind the question mark of its address."""
        if self.name == DATES and self.first is not None:
            return f"from={self.first.isoformat()}&to={self.last.isoformat()}"
        return f"span={self.name}"


def span_named(name: str, today: date) -> Span:
    """Return the span with this name, or the usual one where there is none such."""
    if name == ALL:
        return Span(ALL, None, today)
    name = name if name in LENGTHS else DEFAULT
    return Span(name, today - timedelta(days=LENGTHS[name]), today)


class DatesForm(forms.Form):
    """Any dates. What has not come yet is left out: a span never ends after today."""

    def __init__(self, data: Mapping[str, Any] | None, *, today: date, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.today = today
        # "from" is a word of Python, so the fields cannot be written as attributes.
        self.fields["from"] = DayField(label=_("From"))
        self.fields["to"] = DayField(label=_("To"))

    def clean_from(self) -> date:
        first: date | None = self.cleaned_data["from"]
        if first is None:
            raise forms.ValidationError(_("Please choose the first day."))
        if first > self.today:
            raise forms.ValidationError(_("That day is still to come."))
        return first

    def clean_to(self) -> date:
        last: date | None = self.cleaned_data["to"]
        return self.today if last is None else min(last, self.today)

    def clean(self) -> None:
        first, last = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        if first and last and last < first:
            self.add_error("to", _("The last day comes before the first."))

    def span(self) -> Span:
        return Span(DATES, self.cleaned_data["from"], self.cleaned_data["to"])


def asked_span(asked: Mapping[str, Any], today: date) -> tuple[Span, DatesForm]:
    """Return the span that an address asks for, and the form for any dates.

    Dates that cannot be meant are said at the form; the days shown are the usual ones then.
    """
    if "from" not in asked and "to" not in asked:
        span = span_named(asked.get("span", DEFAULT), today)
        return span, DatesForm(None, today=today, initial=_dates_of(span))
    form = DatesForm(asked, today=today)
    return (form.span() if form.is_valid() else span_named(DEFAULT, today)), form


def _dates_of(span: Span) -> Mapping[str, str]:
    first = {} if span.first is None else {"from": span.first.isoformat()}
    return first | {"to": span.last.isoformat()}


def picked_symptoms(sent: Sequence[str], offered: Iterable[str]) -> list[str]:
    """Return the symptoms that were ticked and are there to be picked, at most so many."""
    return [one for one in offered if one in set(sent)][:MOST_SYMPTOMS]
