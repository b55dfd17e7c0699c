"""Counting what is left of a product, and refilling it."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.domain.diary import Product
from tracker.domain.stock import Left, counted
from tracker.forms.servings import CountField

COUNT, ADD, STOP = "count", "add", "stop"


class StockForm(forms.Form):
    """A number of servings, and whether it is all there is or comes on top of what was there."""

    use_required_attribute = False

    number = CountField(label=gettext_lazy("How many"))
    how = forms.ChoiceField(choices=[(one, one) for one in (COUNT, ADD, STOP)])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        is_missing = cleaned.get("number") is None and "number" not in self.errors
        if is_missing and cleaned.get("how") != STOP:
            self.add_error("number", _("How many are there, or did you get?"))
        return cleaned

    def product(self, product: Product, *, left: Left | None, now: datetime) -> Product:
        """Return the product as it stands after this, once the form is valid."""
        number, how = self.cleaned_data["number"], self.cleaned_data["how"]
        if how == STOP:
            return replace(product, stock=None)
        if how == ADD:
            return refilled(product, number, left, now)
        return replace(product, stock=counted(number, now))

    def says(self, before: Product, after: Product) -> bool:
        """Is the product `after` what this makes of `before`, whenever it was counted?"""
        number, how = self.cleaned_data["number"], self.cleaned_data["how"]
        if replace(before, stock=None) != replace(after, stock=None) or after.stock is None:
            return False
        had = before.stock.servings if before.stock else Decimal(0)
        return after.stock.servings in ({number} if how == COUNT else {number, had + number})


def refilled(product: Product, number: Decimal, left: Left | None, now: datetime) -> Product:
    """Return the product with `number` servings more.

    What was counted and taken before stays known. Where nothing was counted, or more was taken
    than was, only the new ones are sure to be there.
    """
    if product.stock is None or left is None or left.servings <= 0:
        return replace(product, stock=counted(number, now))
    return replace(product, stock=replace(product.stock, servings=product.stock.servings + number))
