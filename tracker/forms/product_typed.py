"""What stands in the fields of a product's form before anyone types."""

from typing import Any

from tracker.domain.diary import Product
from tracker.forms.fields import new_entry_id
from tracker.forms.intake_choices import what_of
from tracker.forms.intake_typed import typed_contents, typed_number
from tracker.forms.label_rows import number_of_rows
from tracker.forms.usual_times import MOST_TIMES, typed_times

FIRST_ROWS = 2
"""Rows for contents on the page of a new product: many labels have two."""


def first_typed(name: str = "", what: str = "") -> dict[str, Any]:
    """Return what the page of a new product opens with; a medicine can be named already."""
    return {
        "entry_id": new_entry_id(),
        "name": name,
        "what": what,
        "in_profile": "on",
        "usual_servings": "1",
        "meal": "unknown",
        "route": "oral",
        "covers_days": "1",
        **typed_contents((), FIRST_ROWS),
        **typed_times(()),
    }


def typed_product(product: Product) -> dict[str, Any]:
    """Return a kept product as the fields of the form hold it."""
    typed = {
        "name": product.name,
        "brand": product.brand,
        "what": what_of(product),
        "serving": product.serving,
        "usual_servings": typed_number(product.usual_servings),
        "meal": product.meal,
        "route": product.route,
        "covers_days": str(product.covers_days),
        "note": product.note,
        **typed_contents(product.contents),
        **typed_times(product.usual_times),
    }
    return typed | ({"prescribed": "on"} if product.prescribed else {})


def with_another_time(data: Any) -> Any:
    """Return what was typed, with one more row for a usual time."""
    typed = data.copy()
    typed["times"] = str(min(number_of_rows(data, "times", MOST_TIMES) + 1, MOST_TIMES))
    return typed
