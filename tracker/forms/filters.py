"""Which entries to list: what was typed, read into what is looked for."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.forms.fields import DayField, ListedField, NameField
from tracker.queries import Wanted

KIND_WORDS = {
    "intake": _("What was taken"),
    "meal": _("Meals"),
    "score": _("Symptoms"),
    "none_taken": _("Days without"),
}
FLAGGED_WORDS = {
    "any": _("Flagged at all"),
    "emergency": _("Emergency"),
    "ask": _("Ask first"),
    "caution": _("Caution"),
    "info": _("Information"),
}


class FilterForm(forms.Form):
    """What is looked for.

    Names of substances, products and symptoms are not checked against those that are offered: one
    that is gone by now finds nothing, which is what there is.
    """

    text = NameField(
        label=_("Words in notes and names"), widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = ListedField(label=_("Kind"), choices=[("", _("Every kind")), *KIND_WORDS.items()])
    substance = NameField(label=_("Substance or medicine"), widget=forms.Select)
    product = NameField(label=_("Product of the shelf"), widget=forms.Select)
    symptom = NameField(label=_("Symptom"), widget=forms.Select)
    flagged = ListedField(
        label=_("Flagged"), choices=[("", _("Flagged or not")), *FLAGGED_WORDS.items()]
    )
    is_as_needed = forms.BooleanField(
        label=_("Only what was taken because it hurt"), required=False
    )
    first = DayField(label=_("From"))
    last = DayField(label=_("To"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("This is before the first day. Choose it or a later day."))
        return cleaned

    def wanted(self) -> Wanted:
        typed = self.cleaned_data
        return Wanted(
            kind=typed["kind"] or None,
            substance=typed["substance"],
            product=typed["product"],
            symptom=typed["symptom"],
            is_as_needed=typed["is_as_needed"],
            flagged=typed["flagged"] or None,
            first=typed["first"],
            last=typed["last"],
            text=typed["text"],
        )

    def said(self) -> dict[str, str]:
        """Return what was typed where something was, for the session."""
        return {name: self.data.get(name, "") for name in self.fields if self.cleaned_data[name]}


def wanted_of(said: Mapping[str, str]) -> Wanted:
    """Return what `said` looks for; what cannot be meant looks for everything."""
    form = FilterForm(said)
    return form.wanted() if form.is_valid() else Wanted()
