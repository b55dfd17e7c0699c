"""The shelf and its products, made ready for their pages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tracker.domain.diary import Product, UsualTime
from tracker.domain.rules.words import amount, sentence
from tracker.domain.stock import Left
from tracker.forms.fields import new_entry_id
from tracker.forms.servings import scaled
from tracker.knowledge import Knowledge
from tracker.views.shown.amounts import content_shown
from tracker.views.shown.words import every

GLYPHS = frozenset({"magnesium", "calcium", "vitamin_d"})
SOON_DAYS = 7


@dataclass(frozen=True, slots=True)
class Supply:
    """What is left of a product, and the last day on which it does, as far as that is known."""

    left: Left
    last_day: date | None


@dataclass(frozen=True, slots=True)
class ShownProduct:
    """One product of the shelf. `glyph` and `kind` say the same, as a shape and as a word."""

    id: str
    glyph: str
    kind: str
    name: str
    brand: str
    serving: str
    holds: tuple[str, ...]
    dose: str
    usual: str
    left: str
    ends_soon: bool
    address: str
    log_address: str
    fresh_id: str


@dataclass(frozen=True, slots=True)
class ShownShelf:
    """What is taken, and apart from it what was put away."""

    products: tuple[ShownProduct, ...]
    put_away: tuple[ShownProduct, ...]


def shelf_shown(
    products: Iterable[Product], supplies: Mapping[str, Supply], known: Knowledge, today: date
) -> ShownShelf:
    """Return the shelf in the order of the names; what runs out soon stands where it stands."""
    ordered = sorted(products, key=lambda product: product.name.lower())
    shown = [
        (product, product_shown(product, supplies.get(product.id), known, today))
        for product in ordered
    ]
    return ShownShelf(
        tuple(one for product, one in shown if not product.is_put_away),
        tuple(one for product, one in shown if product.is_put_away),
    )


def product_shown(
    product: Product, supply: Supply | None, known: Knowledge, today: date
) -> ShownProduct:
    return ShownProduct(
        id=product.id,
        glyph=product_glyph(product, known),
        kind=_("Medicine") if product.source == "medicine" else _("Supplement"),
        name=product_name(product, known),
        brand=product.brand,
        serving=serving_words(product),
        holds=tuple(sentence(content_shown(content, known)) for content in product.contents),
        dose=dose_words(product, known),
        usual=usual_words(product),
        left=supply_words(supply, today) if supply else "",
        ends_soon=supply is not None and ends_soon(supply, today),
        address=product_address(product.id),
        log_address=log_product_address(product.id),
        fresh_id=new_entry_id(),
    )


def product_address(product_id: str) -> str:
    return reverse("tracker:product", args=[product_id])


def log_product_address(product_id: str, on: date | None = None) -> str:
    """Return the page on which so many servings of a product are logged; ids tell nothing."""
    query = {"product": product_id} | ({} if on is None else {"on": on.isoformat()})
    return reverse("tracker:log_intake", query=query)


def product_name(product: Product, known: Knowledge) -> str:
    """Return its name; an imported product may have none."""
    if product.name:
        return product.name
    holds = [content_shown(content, known) for content in product.contents]
    return sentence(" + ".join(holds)) or _("Without a name")


def product_glyph(product: Product, known: Knowledge) -> str:
    """Return the sign of the first thing in it that has one; a medicine is a medicine."""
    found = [known.rule_book.substances.find(content.substance) for content in product.contents]
    own = [one.id for one in found if one is not None and one.id in GLYPHS]
    if own:
        return own[0]
    return "medicine" if product.source == "medicine" else "other"


def serving_words(product: Product) -> str:
    """Return what the amounts are of: "1 capsule"."""
    return _("1 %(serving)s") % {"serving": product.serving or _("serving")}


def dose_words(product: Product, known: Knowledge) -> str:
    """Return what one tap logs: "2 at a time: 400 mg magnesium (glycinate)"."""
    number = product.usual_servings
    holds = [content_shown(scaled(one, number, Decimal(1)), known) for one in product.contents]
    words = " + ".join(holds)
    if number == 1:
        return sentence(words)
    together = _("%(number)s at a time") % {"number": amount(number)}
    return f"{together}: {words}" if words else together


# Usual times


def usual_words(product: Product) -> str:
    """Return when it is usually taken: "usually 07:00 and 22:00 (Mon, Thu)"."""
    if not product.usual_times:
        return ""
    return _("usually %(times)s") % {"times": every(map(_time_words, product.usual_times))}


def _time_words(usual: UsualTime) -> str:
    text = f"{usual.at:%H:%M}"
    if usual.servings is not None:
        text = _("%(servings)s at %(time)s") % {"servings": amount(usual.servings), "time": text}
    if usual.weekdays:
        days = ", ".join(str(WEEKDAYS_ABBR[number]) for number in usual.weekdays)
        text = f"{text} ({days})"
    return text


# How much is left


def supply_words(supply: Supply, today: date) -> str:
    """Return what is left and for how long: "about 12 left, enough until about 4 December"."""
    left = supply.left
    if left.servings < 0:
        return _("more was logged than was counted: count again?")
    if left.servings == 0:
        return _("none left")
    words = _("at most %(number)s left") if left.is_at_most else _("about %(number)s left")
    return f"{words % {'number': amount(left.servings)}}, {_until_words(supply, today)}"


def _until_words(supply: Supply, today: date) -> str:
    last = supply.last_day
    if last is None:
        return _("not enough known to say for how long")
    if last == date.max:
        return _("enough for longer than two years")
    if last < today:
        return _("not enough for the next dose")
    words = {"day": date_format(last, "j F" if last.year == today.year else "j F Y")}
    if supply.left.is_at_most:
        return _("enough until %(day)s at the latest") % words
    return _("enough until about %(day)s") % words


def ends_soon(supply: Supply, today: date) -> bool:
    """Is it time to think of more? Also where more was logged than counted."""
    if supply.left.servings <= 0:
        return True
    return supply.last_day is not None and (supply.last_day - today).days <= SOON_DAYS
