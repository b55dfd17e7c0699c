"""How stomach and bowel bore a dose."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.domain.diary import Tolerance

TOLERANCES: tuple[tuple[Tolerance, Any], ...] = (
    ("fine", gettext_lazy("fine")),
    ("nausea", gettext_lazy("nausea")),
    ("stomach_pain", gettext_lazy("stomach pain")),
    ("loose_stools", gettext_lazy("loose stools")),
    ("constipation", gettext_lazy("constipation")),
)


class ToleranceForm(forms.Form):
    """Several words, or "fine" alone; none of them says that nobody knows."""

    use_required_attribute = False

    tolerance = forms.MultipleChoiceField(
        label=gettext_lazy("How did it sit?"),
        choices=TOLERANCES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": gettext_lazy("Please choose among these."),
            "invalid_list": gettext_lazy("Please choose among these."),
        },
    )

    def clean_tolerance(self) -> tuple[str, ...]:
        chosen = self.cleaned_data["tolerance"]
        if "fine" in chosen and len(chosen) > 1:
            raise forms.ValidationError(_("Fine, or one of the others? Please leave one away."))
        return tuple(word for word, _label in TOLERANCES if word in chosen)


def tolerance_words(tolerance: tuple[Tolerance, ...]) -> str:
    """Return how a dose was borne, in words: "sat well", "after it: nausea, loose stools"."""
    if tolerance == ("fine",):
        return _("sat well")
    names = ", ".join(str(label) for word, label in TOLERANCES if word in tolerance)
    return _("after it: %(what)s") % {"what": names} if names else ""
