"""What a form offers for a substance: its forms, its units, and the names of medicines."""

import re
from collections.abc import Sequence
from functools import cache

from django.utils.translation import gettext as _

from tracker.domain.rules.model import Partnered
from tracker.domain.substances import Substance
from tracker.knowledge import knowledge

Choices = list[tuple[str, str]]

COMMON_FORMS = ("glycinate", "citrate", "oxide", "malate", "threonate", "chloride", "taurate")
"""The forms of magnesium that stand first; the others follow in the order of the knowledge."""

UNIT_WORDS = {"mg": "mg", "mcg": "µg", "g": "g", "IU": "IU", "mmol": "mmol"}
MEDICINE_UNITS = ("mg", "mcg", "g", "IU", "mmol")


def substance_named(name: str | None) -> Substance | None:
    return knowledge().rule_book.substances.find(name)


def substance_id(name: str | None) -> str:
    """Return the id of a known substance, or the name as it is."""
    found = substance_named(name)
    return (name or "") if found is None else found.id


def substance_choices() -> Choices:
    return [(one.id, _(one.label)) for one in knowledge().substances if not one.is_excipient]


def substance_label(name: str | None) -> str:
    """Return how a substance is called at the start of a line."""
    labels = {one.id: one.label for one in knowledge().substances}
    known = substance_id(name)
    return _(labels[known]) if known in labels else (name or "")


def form_choices(name: str | None) -> Choices:
    """Return the forms in which a substance comes, as (id, label)."""
    if substance_id(name) == "magnesium":
        return _magnesium_forms()
    facts = next((one for one in knowledge().substances if one.id == substance_id(name)), None)
    # "ferrous sulfate" stands beside "sulfate" for labels that say so; here one is enough.
    forms = (
        [] if facts is None else [one for one in facts.default_compound_by_form if " " not in one]
    )
    return [(form, _(form.capitalize())) for form in forms]


def _magnesium_forms() -> Choices:
    labels = {form.id: form.label for form in knowledge().forms}
    ordered = [*COMMON_FORMS, *(form for form in labels if form not in COMMON_FORMS)]
    return [(form, _(labels[form])) for form in ordered]


def salt_choices(name: str | None) -> Choices:
    """Return the salts and hydrates that are known of a substance, as (name, label)."""
    named = dict.fromkeys(salt for salt, _form in salts_of(name))
    return [(salt, salt[:1].upper() + salt[1:]) for salt in named]


def forms_of_salt(name: str | None, salt: str | None) -> list[str | None]:
    """Return the forms that a salt is one of; chloride is swallowed and put on the skin."""
    return [form for known, form in salts_of(name) if known == salt]


def salts_of(name: str | None) -> list[tuple[str, str | None]]:
    """Return each salt and hydrate of a substance with the form that it is one of."""
    if substance_id(name) == "magnesium":
        return [(salt.name, form.id) for form in knowledge().forms for salt in form.compounds]
    found = substance_named(name)
    return [(salt, _form_named_in(found.id, salt)) for salt in found.compounds] if found else []


def _form_named_in(substance: str, salt: str) -> str | None:
    """Return the form whose name a salt bears: the dicitrate of calcium is a citrate."""
    words = re.findall(r"\w+", salt.replace("dicitrate", "citrate"))
    return next((form for form, _label in form_choices(substance) if form in words), None)


def form_label(name: str | None, form: str | None) -> str:
    """Return how a form is called inside a sentence: "glycinate", "L-threonate"."""
    label = dict(form_choices(name)).get(form or "", form or "")
    return label if label[1:2] == "-" else label[:1].lower() + label[1:]


def units_of(name: str | None) -> tuple[str, ...]:
    """Return the units in which labels state a substance, the usual one first.

    >>> units_of("vitamin_d"), units_of("calcium"), units_of("some medicine")
    (('IU', 'mcg'), ('mg', 'g', 'mmol'), ('mg', 'mcg', 'g', 'IU', 'mmol'))
    """
    substance = substance_named(name)
    if substance is None:
        return MEDICINE_UNITS
    if substance.mcg_per_iu is not None:
        return ("IU", "mcg")
    return ("mg", "g", "mmol") if substance.mg_per_mmol is not None else ("mg", "mcg", "g")


USUAL_AMOUNTS = {
    "magnesium": ("100 mg", "150 mg", "200 mg", "300 mg"),
    "calcium": ("250 mg", "500 mg", "600 mg"),
    "vitamin_d": ("400 IU", "1000 IU", "2000 IU"),
}
"""Amounts that labels often state, to tap instead of type. A convenience, not advice."""


def usual_amounts(name: str | None) -> Choices:
    return [(amount, amount) for amount in USUAL_AMOUNTS.get(substance_id(name), ())]


def unit_choices(units: Sequence[str]) -> Choices:
    return [(unit, UNIT_WORDS[unit]) for unit in units]


def needs_basis(name: str | None) -> bool:
    """Can the amount on a label mean the mineral or the whole compound?"""
    substance = substance_named(name)
    return substance is not None and substance.needs_basis


@cache
def medicine_names() -> tuple[str, ...]:
    """Return every medicine that a rule knows by name, from A to Z."""
    names: set[str] = set()
    for rule in knowledge().rule_book.rules:
        if isinstance(rule, Partnered):
            spelled = {example.lower(): example for example in rule.examples}
            names |= {spelled.get(name, name) for name in rule.match if not rule.match_substance}
    return tuple(sorted((name[:1].upper() + name[1:] for name in names), key=str.lower))
