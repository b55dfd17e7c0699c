"""Facts of the profile that have one value: birth date, sex, kidneys, region and the like."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from tracker.document.zones import ZONE_NAMES
from tracker.domain.substances import normalised
from tracker.forms.fields import NameField, NumberField
from tracker.forms.profile_facts import FactsForm, ForGoodForm, SpanForm, YesNoField
from tracker.forms.when import FIRST_YEAR

GROWN_UP = 19
"""Below this age the limits turn with the birthday, so a year alone says too little."""

MID_YEAR = (7, 1)
"""Month and day that stand for a year alone."""


def number_input(autocomplete: str) -> forms.TextInput:
    """Return a field for digits; the browser's own for numbers has arrows that change a year."""
    return forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": autocomplete})


class BirthForm(ForGoodForm):
    """The birth date, or the year alone, which is then counted as 1 July.

    The profile keeps a date, as the diary document does: an age would stand still while the
    years go by. The middle of the year is at most six months off, and between 19 and the next
    turn of a limit that changes no number for most of a life. Under 19 it could, so there the
    day and month are asked for.
    """

    facts = ("birth_date",)

    year = forms.IntegerField(
        label=_("Year of birth"),
        min_value=FIRST_YEAR,
        widget=number_input("bday-year"),
        error_messages={
            "min_value": _("Write the year with four digits, such as 1981."),
            "invalid": _("Write the year with four digits, such as 1981."),
        },
    )
    month = forms.TypedChoiceField(
        label=_("Month, if you like"),
        required=False,
        choices=[("", _("Not said")), *MONTHS.items()],
        coerce=int,
        empty_value=None,
        widget=forms.Select(attrs={"autocomplete": "bday-month"}),
    )
    day = forms.IntegerField(
        label=_("Day, if you like"),
        required=False,
        min_value=1,
        max_value=31,
        help_text=_("A year alone is counted as 1 July, at most half a year off."),
        widget=number_input("bday-day"),
    )

    def known(self) -> dict[str, Any]:
        born = self.now("birth_date")
        if born is None:
            return {}
        if (born.month, born.day) == MID_YEAR:
            return {"year": born.year}
        return {"year": born.year, "month": born.month, "day": born.day}

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if year > self.today.year:
            raise ValidationError(_("This year is still to come."))
        return year

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors:
            cleaned["birth_date"] = self._birth_date()
        return cleaned

    def told(self) -> dict[str, Any]:
        # An age of its own, from an imported diary, would only stand in the way.
        return {"birth_date": self.cleaned_data["birth_date"], "age": None}

    def _birth_date(self) -> date | None:
        year, month, day = (self.cleaned_data[part] for part in ("year", "month", "day"))
        if month is None and day is None:
            return self._mid_year(year)
        if month is None or day is None:
            self.add_error(
                "month" if month is None else "day", _("Give both day and month, or neither.")
            )
            return None
        try:
            born = date(year, month, day)
        except ValueError:
            self.add_error("day", _("This month has no such day."))
            return None
        if born > self.today:
            self.add_error("day", _("This day is still to come."))
        return born

    def _mid_year(self, year: int) -> date:
        if self.today.year - year <= GROWN_UP:
            self.add_error(
                "month",
                _("Under 19 the limits change with the birthday: give day and month as well."),
            )
        return date(year, *MID_YEAR)


class SexForm(ForGoodForm):
    facts = ("sex",)

    sex = forms.ChoiceField(
        label=_("Sex"),
        choices=[
            ("female", _("Female")),
            ("male", _("Male")),
            ("unspecified", _("Neither, or I would rather not say")),
        ],
        widget=forms.RadioSelect,
    )


class NewToSupplementsForm(FactsForm):
    facts = ("new_to_supplements",)

    new_to_supplements = YesNoField(label=_("Are you new to supplements?"))


class PregnancyForm(SpanForm):
    facts = ("pregnant",)
    field_order = ("pregnant", "holds_from", "until")

    pregnant = YesNoField(label=_("Are you, or were you, pregnant?"))


class BreastFeedingForm(SpanForm):
    facts = ("lactating",)
    field_order = ("lactating", "holds_from", "until")

    lactating = YesNoField(label=_("Are you, or were you, breast-feeding?"))


class KidneyForm(FactsForm):
    facts = ("kidney", "egfr")
    field_order = ("kidney", "egfr", "holds_from")

    kidney = forms.TypedChoiceField(
        label=_("How do your kidneys work?"),
        choices=[
            ("normal", _("No kidney problem that I know of")),
            ("ckd", _("Chronic kidney disease")),
            ("dialysis", _("I am on dialysis")),
            ("None", _("I am not sure")),
        ],
        coerce=lambda word: None if word == "None" else word,
        widget=forms.RadioSelect,
    )
    egfr = NumberField(
        label=_("eGFR, if a lab report gives it"),
        help_text=_("In mL/min/1.73 m², such as 54."),
    )

    def clean_egfr(self) -> Decimal | None:
        rate: Decimal | None = self.cleaned_data["egfr"]
        if rate is not None and not 1 <= rate <= 200:
            raise ValidationError(_("An eGFR lies between 1 and 200. Please look at it again."))
        return rate


class RegionForm(FactsForm):
    facts = ("region",)
    field_order = ("region", "holds_from")

    region = forms.ChoiceField(
        label=_("Whose numbers?"),
        choices=[
            ("US", _("United States")),
            ("EU", _("European Union")),
            ("UK", _("United Kingdom")),
        ],
        widget=forms.RadioSelect,
    )


class TimezoneForm(FactsForm):
    facts = ("timezone",)
    field_order = ("timezone", "holds_from")

    timezone = NameField(
        label=_("Time zone"),
        required=True,
        help_text=_("A city of your zone, such as Europe/Berlin or New York."),
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off"}),
    )

    def clean_timezone(self) -> str:
        typed = normalised(self.cleaned_data["timezone"]).replace(" ", "_")
        found = [name for name in sorted(ZONE_NAMES) if name.lower() == typed] or [
            name for name in sorted(ZONE_NAMES) if name.lower().rpartition("/")[2] == typed
        ]
        if len(found) != 1:
            raise ValidationError(
                _("Choose a zone from the list, such as Europe/Berlin or America/New_York.")
            )
        return found[0]
