"""The form of "none today": of one substance, or of anything."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.domain.diary import NoneTaken
from tracker.forms import choices
from tracker.forms.fields import DayField, ListedField, new_entry_id, offer, typed_day
from tracker.forms.when import FIRST_YEAR

ANYTHING = ""


class NoneTakenForm(forms.Form):
    use_required_attribute = False

    entry_id = forms.CharField(required=False, widget=forms.HiddenInput)
    substance = ListedField(label=gettext_lazy("Not taken"))
    day = DayField(label=gettext_lazy("Day"))

    def __init__(self, data: Any, *, zone: ZoneInfo, now: datetime) -> None:
        super().__init__(data, auto_id="id_none_%s")
        self.zone = zone
        self.today = now.astimezone(zone).date()
        offer(self, "substance", [*choices.substance_choices(), (ANYTHING, _("anything at all"))])
        self.fields["day"].widget.attrs["max"] = typed_day(self.today)

    def clean_substance(self) -> str:
        substance: str = self.cleaned_data["substance"]
        if "substance" not in self.data:
            raise forms.ValidationError(_("What was not taken?"))
        return substance

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day is None:
            raise forms.ValidationError(_("Which day was it?"))
        if day > self.today:
            raise forms.ValidationError(_("That day has not come yet."))
        if day.year < FIRST_YEAR:
            raise forms.ValidationError(_("Please check the year."))
        return day

    def entry(self) -> NoneTaken:
        said = self.cleaned_data
        substance = said["substance"] or None
        return NoneTaken(said["entry_id"], said["day"], self.zone.key, substance)


def usual_none_taken(today: Any) -> dict[str, str]:
    return {"entry_id": new_entry_id(), "substance": "magnesium", "day": typed_day(today)}
