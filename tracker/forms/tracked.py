"""Which symptoms the check-in asks for: their order, and symptoms of the person's own."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.domain.diary import CustomSymptom, Scale
from tracker.domain.rules.words import amount
from tracker.domain.substances import normalised
from tracker.forms.fields import ListedField, NameField, forget_problems, new_entry_id
from tracker.forms.scales import known_symptoms, symptom_label

LONGEST_SYMPTOM = 60
LONGEST_END = 40

BETTER = (
    ("low", gettext_lazy("0 is best")),
    ("high", gettext_lazy("10 is best")),
)


def moved(symptoms: Sequence[str], symptom: str, by: int) -> tuple[str, ...]:
    """Return the symptoms with one of them further up (-1) or down (1), as far as there is room.

    >>> moved(("a", "b", "c"), "c", -1), moved(("a", "b"), "a", -1)
    (('a', 'c', 'b'), ('a', 'b'))
    """
    others = [one for one in symptoms if one != symptom]
    if len(others) == len(symptoms):
        return tuple(symptoms)
    others.insert(max(symptoms.index(symptom) + by, 0), symptom)
    return tuple(others)


class OwnSymptomForm(forms.Form):
    """A symptom of the person's own: its name, and the words at the ends of 0 to 10."""

    use_required_attribute = False

    name = NameField(label=gettext_lazy("What you call it"), max_length=LONGEST_SYMPTOM)
    lowest = NameField(label=gettext_lazy("What 0 means"), max_length=LONGEST_END)
    highest = NameField(label=gettext_lazy("What 10 means"), max_length=LONGEST_END)
    better = ListedField(
        label=gettext_lazy("Which end is better?"), choices=BETTER, widget=forms.RadioSelect
    )

    def __init__(
        self,
        data: Any,
        *,
        others: Sequence[CustomSymptom] = (),
        kept: CustomSymptom | None = None,
        **kwargs: Any,
    ) -> None:
        """`others` are the person's symptoms; `kept` is the one of them that is changed.

        What was scored once keeps its scale, so it is asked for in the beginning only.
        """
        super().__init__(data, **kwargs)
        self.kept = kept
        self.others = [one for one in others if kept is None or one.id != kept.id]
        if kept is not None:
            del self.fields["better"]
            ends = (("lowest", kept.scale.min), ("highest", kept.scale.max))
            for name, end in ends:
                self.fields[name].label = _("What %(end)s means") % {"end": amount(end)}

    def forget_problems(self) -> None:
        forget_problems(self)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not name:
            raise forms.ValidationError(_("What do you call it?"))
        taken = [symptom_label(symptom) for symptom in known_symptoms()]
        taken += [one.name for one in self.others]
        if normalised(name) in map(normalised, taken):
            raise forms.ValidationError(_("There is one of this name already."))
        return name

    def symptom(self, symptom_id: str) -> CustomSymptom:
        said = self.cleaned_data
        new = CustomSymptom(id=symptom_id, name="", scale=Scale(better=said.get("better") or "low"))
        return replace(
            self.kept or new, name=said["name"], lowest=said["lowest"], highest=said["highest"]
        )


def new_symptom() -> dict[str, str]:
    """Return what the form of a new symptom opens with."""
    return {"entry_id": new_entry_id(), "better": "low"}


def typed_symptom(symptom: CustomSymptom) -> dict[str, str]:
    return {"name": symptom.name, "lowest": symptom.lowest, "highest": symptom.highest}
