"""The favourites, as their page lists them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.domain.diary import Favourite, Product
from tracker.domain.often import taken_of
from tracker.knowledge import Knowledge
from tracker.views.shown.day_entries import sign_of
from tracker.views.shown.quick import dose_words
from tracker.views.shown.words import every

ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
"""What a favourite holds does not hang on when it is taken."""


@dataclass(frozen=True, slots=True)
class ShownFavourite:
    """`missing` says how many of its doses cannot be logged: put away, or not there."""

    name: str
    signs: tuple[str, ...]
    doses: tuple[str, ...]
    missing: str
    address: str


@dataclass(frozen=True, slots=True)
class FavouritesPage:
    favourites: tuple[ShownFavourite, ...]
    has_products: bool


def favourites_shown(belongings: Mapping[str, Any], known: Knowledge) -> FavouritesPage:
    products = {product.id: product for product in belongings["products"]}
    shown = tuple(_favourite(one, products, known) for one in belongings["favourites"])
    return FavouritesPage(shown, any(not one.is_put_away for one in products.values()))


def _favourite(
    favourite: Favourite, products: Mapping[str, Product], known: Knowledge
) -> ShownFavourite:
    taken = taken_of(favourite, products, at=ANY_TIME)
    words = (" · ".join(filter(None, dose_words(intake, known))) for intake in taken)
    held = {intake.product_id for intake in taken}
    gone = [dose.product_id for dose in favourite.doses if dose.product_id not in held]
    return ShownFavourite(
        name=favourite.name,
        signs=tuple(dict.fromkeys(sign_of(intake, known) for intake in taken)),
        doses=tuple(words),
        missing=_missing(gone, products),
        address=reverse("tracker:change_favourite", args=[favourite.id]),
    )


def _missing(gone: list[str], products: Mapping[str, Product]) -> str:
    if not gone:
        return ""
    names = [products[one].name if one in products else _("something deleted") for one in gone]
    return _("Not on the shelf now, so it is left out: %(names)s.") % {"names": every(names)}
