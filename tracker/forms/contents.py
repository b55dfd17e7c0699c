"""What was taken where the page is about one substance, or about a medicine by its name."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.domain.diary import Content
from tracker.domain.rules.words import amount as written_amount
from tracker.forms import choices
from tracker.forms.fields import ListedField, NameField, NumberField, WordField, offer

BASES = (
    ("elemental", gettext_lazy("the mineral itself")),
    ("compound", gettext_lazy("the whole compound")),
    ("unknown", gettext_lazy("not known")),
)
MOST_MG = Decimal(100_000)
MOST_MG_IN_A_BATH = Decimal(5_000_000)
MOST_VITAMIN_D_IU = Decimal(1_000_000)
MOST_IU = Decimal(100_000_000)
"""Beyond these a wrong digit or unit is certain. What is merely much is for the flags to say."""

MG_PER_UNIT = {"mg": Decimal(1), "mcg": Decimal("0.001"), "g": Decimal(1000)}


@dataclass(frozen=True, slots=True)
class Problem:
    field: str
    message: str


class ContentForm(forms.Form):
    """The form, amount, unit, basis and, where it is known, the salt of one substance.

    `fixed` is the substance that the page is about. `kept` is what the edited entry holds: its
    words may be others than the page offers. Someone's first dose can be tapped instead of typed
    (`usual_amount`); what is typed counts.
    """

    use_required_attribute = False
    is_blank = False

    form = WordField(label=gettext_lazy("Form"))
    usual_amount = ListedField(
        label=gettext_lazy("Tap an amount, or write it below"), widget=forms.RadioSelect
    )
    amount = NumberField(label=gettext_lazy("Amount"))
    unit = WordField(label=gettext_lazy("Unit"))
    basis = ListedField(
        label=gettext_lazy("What does the label's amount mean?"),
        help_text=gettext_lazy(
            "The box of facts on a label mostly states the mineral. “2,000 mg magnesium "
            "glycinate” on the front is mostly the compound."
        ),
        choices=BASES,
        widget=forms.RadioSelect,
    )
    compound = WordField(label=gettext_lazy("Salt or hydrate"))

    def __init__(self, data: Any, *, fixed: str, kept: Content | None, prefix: str) -> None:
        super().__init__(data, prefix=prefix)
        self.fixed = fixed
        self.kept = kept
        self.fields["amount"].error_messages["negative"] = _("An amount is above zero.")
        self._offer_usual_amounts()
        self._offer("form", [*choices.form_choices(fixed), ("", _("not known"))])
        self._offer("unit", choices.unit_choices(choices.units_of(fixed)))
        if not choices.form_choices(fixed) and not (kept and kept.form):
            del self.fields["form"]
        if not choices.needs_basis(fixed):
            del self.fields["basis"]
        self._offer(
            "compound", [("", _("the usual one of its form")), *choices.salt_choices(fixed)]
        )
        if not choices.salt_choices(fixed) and not (kept and kept.compound):
            del self.fields["compound"]

    def _offer_usual_amounts(self) -> None:
        """Offer amounts to tap, where the page is about one substance and none is typed yet."""
        is_typed = bool(str(self.data.get(self.add_prefix("amount"), "")).strip())
        amounts = [] if is_typed or self.kept else choices.usual_amounts(self.fixed)
        if not amounts:
            del self.fields["usual_amount"]
            return
        offer(self, "usual_amount", amounts)

    def _offer(self, field: str, offered: choices.Choices) -> None:
        """Offer what the page knows and, first, what the entry holds already."""
        kept = getattr(self.kept, field) if self.kept else None
        own = [] if not kept or kept in dict(offered) else [(kept, kept)]
        offer(self, field, [*own, *offered])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for problem in self._problems(cleaned):
            if problem.field not in self.errors:
                self.add_error(problem.field, problem.message)
        return cleaned

    def _problems(self, cleaned: dict[str, Any]) -> Iterator[Problem]:
        content = self.content()
        yield from form_problems(content, self.kept)
        yield from salt_problems(content, self.kept)
        yield from amount_problems(content, self.kept)
        if cleaned.get("amount") is not None and not content.unit:
            yield Problem("unit", _("In which unit?"))

    def content(self) -> Content:
        """Return what was typed."""
        said = self._said()
        kept = self.kept or Content()
        substance = self._substance(kept)
        number = said.get("amount")
        form, compound = self._form_and_salt(said, substance, kept)
        return Content(
            substance=substance,
            form=form,
            amount=number,
            unit=(said.get("unit") or None) if number is not None or kept.unit else None,
            basis=self._basis(substance, kept),
            compound=compound,
        )

    def _form_and_salt(
        self, said: dict[str, Any], substance: str | None, kept: Content
    ) -> tuple[str | None, str | None]:
        """A salt tells its form where none is said; it goes where its form is changed."""
        form, compound = said.get("form") or None, said.get("compound") or None
        if form is None and compound != kept.compound:
            form = next(iter(choices.forms_of_salt(substance, compound)), None)
        if compound == kept.compound and form != kept.form:
            compound = None
        return form, compound

    def _said(self) -> dict[str, Any]:
        """Return what was typed, with the amount that was tapped where none was."""
        said = dict(self.cleaned_data)
        tapped = said.get("usual_amount")
        if tapped and said.get("amount") is None and "amount" not in self.errors:
            number, said["unit"] = tapped.split()
            said["amount"] = Decimal(number)
        return said

    def _substance(self, kept: Content) -> str | None:
        is_kept = choices.substance_id(kept.substance) == self.fixed
        return kept.substance if is_kept else self.fixed

    def _basis(self, substance: str | None, kept: Content) -> Any:
        if "basis" not in self.fields or not choices.needs_basis(substance):
            return kept.basis
        return self.cleaned_data.get("basis") or "unknown"


class MedicineForm(forms.Form):
    """A medicine by its name, with its strength where it is known."""

    use_required_attribute = False

    name = NameField(
        label=gettext_lazy("Medicine"),
        help_text=gettext_lazy("The name of the active substance tells the most."),
        widget=forms.TextInput(attrs={"list": "medicine-names", "autocomplete": "off"}),
    )
    amount = NumberField(label=gettext_lazy("Amount"))
    unit = WordField(label=gettext_lazy("Unit"))

    fixed = None

    def __init__(self, data: Any, *, kept: Content | None, prefix: str) -> None:
        super().__init__(data, prefix=prefix)
        self.kept = kept
        self.fields["amount"].error_messages["negative"] = _("An amount is above zero.")
        offer(self, "unit", choices.unit_choices(choices.MEDICINE_UNITS))

    is_blank = False

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", _("Which medicine was it?"))
        for problem in amount_problems(self.content(), self.kept):
            if problem.field not in self.errors:
                self.add_error(problem.field, problem.message)
        return cleaned

    def content(self) -> Content:
        said = self.cleaned_data
        number, name = said.get("amount"), said.get("name") or None
        kept = self.kept or Content()
        return replace(
            kept if kept.substance == name else Content(),
            substance=name,
            amount=number,
            unit=(said.get("unit") or None) if number is not None or kept.unit else None,
        )


def form_problems(content: Content, kept: Content | None) -> Iterator[Problem]:
    is_kept = kept is not None and (content.substance, content.form) == (kept.substance, kept.form)
    known = choices.form_choices(content.substance)
    if content.form and not is_kept and content.form not in dict(known):
        words = {
            "substance": choices.substance_label(content.substance),
            "form": choices.form_label("magnesium", content.form),
            "known": ", ".join(label.lower() for _form, label in known[:6]),
        }
        if known:
            text = _("%(substance)s does not come as “%(form)s” here. Known forms: %(known)s.")
        else:
            text = _("%(substance)s has no forms to choose from here; leave it at “not known”.")
        yield Problem("form", text % words)


def salt_problems(content: Content, kept: Content | None) -> Iterator[Problem]:
    if content.compound in (None, kept.compound if kept else None):
        return
    if content.compound not in dict(choices.salt_choices(content.substance)):
        yield Problem("compound", _("Please choose one of these."))
    elif content.form not in choices.forms_of_salt(content.substance, content.compound):
        form = choices.form_label(content.substance, content.form)
        words = {"salt": content.compound, "form": form}
        yield Problem("compound", _("“%(salt)s” is another form than “%(form)s”.") % words)


def amount_problems(content: Content, kept: Content | None) -> Iterator[Problem]:
    if content.unit and content.unit != (kept.unit if kept else None):
        units = choices.units_of(content.substance)
        if content.unit not in units:
            words = {
                "substance": choices.substance_label(content.substance) or _("This"),
                "units": _either([choices.UNIT_WORDS[unit] for unit in units]),
            }
            yield Problem("unit", _("%(substance)s is measured in %(units)s.") % words)
            return
    if content.amount == 0:
        yield Problem(
            "amount",
            _("An amount of 0 is no intake. For a day without it, choose “not taken” instead."),
        )


def too_much(content: Content, most_mg: Decimal) -> str | None:
    """Return what to check where the amount cannot be meant; None where it can."""
    if content.amount is None or content.unit is None:
        return None
    substance = choices.substance_named(content.substance)
    if content.unit == "IU":
        is_vitamin_d = substance is not None and substance.mcg_per_iu is not None
        most = MOST_VITAMIN_D_IU if is_vitamin_d else MOST_IU
        return _too_many(most, "IU") if content.amount > most else None
    if substance is not None and substance.mcg_per_iu is not None:
        most = MOST_VITAMIN_D_IU * substance.mcg_per_iu
        is_more = content.amount * MG_PER_UNIT.get(content.unit, Decimal(0)) * 1000 > most
        return _too_many(most, "µg") if is_more else None
    mg = content.amount * _mg_per_unit(content, substance)
    if mg <= most_mg:
        return None
    words = {"grams": written_amount(mg / 1000), "most": written_amount(most_mg / 1000)}
    return (
        _(
            "That would be %(grams)s g; at most %(most)s g can be written here. One dose is mostly "
            "between a few mg and a few g: please check the number and the unit."
        )
        % words
    )


def _mg_per_unit(content: Content, substance: Any) -> Decimal:
    if content.unit == "mmol":
        of_mineral = substance.mg_per_mmol if substance is not None else None
        return Decimal(of_mineral or 100)
    return MG_PER_UNIT.get(content.unit or "", Decimal(0))


def _too_many(most: Decimal, unit: str) -> str:
    words = {"most": written_amount(most), "unit": unit}
    return (
        _("At most %(most)s %(unit)s can be written here: please check the number and the unit.")
        % words
    )


def _either(words: list[str]) -> str:
    return (
        words[0]
        if len(words) == 1
        else _("%(some)s or %(last)s")
        % {
            "some": ", ".join(words[:-1]),
            "last": words[-1],
        }
    )
