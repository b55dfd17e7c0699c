"""The lists of the profile: conditions, and medicines one at a time."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tracker import actions
from tracker.domain.substances import normalised
from tracker.forms.fields import LONGEST_NAME, DayField, NameField, TextField
from tracker.forms.profile_facts import By, FactsForm, writer
from tracker.knowledge import knowledge
from tracker.models import Change, Person

LONGEST_LINE = 100
MOST_NAMES = 40


class ConditionsForm(FactsForm):
    """Conditions to tick, and others in the person's own words, one a line."""

    facts = ("conditions",)
    field_order = ("ticked", "others", "holds_from")

    ticked = forms.MultipleChoiceField(
        label=_("Conditions"), required=False, widget=forms.CheckboxSelectMultiple
    )
    others = TextField(
        label=_("Others, one a line"),
        help_text=_("Kept in your words and printed for your clinician; no rule looks for them."),
        max_length=MOST_NAMES * LONGEST_LINE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, **about: Any) -> None:
        self._labels = {one.id: _(one.label) for one in knowledge().conditions}
        super().__init__(data, **about)
        self.fields["ticked"].choices = list(self._labels.items())  # type: ignore[attr-defined]

    def known(self) -> dict[str, Any]:
        names = self.now("conditions") or ()
        ids = {name: normalised(name).replace(" ", "_") for name in names}
        others = [name for name in names if ids[name] not in self._labels]
        return {"ticked": list(ids.values()), "others": "\n".join(others)}

    def clean_others(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["others"].splitlines()]
        names = list(dict.fromkeys(line for line in lines if line))
        if any(len(name) > LONGEST_LINE for name in names):
            raise ValidationError(_("Keep each line to 100 characters."))
        if len(names) > MOST_NAMES:
            raise ValidationError(_("Keep it to 40 lines."))
        return names

    def told(self) -> dict[str, Any]:
        by_label = {normalised(str(label)): name for name, label in self._labels.items()}
        others = [by_label.get(normalised(name), name) for name in self.cleaned_data["others"]]
        return {"conditions": tuple(dict.fromkeys([*self.cleaned_data["ticked"], *others]))}

    def save(self, *, person: Person, by: By) -> Change | None:
        before, after = self.now("conditions") or (), self.told()["conditions"]
        return actions.change_profile_list(
            person=person,
            fact="conditions",
            add=[name for name in after if name not in before],
            remove=[name for name in before if name not in after],
            since=self.cleaned_data["holds_from"],
            by=writer(by),
        )


class MedicineForm(FactsForm):
    """One medicine more."""

    facts = ("medicines",)
    field_order = ("name", "holds_from")

    name = NameField(
        label=_("Name of the medicine"),
        required=True,
        max_length=LONGEST_LINE,
        help_text=_("Its substance or brand. One that is not in the list is kept as you write it."),
        widget=forms.TextInput(attrs={"list": "medicine-names", "autocomplete": "off"}),
    )

    def known(self) -> dict[str, Any]:
        return {}

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        listed = self.now("medicines") or ()
        if normalised(name) in map(normalised, listed):
            raise ValidationError(_("This one is in your list already."))
        if len(listed) >= MOST_NAMES:
            raise ValidationError(_("The list is full: it takes 40 medicines."))
        return name

    def save(self, *, person: Person, by: By) -> Change | None:
        return actions.change_profile_list(
            person=person,
            fact="medicines",
            add=[self.cleaned_data["name"]],
            since=self.cleaned_data["holds_from"],
            by=writer(by),
        )


class StopMedicineForm(FactsForm):
    """A medicine that is taken no longer, or that was written down by mistake."""

    facts = ("medicines",)
    field_order = ("name", "last_day")

    holds_from = None  # type: ignore[assignment]
    name = NameField(required=True, max_length=LONGEST_NAME, widget=forms.HiddenInput)
    last_day = DayField(label=_("Last day"), help_text=_("Up to here it stays in your profile."))
    was_never = forms.BooleanField(label=_("I never took it: take it off all days"), required=False)

    def known(self) -> dict[str, Any]:
        return {"last_day": self.today - timedelta(days=1)}

    def clean_last_day(self) -> date | None:
        return self.past_day("last_day")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_missing = not cleaned.get("last_day") and "last_day" not in self.errors
        if is_missing and not cleaned.get("was_never"):
            self.add_error("last_day", _("Give its last day, or say that you never took it."))
        return cleaned

    def save(self, *, person: Person, by: By) -> Change | None:
        last = None if self.cleaned_data["was_never"] else self.cleaned_data["last_day"]
        return actions.change_profile_list(
            person=person,
            fact="medicines",
            remove=[self.cleaned_data["name"]],
            since=last and last + timedelta(days=1),
            by=writer(by),
        )
