"""What a product means as it is typed, and how two states of it differ."""

from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.domain.diary import Content, Product
from tracker.domain.rules.words import amount, sentence
from tracker.forms.intake_choices import MEALS, PRODUCTS, ROUTES, what_of
from tracker.forms.product import ProductForm
from tracker.forms.servings import scaled
from tracker.forms.substance_names import is_medicine_name
from tracker.knowledge import Knowledge
from tracker.views.shown.amounts import content_shown
from tracker.views.shown.other_amount import other_amount
from tracker.views.shown.shelf import serving_words, usual_words
from tracker.views.shown.words import every


@dataclass(frozen=True, slots=True)
class Meant:
    """What one content comes to; `source` is the page that says from where that is known."""

    says: str
    assumed: str
    source: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a product as it is typed would be kept as."""

    kept_as: str
    serving: str
    contents: tuple[Meant, ...]
    together: str


def meaning_shown(form: ProductForm, product: Product, known: Knowledge) -> Meaning:
    """Return what the program reads in a valid form."""
    is_from_name = form.named_content is not None
    return Meaning(
        kept_as=_kept_as(product, is_from_name=is_from_name),
        serving=serving_words(product),
        contents=tuple(_meant(content, product, known) for content in product.contents),
        together=_together(product, known),
    )


def _kept_as(product: Product, *, is_from_name: bool) -> str:
    kind = str(dict(PRODUCTS).get(what_of(product), product.source))
    words = {"name": product.name, "kind": kind}
    if is_from_name:
        return (
            _("“%(name)s” goes on your shelf as %(kind)s. What it holds is read in its name.")
            % words
        )
    return _("“%(name)s” goes on your shelf as %(kind)s.") % words


def _meant(content: Content, product: Product, known: Knowledge) -> Meant:
    other = other_amount(content, known)
    says = other.says if other is not None else sentence(content_shown(content, known))
    assumed = other.assumed if other is not None else _name_words(content, product, known)
    return Meant(says, assumed, _source(content, known))


def _name_words(content: Content, product: Product, known: Knowledge) -> str:
    """Return what is known by the name, where the amount says nothing more."""
    name = content.substance or ""
    if known.rule_book.substances.find(name) is not None:
        return ""
    if is_medicine_name(name):
        return _("The rules know this medicine.")
    if product.source == "medicine":
        return _("No rule knows this name. It is kept as you write it.")
    return _("This name is not known here: it is kept as you write it, and is in no total.")


def _source(content: Content, known: Knowledge) -> str:
    """Return the address of what is known of a form of magnesium, with its sources."""
    form = known.rule_book.substances.form_id(content)
    substance = known.rule_book.substances.find(content.substance)
    if substance is None or substance.id != "magnesium" or known.form(form) is None:
        return ""
    return f"{reverse('tracker:forms')}#{form}"


def _together(product: Product, known: Knowledge) -> str:
    """Return what the usual servings hold together, where they are not one."""
    number = product.usual_servings
    if number == 1 or not any(content.amount for content in product.contents):
        return ""
    taken = [scaled(content, number, Decimal(1)) for content in product.contents]
    holds = every(content_shown(content, known) for content in taken)
    return _("%(number)s at a time: %(holds)s.") % {"number": amount(number), "holds": holds}


def product_differences(
    kept: Product, typed: Product, known: Knowledge
) -> list[tuple[str, str, str]]:
    """Return (what, as it is kept, as it was typed) where the two say something else."""
    now, wanted = _facts(kept, known), _facts(typed, known)
    return [(name, text, wanted[name]) for name, text in now.items() if text != wanted[name]]


def _facts(product: Product, known: Knowledge) -> dict[str, str]:
    return {
        _("Name"): product.name,
        _("Brand"): product.brand,
        _("It is"): str(dict(PRODUCTS).get(what_of(product), product.source)),
        _("What it holds"): " + ".join(content_shown(one, known) for one in product.contents),
        _("One serving is a"): product.serving,
        _("How many at a time"): _number(product.usual_servings),
        _("Usual times"): usual_words(product),
        _("With a meal?"): str(dict(MEALS)[product.meal]),
        _("How"): str(dict(ROUTES)[product.route]),
        _("Prescribed for me"): _("yes") if product.prescribed else _("no"),
        _("Meant for how many days"): str(product.covers_days),
        _("Counted"): _number(product.stock.servings if product.stock else None),
        _("Put away"): _("yes") if product.is_put_away else _("no"),
        _("Note"): product.note,
    }


def _number(number: Decimal | None) -> str:
    return amount(number)
