"""Every medicine name that a rule knows, from A to Z."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from tracker.domain.rules.model import IntakeRule, Partnered, Rule
from tracker.knowledge import Knowledge
from tracker.views.shown.groups import RuleLine, line
from tracker.views.shown.words import capitalised


@dataclass(frozen=True, slots=True)
class MedicineLine:
    """A name with its rule, and with the other rules that speak of it."""

    name: str
    rule: RuleLine
    also: tuple[RuleLine, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    letter: str
    lines: tuple[MedicineLine, ...]


def medicines_by_letter(known: Knowledge) -> list[Letter]:
    lines = sorted(_lines(known), key=lambda one: one.name.lower())
    return [
        Letter(letter, tuple(of_letter))
        for letter, of_letter in groupby(lines, key=lambda one: one.name[0].upper())
    ]


def _lines(known: Knowledge) -> Iterator[MedicineLine]:
    by_name: dict[str, list[Rule]] = {}
    for rule in known.rule_book.of_type(Partnered):
        for name in names_of(rule, known):
            by_name.setdefault(name, []).extend((rule, *rules_about(rule, known)))
    for name, rules in by_name.items():
        first, *others = (line(rule, known) for rule in dict.fromkeys(rules))
        yield MedicineLine(name, first, tuple(others))


def rules_about(medicine: Partnered, known: Knowledge) -> list[Rule]:
    """Return the other rules that speak when the medicine of this rule is taken."""
    return [
        rule
        for rule in known.rule_book.of_type(IntakeRule)
        if medicine.id in rule.test.medicine_rules
    ]


def names_of(rule: Partnered, known: Knowledge) -> list[str]:
    """Return the names that a rule is found by, in order, spelled as its examples spell them."""
    spelled = {example.lower(): example for example in rule.examples}
    names = set(rule.match)
    if rule.match_substance is not None:
        names |= {one.label.lower() for one in known.substances if one.id == rule.match_substance}
    if not names or rule.match_substance is not None:
        names |= spelled.keys()
    if rule.is_fallback:
        names = set()
    return sorted(capitalised(_(spelled.get(name, name))) for name in names)
