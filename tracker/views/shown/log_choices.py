"""The things that can be logged, as the page lists them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.domain.diary import Product
from tracker.knowledge import Knowledge
from tracker.views.shown.shelf import ShownProduct, log_product_address, product_shown


@dataclass(frozen=True, slots=True)
class LogChoice:
    glyph: str
    text: str
    address: str


def shelf_choices(
    products: Iterable[Product], known: Knowledge, day: date, *, is_today: bool
) -> list[ShownProduct]:
    """Return what is on the shelf, to log by one tap; for another day the page asks when."""
    ordered = sorted(products, key=lambda product: product.name.lower())
    shown = [product_shown(one, None, known, day) for one in ordered if not one.is_put_away]
    if is_today:
        return shown
    return [replace(one, log_address=log_product_address(one.id, day)) for one in shown]


def choices_shown(day: date, *, is_today: bool) -> list[LogChoice]:
    """Return what can be logged; every address carries the day where it is not today."""
    on = {} if is_today else {"on": day.isoformat()}
    intakes = (
        ("magnesium", _("Magnesium")),
        ("calcium", _("Calcium")),
        ("vitamin_d", _("Vitamin D")),
        ("medicine", _("A medicine")),
        ("product", _("Another product")),
    )
    return [
        *(
            LogChoice(kind, text, address_of("log_intake", {"kind": kind, **on}))
            for kind, text in intakes
        ),
        LogChoice("meal", _("A meal"), address_of("log_meal", on)),
        LogChoice("symptom", _("Check in: how you feel"), address_of("check_in", on)),
        LogChoice("symptom", _("A symptom"), address_of("log_symptom", on)),
    ]


def address_of(name: str, asked: dict[str, str]) -> str:
    return reverse(f"tracker:{name}") + (f"?{urlencode(asked)}" if asked else "")
