"""Substances by the names that people and labels write: "magnesium (as bisglycinate)".

What is typed in one field says the substance, its form and, where it names one, the salt or
hydrate. A name that nobody here knows is kept as it is written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import get_args

from tracker.domain.diary import Content, Unit
from tracker.domain.rules.words import amount as written_amount
from tracker.domain.rules.words import sentence
from tracker.domain.substances import normalised
from tracker.forms import choices
from tracker.knowledge import knowledge

SMALL_WORDS = frozenset({"as", "from", "of", "the"})
UNITS = {"ug": "mcg", "µg": "mcg", "μg": "mcg", "iu": "IU", "ie": "IU"}
OTHER_FORM = re.compile(r"(?P<mineral>\w+) (?P<form>[\w-]+(?:ate|ide))", re.IGNORECASE)
"""A form ends like a salt does: a "calcium channel blocker" is none."""

STRENGTH = re.compile(
    r"(?P<name>.*?\S)[\s,]+(?P<amount>\d+(?:[.,]\d+)?)\s*(?P<unit>mg|mcg|[uµμ]g|g|iu|ie|mmol)?\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Named:
    """What a name says: a substance, in which form, and as which salt, if it tells."""

    substance: str
    form: str | None = None
    compound: str | None = None


def read_name(text: str) -> Named | None:
    """Return what `text` names; None where it is no name that is known here.

    >>> read_name("Magnesium (as bisglycinate)")
    Named(substance='magnesium', form='glycinate', compound=None)
    >>> read_name("trimagnesium dicitrate nonahydrate").compound
    'trimagnesium dicitrate nonahydrate'
    """
    known = _known_names()
    outside, inside = re.sub(r"\(.*?\)", " ", text), " ".join(re.findall(r"\((.*?)\)", text))
    for part in (text, outside, inside):
        found = known.get(_key(part)) or _other_form(part)
        if found is not None:
            return found
    name = normalised(text)
    return Named(_spelled()[name]) if name in _spelled() else None


def _other_form(text: str) -> Named | None:
    """Return a mineral in a form that is not listed: it still counts where the label states it."""
    found = OTHER_FORM.fullmatch(" ".join(text.split()))
    mineral = choices.substance_named(found["mineral"]) if found is not None else None
    if found is None or mineral is None or not mineral.needs_basis:
        return None
    return Named(mineral.id, found["form"].lower())


def is_medicine_name(text: str) -> bool:
    """Does a rule know a medicine, and no supplement, by this name?"""
    return normalised(text) in _spelled() and choices.substance_named(text) is None


def content_name(content: Content) -> str:
    """Return the name that stands in a field for what a content is."""
    if content.compound:
        return sentence(content.compound)
    label = choices.substance_label(content.substance)
    if not content.form:
        return sentence(label)
    return sentence(f"{label} {choices.form_label(content.substance, content.form)}")


def label_name(contents: tuple[Content, ...]) -> str:
    """Return a name for a product that was given none: "Magnesium glycinate 200 mg"."""
    return " + ".join(_with_amount(content) for content in contents)


def _with_amount(content: Content) -> str:
    if content.amount is None:
        return content_name(content)
    unit = choices.UNIT_WORDS.get(content.unit or "", "")
    return f"{content_name(content)} {written_amount(content.amount)} {unit}".strip()


def content_named_by(product: str) -> Content | None:
    """Return what the name of a product says of what it holds, where that is known.

    >>> content_named_by("Levothyroxine 75 µg")
    ... # doctest: +NORMALIZE_WHITESPACE
    Content(substance='Levothyroxine', form=None, amount=Decimal('75'), unit='mcg',
            basis='unknown', compound=None)
    """
    named, content = read_name(product), Content()
    strength = STRENGTH.fullmatch(product.strip())
    if named is None and strength is not None:
        named, content = read_name(strength["name"]), _strength(strength)
    if named is None:
        return None
    return replace(content, substance=named.substance, form=named.form, compound=named.compound)


def base_name(product: str) -> str:
    """Return a product's name without its strength: "Euthyrox 75 µg" is "Euthyrox"."""
    strength = STRENGTH.fullmatch(product.strip())
    return strength["name"] if strength is not None else product


def _strength(found: re.Match[str]) -> Content:
    written = (found["unit"] or "").lower()
    unit = next((one for one in get_args(Unit) if one == UNITS.get(written, written)), None)
    number = Decimal(found["amount"].replace(",", ".")) if unit else None
    return Content(amount=number, unit=unit)


@cache
def suggested_names() -> tuple[str, ...]:
    """Return the names to choose from while one types: magnesium and its forms first."""
    names = [sentence(name) for name, _named in _names()]
    return tuple(dict.fromkeys(names))


@cache
def _known_names() -> dict[frozenset[str], Named]:
    known: dict[frozenset[str], Named] = {}
    for name, named in (*_names(), *_other_names()):
        # A salt that is called as its form is needs no mention: it is the usual one.
        known.setdefault(_key(name), named)
    return known


def _names() -> Iterator[tuple[str, Named]]:
    """Yield the names to offer: each substance, then its forms, then salts and hydrates."""
    for substance, label in choices.substance_choices():
        yield label, Named(substance)
        for form, _label in choices.form_choices(substance):
            yield content_name(Content(substance, form)), Named(substance, form)
        for salt, of_form in choices.salts_of(substance):
            yield salt, Named(substance, of_form, salt)


def _other_names() -> Iterator[tuple[str, Named]]:
    for form in knowledge().forms:
        for name in form.names:
            yield name, Named("magnesium", form.id)
            yield f"magnesium {name}", Named("magnesium", form.id)
    for one in knowledge().substances:
        for name in (one.id.replace("_", " "), *one.names):
            yield name, Named(one.id)


@cache
def _spelled() -> dict[str, str]:
    return {normalised(name): name for name in choices.medicine_names()}


def _key(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w:.'-]+", text.lower())) - SMALL_WORDS
