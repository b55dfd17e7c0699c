"""Which month to look at."""

from datetime import date

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from tracker.forms.fields import ListedField


class MonthForm(forms.Form):
    month = ListedField(
        label=_("Month"),
        required=True,
        choices=[(str(number), name) for number, name in MONTHS.items()],
    )
    year = forms.IntegerField(
        label=_("Year"),
        min_value=date.min.year,
        max_value=date.max.year,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            _("Write the year in digits, such as 2026."),
        ),
    )

    @classmethod
    def opened_at(cls, first: date) -> "MonthForm":
        return cls(initial={"month": str(first.month), "year": first.year})

    def first_day(self) -> date:
        return date(self.cleaned_data["year"], int(self.cleaned_data["month"]), 1)
