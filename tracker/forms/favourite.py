"""A favourite: one product of the shelf to log by one tap, or several that belong together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.domain.diary import Dose, Favourite, Product
from tracker.forms.fields import (
    NameField,
    NumberField,
    forget_problems,
    new_entry_id,
)
from tracker.forms.intake_typed import typed_number

MOST_SERVINGS = 1000


@dataclass(frozen=True, slots=True)
class DoseRow:
    """A product that can be part of the favourite: whether it is, and how much of it."""

    product: Product
    is_in: BoundField
    servings: BoundField


class FavouriteForm(forms.Form):
    """The form of a favourite; it has two fields for each product that it can hold.

    A product that is put away or deleted cannot be ticked, and goes when the form is saved.
    """

    use_required_attribute = False

    entry_id = forms.CharField(required=False, widget=forms.HiddenInput)
    name = NameField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("Such as Morning. One thing alone can go by its own name."),
    )

    def __init__(self, data: Any, *, products: Iterable[Product], kept_id: str = "") -> None:
        super().__init__(data)
        self.kept_id = kept_id
        self.products = [product for product in products if not product.is_put_away]
        for product in self.products:
            self.fields[_box(product.id)] = forms.BooleanField(required=False, label=product.name)
            self.fields[_number(product.id)] = NumberField(
                label=_("Servings"),
                widget=forms.TextInput(
                    attrs={
                        "inputmode": "decimal",
                        "autocomplete": "off",
                        "placeholder": typed_number(product.usual_servings),
                    }
                ),
            )

    @property
    def rows(self) -> list[DoseRow]:
        return [DoseRow(one, self[_box(one.id)], self[_number(one.id)]) for one in self.products]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = [one for one in self.products if cleaned.get(_box(one.id))]
        for product in chosen:
            number = cleaned.get(_number(product.id))
            if number is not None and not 0 < number <= MOST_SERVINGS:
                text = _("Write how many are taken at a time, such as 1 or 2.")
                self.add_error(_number(product.id), text)
        if not chosen:
            self.add_error(None, _("Tick what it holds, at least one thing."))
        elif len(chosen) > 1 and not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", _("Give it a name, such as Morning."))
        return cleaned

    def forget_problems(self) -> None:
        forget_problems(self)

    def favourite(self) -> Favourite:
        """Return what was typed, once it is valid; without a name it has that of its product."""
        said = self.cleaned_data
        chosen = [one for one in self.products if said[_box(one.id)]]
        return Favourite(
            id=self.kept_id or said["entry_id"],
            name=said["name"] or chosen[0].name,
            doses=tuple(Dose(one.id, said[_number(one.id)]) for one in chosen),
        )


def new_favourite() -> dict[str, str]:
    return {"entry_id": new_entry_id()}


def typed_favourite(favourite: Favourite) -> Mapping[str, str]:
    """Return a kept favourite as the fields of the form hold it."""
    typed = {"entry_id": favourite.id, "name": favourite.name}
    for dose in favourite.doses:
        typed[_box(dose.product_id)] = "on"
        typed[_number(dose.product_id)] = _typed(dose.servings)
    return typed


def _typed(servings: Decimal | None) -> str:
    return "" if servings is None else typed_number(servings)


def _box(product_id: str) -> str:
    return f"in-{product_id}"


def _number(product_id: str) -> str:
    return f"servings-{product_id}"
