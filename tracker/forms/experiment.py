"""The plan of an experiment: what it asks, with what, how long, and from which day on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from tracker.domain.diary import Content, Experiment
from tracker.domain.diary.experiments import BLOCK_DAYS, BLOCKS
from tracker.domain.experiment import DEFAULT_BLOCK_DAYS, DEFAULT_BLOCKS, draw
from tracker.domain.substances import normalised
from tracker.forms.experiment_choices import Outcome, Tested, as_tested
from tracker.forms.fields import (
    DayField,
    ListedField,
    NoteField,
    forget_problems,
    new_entry_id,
    offer,
    typed_day,
)
from tracker.forms.label_rows import LabelRowForm
from tracker.forms.substance_names import base_name, is_medicine_name

SOMETHING_ELSE = "typed"
LATEST_START = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Plan:
    """What was typed, before it is fixed: everything but the draw."""

    id: str
    outcome: Outcome
    tested: Tested
    blocks: int
    block_days: int
    first_day: date
    has_asked_clinician: bool
    note: str

    @property
    def days(self) -> int:
        return self.blocks * self.block_days

    @property
    def last_day(self) -> date:
        return self.first_day + timedelta(days=self.days - 1)

    def fixed(
        self, *, at: datetime, timezone: str, seed: int, cautions: Iterable[str]
    ) -> Experiment:
        """Return the protocol, with the order of its blocks drawn from `seed`."""
        return Experiment(
            id=self.id,
            fixed_at=at,
            timezone=timezone,
            symptom=self.outcome.symptom,
            scale=self.outcome.scale,
            substance=self.tested.substance,
            form=self.tested.form,
            amount=self.tested.amount,
            unit=self.tested.unit,
            product_id=self.tested.product_id,
            first_day=self.first_day,
            block_days=self.block_days,
            blocks=draw(self.blocks, self.block_days, seed).block_on,
            seed=seed,
            cautions=tuple(cautions),
            has_asked_clinician=self.has_asked_clinician,
            note=self.note,
        )


class ExperimentForm(forms.Form):
    """The whole plan on one page. `medicines` are those of the profile, which are not tested.

    `typed` is the row for what does not stand on the shelf.
    """

    use_required_attribute = False

    entry_id = forms.CharField(required=False, widget=forms.HiddenInput)
    symptom = ListedField(
        label=gettext_lazy("The symptom that is compared"), widget=forms.RadioSelect
    )
    what = ListedField(label=gettext_lazy("The supplement"), widget=forms.RadioSelect)
    blocks = ListedField(label=gettext_lazy("How many blocks"))
    block_days = ListedField(label=gettext_lazy("How long each block is"), widget=forms.RadioSelect)
    first_day = DayField(label=gettext_lazy("First day"))
    note = NoteField(
        label=gettext_lazy("Note"),
        help_text=gettext_lazy(
            "What else may change in that time, such as a holiday or a new medicine. It stands in "
            "the report."
        ),
    )
    has_asked = forms.BooleanField(
        label=gettext_lazy("I have asked my clinician about this plan"), required=False
    )

    def __init__(
        self,
        data: Any,
        *,
        outcomes: Sequence[Outcome],
        products: Sequence[Tested],
        medicines: Iterable[str],
        today: date,
    ) -> None:
        super().__init__(data)
        self.outcomes = {one.key: one for one in outcomes}
        self.products = {one.key: one for one in products}
        self.medicines = frozenset(map(normalised, medicines))
        self.today = today
        self.typed = LabelRowForm(data, kept=None, prefix="typed-0")
        self.typed.fields["amount"].label = _("Amount a day")
        offer(self, "symptom", [(one.key, one.label) for one in outcomes])
        offer(
            self, "what", [*((one.key, one.label) for one in products), _something_else(products)]
        )
        offer(self, "blocks", block_choices())
        offer(self, "block_days", BLOCK_DAY_CHOICES)
        first, last = self.first_days
        self.fields["first_day"].widget.attrs |= {"min": typed_day(first), "max": typed_day(last)}

    @property
    def first_days(self) -> tuple[date, date]:
        """Return the earliest and the latest day on which it may begin."""
        return self.today + timedelta(days=1), self.today + LATEST_START

    @property
    def is_typed(self) -> bool:
        """Is it something that does not stand on the shelf?"""
        return str(self.data.get("what", "")) == SOMETHING_ELSE

    @property
    def sent_along(self) -> list[tuple[str, str]]:
        """Return what was typed, as (name, text), for the page that shows the plan."""
        names = ("entry_id", "symptom", "what", "blocks", "block_days", "first_day", "note")
        typed = (self.typed.add_prefix(name) for name in self.typed.fields)
        return [(name, str(self.data.get(name, ""))) for name in (*names, *typed)]

    def forget_problems(self) -> None:
        for form in (self, self.typed):
            forget_problems(form)

    def is_valid(self) -> bool:
        is_valid = super().is_valid()
        return is_valid and (not self.is_typed or not self.typed.errors)

    def clean_symptom(self) -> str:
        return self._said("symptom", _("Which symptom is it about?"))

    def clean_what(self) -> str:
        return self._said("what", _("What would you like to test?"))

    def clean_blocks(self) -> str:
        return self._said("blocks", _("How many blocks?"))

    def clean_block_days(self) -> str:
        return self._said("block_days", _("How long is each block?"))

    def clean_first_day(self) -> date:
        first_day: date | None = self.cleaned_data["first_day"]
        earliest, latest = self.first_days
        if first_day is None:
            raise forms.ValidationError(_("On which day does it begin?"))
        if first_day < earliest:
            raise forms.ValidationError(
                _("A plan is fixed before its first day: tomorrow, %(day)s, is the earliest.")
                % {"day": date_format(earliest, "j F")}
            )
        if first_day > latest:
            raise forms.ValidationError(
                _("That is more than %(days)d days ahead. Plan it when it is nearer.")
                % {"days": LATEST_START.days}
            )
        return first_day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("what") == SOMETHING_ELSE and self.typed.is_valid():
            self._check_typed()
        return cleaned

    def _check_typed(self) -> None:
        content = self.typed.content()
        if not content.substance:
            self.typed.add_error("substance", _("Which supplement is it?"))
        elif self._is_medicine(self.typed.cleaned_data["substance"], content):
            self.typed.add_error(
                "substance",
                _("This is a medicine. Only supplements can be tried out like this."),
            )

    def _is_medicine(self, text: str, content: Content) -> bool:
        names = {text, base_name(text), content.substance or ""}
        return any(is_medicine_name(name) or normalised(name) in self.medicines for name in names)

    def _said(self, name: str, question: str) -> str:
        said: str = self.cleaned_data[name]
        if not said:
            raise forms.ValidationError(question)
        return said

    def plan(self) -> Plan:
        """Return what was typed, once the form is valid."""
        said = self.cleaned_data
        return Plan(
            id=said["entry_id"],
            outcome=self.outcomes[said["symptom"]],
            tested=self._tested(said["what"]),
            blocks=int(said["blocks"]),
            block_days=int(said["block_days"]),
            first_day=said["first_day"],
            has_asked_clinician=said["has_asked"],
            note=said["note"],
        )

    def _tested(self, what: str) -> Tested:
        if what == SOMETHING_ELSE:
            return as_tested(SOMETHING_ELSE, self.typed.content(), Fraction(1))
        return self.products[what]


def block_choices() -> list[tuple[str, str]]:
    return [(str(blocks), str(blocks)) for blocks in BLOCKS]


BLOCK_DAY_CHOICES = tuple(
    (str(days), ngettext_lazy("%d day", "%d days", days) % days) for days in BLOCK_DAYS
)


def first_typed(
    outcomes: Sequence[Outcome], products: Sequence[Tested], today: date
) -> dict[str, Any]:
    """Return what the page of a new plan opens with: the usual design, from tomorrow on."""
    return {
        "entry_id": new_entry_id(),
        "symptom": outcomes[0].key if len(outcomes) == 1 else "",
        "what": products[0].key if len(products) == 1 else ("" if products else SOMETHING_ELSE),
        "typed-0-unit": "mg",
        "typed-0-basis": "elemental",
        "blocks": str(DEFAULT_BLOCKS),
        "block_days": str(DEFAULT_BLOCK_DAYS),
        "first_day": typed_day(today + timedelta(days=1)),
    }


def _something_else(products: Sequence[Tested]) -> tuple[str, str]:
    return SOMETHING_ELSE, _("Something else") if products else _("A supplement")


class StopForm(forms.Form):
    """Why an experiment is stopped; nobody has to say."""

    because = NoteField(label=gettext_lazy("Why, if you like to say"))
