"""The name on the report, and the questions for the visit."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tracker.domain.diary import CoverSheet
from tracker.forms.fields import LONGEST_NOTE, NameField, TextField

MOST_QUESTIONS = 12
"""More do not fit into a visit, nor on one page."""


class CoverSheetForm(forms.Form):
    """One question a line; empty lines are left out."""

    use_required_attribute = False

    name = NameField(
        label=_("Your name"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_(
            "As the practice knows you. It is used for what you hand over, and nowhere else."
        ),
    )
    questions = TextField(
        label=_("What you want to ask"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One question a line. They stand on the first page."),
    )

    def clean_questions(self) -> tuple[str, ...]:
        lines = (" ".join(line.split()) for line in self.cleaned_data["questions"].splitlines())
        questions = tuple(line for line in lines if line)
        if len(questions) > MOST_QUESTIONS:
            raise forms.ValidationError(
                ngettext(
                    "That is %(count)d question; at most %(most)d fit.",
                    "That are %(count)d questions; at most %(most)d fit.",
                    len(questions),
                )
                % {"count": len(questions), "most": MOST_QUESTIONS}
            )
        return questions

    def cover_sheet(self) -> CoverSheet:
        return CoverSheet(self.cleaned_data["name"], self.cleaned_data["questions"])


def typed_cover_sheet(sheet: CoverSheet | None) -> dict[str, Any]:
    """Return what the form opens with."""
    there = sheet or CoverSheet()
    return {"name": there.name, "questions": "\n".join(there.questions)}
