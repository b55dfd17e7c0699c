"""The rows of a label: what is in a product, one substance a row."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.domain.diary import Content
from tracker.forms import choices
from tracker.forms.contents import Problem, amount_problems
from tracker.forms.fields import ListedField, NameField, NumberField, WordField, offer
from tracker.forms.substance_names import content_name, read_name

MOST_ROWS = 30
BASES = (
    ("elemental", gettext_lazy("the substance itself")),
    ("compound", gettext_lazy("the whole compound")),
    ("unknown", gettext_lazy("not known")),
)
NAMES_LIST = "substance-names"
"""The id of the list of names that a page offers while one types."""


class LabelRowForm(forms.Form):
    """A substance by its name, with form and salt in one ("magnesium citrate"), and its amount.

    `kept` is what is kept in this place: while its name stands there, so do the words in which
    its label said it. All empty: there is no such row.
    """

    use_required_attribute = False
    fixed = None

    substance = NameField(
        label=gettext_lazy("Substance"),
        help_text=gettext_lazy("With its form, if you know it: “magnesium citrate”."),
        widget=forms.TextInput(attrs={"list": NAMES_LIST, "autocomplete": "off"}),
    )
    amount = NumberField(label=gettext_lazy("Amount"))
    unit = WordField(label=gettext_lazy("Unit"))
    basis = ListedField(label=gettext_lazy("The amount is of"), choices=BASES)

    def __init__(self, data: Any, *, kept: Content | None, prefix: str) -> None:
        super().__init__(data, prefix=prefix)
        self.kept = kept
        self.fields["amount"].error_messages["negative"] = _("An amount is above zero.")
        if not prefix.endswith("-0"):  # once is enough
            self.fields["substance"].help_text = ""
        offer(self, "unit", _with_kept(kept, choices.unit_choices(choices.MEDICINE_UNITS)))

    @property
    def is_as_kept(self) -> bool:
        """Does the row still say what the label says in this place?"""
        kept = self.kept
        if kept is None:
            return False
        amount = "" if kept.amount is None else f"{kept.amount:f}"
        return (self["substance"].value(), self["amount"].value()) == (content_name(kept), amount)

    @property
    def is_blank(self) -> bool:
        """Is this a row in which nothing was written?"""
        said = self.cleaned_data
        return not said.get("substance") and said.get("amount") is None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.is_blank:
            for problem in self._problems(cleaned):
                if problem.field not in self.errors:
                    self.add_error(problem.field, problem.message)
        return cleaned

    def _problems(self, cleaned: dict[str, Any]) -> Iterator[Problem]:
        content = self.content()
        if not content.substance and (self.kept is None or self.kept.substance):
            yield Problem("substance", _("Which substance is this?"))
        yield from amount_problems(content, self.kept)
        if cleaned.get("amount") is not None and not content.unit:
            yield Problem("unit", _("In which unit?"))

    def content(self) -> Content:
        """Return what was typed."""
        said, kept = self.cleaned_data, self.kept or Content()
        named = self._named(said.get("substance") or "")
        number = said.get("amount")
        return replace(
            named,
            amount=number,
            unit=(said.get("unit") or None) if number is not None or kept.unit else None,
            basis=self._basis(named, kept),
        )

    def _named(self, text: str) -> Content:
        if self.kept is not None and text == " ".join(content_name(self.kept).split()):
            return replace(self.kept, amount=None, unit=None)
        known = read_name(text)
        if known is None:
            return Content(substance=text or None)
        return Content(substance=known.substance, form=known.form, compound=known.compound)

    def _basis(self, named: Content, kept: Content) -> Any:
        if not choices.needs_basis(named.substance):
            return kept.basis if named.substance == kept.substance else "unknown"
        return self.cleaned_data.get("basis") or "unknown"


def _with_kept(kept: Content | None, offered: choices.Choices) -> choices.Choices:
    """Offer what is kept too: an import can hold a unit that no form would take."""
    unit = kept.unit if kept is not None else None
    return offered if not unit or unit in dict(offered) else [(unit, unit), *offered]


def number_of_rows(data: Any, name: str = "rows", most: int = MOST_ROWS) -> int:
    """Return how many rows a form was sent with; whatever is no number is one."""
    written = str(data.get(name, "1"))
    asked = int(written) if written.isascii() and written.isdigit() and len(written) < 4 else 1
    return min(max(asked, 1), most)
