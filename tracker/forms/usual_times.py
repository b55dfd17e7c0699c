"""A time of the day at which a product is usually taken, and on which days of the week."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.domain.diary import UsualTime
from tracker.forms.fields import ClockField, typed_clock
from tracker.forms.intake_typed import typed_number
from tracker.forms.servings import ServingsField

MOST_TIMES = 24
WEEKDAYS = [(str(number), label) for number, label in WEEKDAYS_ABBR.items()]


class WeekdaysField(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple
    default_error_messages = {
        "invalid_choice": gettext_lazy("Please choose among these."),
        "invalid_list": gettext_lazy("Please choose among these."),
    }


class UsualTimeForm(forms.Form):
    """One usual time. All empty: there is none in this place."""

    use_required_attribute = False

    at = ClockField(label=gettext_lazy("Time"))
    weekdays = WeekdaysField(
        label=gettext_lazy("Only on"),
        help_text=gettext_lazy("None of them means every day."),
        choices=WEEKDAYS,
        required=False,
    )
    servings = ServingsField(
        label=gettext_lazy("How many then"), help_text=gettext_lazy("Empty: as usual.")
    )

    @property
    def is_blank(self) -> bool:
        return not any(self.cleaned_data.get(name) for name in ("at", "weekdays", "servings"))

    @property
    def has_said_more(self) -> bool:
        """Is more said than the time?"""
        return bool(self["weekdays"].value() or self["servings"].value() or self.errors)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.is_blank and not cleaned.get("at") and "at" not in self.errors:
            self.add_error("at", _("At what time?"))
        return cleaned

    def usual_time(self) -> UsualTime:
        said = self.cleaned_data
        weekdays = tuple(sorted({int(number) for number in said["weekdays"]}))
        return UsualTime(said["at"], weekdays, said["servings"])


def twice(times: Sequence[UsualTime]) -> set[int]:
    """Return the places of the times that say what one before them says already."""
    return {
        place
        for place, one in enumerate(times)
        if any(one.at == other.at and _share_a_day(one, other) for other in times[:place])
    }


def _share_a_day(one: UsualTime, other: UsualTime) -> bool:
    if not one.weekdays or not other.weekdays:
        return True
    return not set(one.weekdays).isdisjoint(other.weekdays)


def typed_times(times: Sequence[UsualTime]) -> dict[str, Any]:
    """Return the usual times as the fields hold them, with a row for one that is still to come."""
    typed: dict[str, Any] = {"times": str(max(len(times), 1))}
    for place, one in enumerate(times):
        typed |= {
            f"times-{place}-at": typed_clock(one.at),
            f"times-{place}-weekdays": [str(number) for number in one.weekdays],
            f"times-{place}-servings": typed_number(one.servings),
        }
    return typed
