"""The plan of an experiment: what it asks, with what, how long, and from which day on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from tracker.domain.check_in import tracked_symptoms
from tracker.domain.daily import substance_id
from tracker.domain.diary import Content, Diary, Experiment, Product, Scale, Unit
from tracker.domain.diary.experiments import BLOCK_DAYS, BLOCKS
from tracker.domain.experiment import DEFAULT_BLOCK_DAYS, DEFAULT_BLOCKS, draw
from tracker.domain.rules.words import amount as written_number
from tracker.domain.substances import normalised
from tracker.forms.fields import (
    DayField,
    ListedField,
    NoteField,
    forget_problems,
    is_entry_id,
    new_entry_id,
    offer,
    typed_day,
)
from tracker.forms.label_rows import LabelRowForm
from tracker.forms.scales import (
    Asked,
    OwnSymptoms,
    asked_of,
    known_symptoms,
    own_symptoms,
    symptom_label,
)
from tracker.forms.substance_names import base_name, content_name, is_medicine_name
from tracker.knowledge import knowledge

SOMETHING_ELSE = "typed"
LATEST_START = timedelta(days=120)
STEP = Decimal("0.001")
"""To how many mg (or IU) the dose of a day is kept."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A symptom on one of its scales, as a choice of the form."""

    key: str
    symptom: str
    scale: Scale
    label: str


@dataclass(frozen=True, slots=True)
class Tested:
    """What is taken in the blocks with it: `amount` is that of a day, elemental for a mineral.

    `label` is the choice of the form; `beside` names what else a product holds.
    """

    key: str
    substance: str
    form: str | None
    amount: Decimal | None
    unit: Unit | None
    product_id: str | None = None
    product: str = ""
    label: str = ""
    beside: tuple[str, ...] = ()


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
    def needs_entry_id(self) -> bool:
        return not is_entry_id(str(self.data.get("entry_id", "")))

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
            return _tested(SOMETHING_ELSE, self.typed.content(), Fraction(1))
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


def outcomes_of(diary: Diary, today: date) -> list[Outcome]:
    """Return the symptoms that the person follows, each on the scales that it is asked on."""
    own = own_symptoms(diary.custom_symptoms)
    symptoms = tracked_symptoms(diary, today, known_symptoms())
    return [one for symptom in symptoms for one in _outcomes(symptom, own)]


def _outcomes(symptom: str, own: OwnSymptoms) -> Iterator[Outcome]:
    measures = list(asked_of(symptom, own))
    for number, asked in enumerate(measures):
        label = _outcome_label(symptom_label(symptom, own), asked, is_only=len(measures) == 1)
        yield Outcome(f"{number}/{symptom}", symptom, asked.scale, label)


def _outcome_label(name: str, asked: Asked, *, is_only: bool) -> str:
    words = {
        "name": name,
        "measure": asked.label[:1].lower() + asked.label[1:],
        "low": written_number(asked.scale.min),
        "high": written_number(asked.scale.max),
    }
    if is_only:
        return _("%(name)s, %(low)s to %(high)s") % words
    if asked.scale.unit:
        return _("%(name)s: %(measure)s") % words
    return _("%(name)s: %(measure)s, %(low)s to %(high)s") % words


def supplements_on(shelf: Iterable[Product]) -> list[Tested]:
    """Return what can be tested of a shelf: each substance of each supplement.

    What was prescribed is left out, as are antacids and laxatives: leaving them out is nothing
    to try out alone.
    """
    return [
        tested for product in shelf if _can_be_tested(product) for tested in _of_product(product)
    ]


def _can_be_tested(product: Product) -> bool:
    return (
        product.source == "supplement"
        and not product.prescribed
        and not product.is_put_away
        and product.product_class is None
        and product.covers_days == 1
    )


def _of_product(product: Product) -> Iterator[Tested]:
    contents = [one for one in product.contents if one.substance]
    for number, content in enumerate(contents):
        beside = tuple(content_name(one) for one in contents if one is not content)
        key = f"{number}/{product.id}"
        yield _tested(key, content, Fraction(_servings_a_day(product)), product, beside)


def _servings_a_day(product: Product) -> Decimal:
    """Return the servings of a day, as they are usual; a time of some weekdays is not counted."""
    daily = [
        product.usual_servings if one.servings is None else one.servings
        for one in product.usual_times
        if not one.weekdays
    ]
    return sum(daily, Decimal(0)) or product.usual_servings


def _tested(
    key: str,
    content: Content,
    servings: Fraction,
    product: Product | None = None,
    beside: tuple[str, ...] = (),
) -> Tested:
    substances = knowledge().rule_book.substances
    known = substances.find(content.substance)
    amount = None if content.amount is None else Fraction(content.amount)
    unit: Any = content.unit
    if known is not None:
        amount, unit = known.amount_of(content), known.base_unit
    is_known = amount is not None and unit is not None
    name = "" if product is None else product.name
    return Tested(
        key=key,
        substance=substance_id(content.substance, substances),
        form=substances.form_id(content) or None,
        amount=_rounded(amount * servings) if amount is not None and is_known else None,
        unit=unit if is_known else None,
        product_id=None if product is None else product.id,
        product=name,
        label=_tested_label(name, content_name(content)),
        beside=beside,
    )


def _tested_label(product: str, content: str) -> str:
    """Return a product's name with what is tested of it, unless the name says that already.

    >>> _tested_label("Night", "Magnesium citrate"), _tested_label("", "Vitamin D")
    ('Night: magnesium citrate', 'Vitamin D')
    """
    if not product or content.lower() in product.lower():
        return product or content
    return f"{product}: {content[:1].lower()}{content[1:]}"


def _rounded(amount: Fraction) -> Decimal:
    exact = Decimal(amount.numerator) / Decimal(amount.denominator)
    return exact.quantize(STEP).normalize() + 0 if exact < 10**12 else exact


def _something_else(products: Sequence[Tested]) -> tuple[str, str]:
    return SOMETHING_ELSE, _("Something else") if products else _("A supplement")


class StopForm(forms.Form):
    """Why an experiment is stopped; nobody has to say."""

    because = NoteField(label=gettext_lazy("Why, if you like to say"))
