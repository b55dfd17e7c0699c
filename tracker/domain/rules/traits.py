"""What an intake is to the rules: its minerals, its medicines, its countable amounts.

Most intakes of a diary are the same few things taken again and again, so what can be said of
an intake without its time is worked out once for each kind and kept.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Any

from tracker.domain.amounts import quanta_of
from tracker.domain.diary import Content, Intake, MealRelation, ProductClass, Route, Source
from tracker.domain.rules.book import RuleBook
from tracker.domain.rules.model import CombinationRule, MineralGroup, Need, SpacingRule
from tracker.domain.substances import Substance, normalised

PartnerRule = SpacingRule | CombinationRule

TAKEN_ON_PURPOSE = frozenset({"supplement", "medicine"})
NOT_A_PARTNER = frozenset({"food", "excipient"})


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """What intakes have in common whose labels differ in nothing but the amounts.

    `labels` are the contents without their amounts. `counted` holds, for each, its substance
    and how much of it a unit of the label holds, or `None` where that cannot be counted.
    `partner_of` are the spacing and combination rules in which the intake stands opposite
    the mineral.
    """

    route: Route | None
    source: Source | None
    product_class: ProductClass | None
    meal: MealRelation
    labels: tuple[Content, ...]
    substances: frozenset[str]
    counted: tuple[tuple[str, Fraction] | None, ...]
    groups: frozenset[str]
    names: frozenset[str]
    partner_of: tuple[PartnerRule, ...]

    @property
    def is_taken_on_purpose(self) -> bool:
        """Swallowed as a supplement or a medicine, rather than in food or as an excipient?"""
        return self.route == "oral" and self.source in TAKEN_ON_PURPOSE

    def meets(self, need: Need) -> bool:
        is_supplement = self.route == "oral" and self.source == "supplement"
        if need == "any_supplement":
            return is_supplement and bool(self.labels)
        holds_magnesium = self.is_taken_on_purpose and "magnesium" in self.substances
        return holds_magnesium and (need == "oral_magnesium" or is_supplement)


@dataclass(frozen=True, slots=True, eq=False)
class Traits:
    """Everything that rules ask of an intake, save when it was taken.

    `contents` leaves out amounts of 0: they are no intake. `amounts` are in quanta by
    substance, as swallowed; `daily_amounts` are spread over the days the intake covers.
    Both hold only what can be counted.
    """

    kind: Kind
    contents: tuple[Content, ...]
    amounts: Mapping[str, int]
    daily_amounts: Mapping[str, int]


MOST_KEPT = 5_000
"""So many labels are remembered; a diary has far fewer, and a server has many diaries."""


@lru_cache(maxsize=2)
def reader_for(book: RuleBook) -> "TraitReader":
    """Return the reader of the rule book, shared by all who ask: labels repeat day after day."""
    return TraitReader(book)


class TraitReader:
    """Reads the traits of intakes by one rule book, each kind of intake once."""

    def __init__(self, book: RuleBook) -> None:
        self._substances = book.substances
        self._groups = tuple(book.mineral_groups.values())
        self._partners_by_name: dict[str, list[PartnerRule]] = {}
        self._partners_by_substance: dict[str, list[SpacingRule]] = {}
        self._traits: dict[tuple[Any, ...], Traits] = {}
        self._kinds: dict[tuple[Any, ...], Kind] = {}
        for rule in book.rules:
            if isinstance(rule, SpacingRule | CombinationRule):
                self._index(rule)

    def _index(self, rule: PartnerRule) -> None:
        for name in rule.partner_names:
            self._partners_by_name.setdefault(name, []).append(rule)
        if isinstance(rule, SpacingRule) and rule.match_substance is not None:
            self._partners_by_substance.setdefault(rule.match_substance, []).append(rule)

    def read(self, intake: Intake) -> Traits:
        key = (
            intake.contents,
            intake.route,
            intake.source,
            intake.product_class,
            intake.meal,
            intake.covers_days,
        )
        traits = self._traits.get(key)
        if traits is None:
            if len(self._traits) >= MOST_KEPT:
                self._traits.clear()
                self._kinds.clear()
            traits = self._traits[key] = self._read_anew(intake)
        return traits

    def _read_anew(self, intake: Intake) -> Traits:
        contents = tuple(content for content in intake.contents if content.amount != 0)
        kind = self._kind_of(intake, contents)
        return Traits(
            kind,
            contents,
            amounts=sums(contents, kind.counted, days=1),
            daily_amounts=sums(contents, kind.counted, days=intake.covers_days),
        )

    def _kind_of(self, intake: Intake, contents: tuple[Content, ...]) -> Kind:
        labels = tuple(label_of(content) for content in contents)
        key = (labels, intake.route, intake.source, intake.product_class, intake.meal)
        kind = self._kinds.get(key)
        if kind is None:
            kind = self._kinds[key] = self._new_kind(intake, contents)
        return kind

    def _new_kind(self, intake: Intake, contents: tuple[Content, ...]) -> Kind:
        found = [self._substances.find(content.substance) for content in contents]
        substances = frozenset(one.id for one in found if one is not None)
        counted = tuple(map(counted_part, found, contents))
        names = frozenset(name for content in contents for name in names_of(content))
        on_purpose = intake.route == "oral" and intake.source in TAKEN_ON_PURPOSE
        can_be_partner = intake.route == "oral" and intake.source not in NOT_A_PARTNER
        by_name = self._partners_named(names) if can_be_partner else ()
        by_substance = self._partners_counted(substances, counted) if on_purpose else ()
        return Kind(
            intake.route,
            intake.source,
            intake.product_class,
            intake.meal,
            labels=tuple(replace(content, amount=None) for content in contents),
            substances=substances,
            counted=counted,
            groups=frozenset(self._groups_of(intake, contents) if on_purpose else ()),
            names=names,
            partner_of=(*by_name, *by_substance),
        )

    def _groups_of(self, intake: Intake, contents: Iterable[Content]) -> Iterator[str]:
        for content in contents:
            for group in self._groups:
                if self._is_in(group, content, intake):
                    yield group.id

    def _is_in(self, group: MineralGroup, content: Content, intake: Intake) -> bool:
        substance = self._substances.find(content.substance)
        if substance is None or substance.id != group.substance:
            return False
        is_whole_mineral = not group.forms and not group.product_classes
        return (
            is_whole_mineral
            or self._substances.form_id(content) in group.forms
            or intake.product_class in group.product_classes
        )

    def _partners_named(self, names: Iterable[str]) -> Iterable[PartnerRule]:
        rules = (rule for name in names for rule in self._partners_by_name.get(name, ()))
        return {rule.id: rule for rule in rules}.values()

    def _partners_counted(
        self, substances: Iterable[str], counted: Iterable[tuple[str, Fraction] | None]
    ) -> Iterator[SpacingRule]:
        countable = {part[0] for part in counted if part is not None}
        for substance in substances:
            for rule in self._partners_by_substance.get(substance, ()):
                if substance in countable or not rule.occasion_tiers:
                    yield rule


def label_of(content: Content) -> tuple[object, ...]:
    """Return all of a content but its amount, of which only whether there is one."""
    return (
        content.substance,
        content.form,
        content.compound,
        content.unit,
        content.basis,
        content.amount is None,
    )


def counted_part(substance: Substance | None, content: Content) -> tuple[str, Fraction] | None:
    per_unit = None if substance is None else substance.per_unit(content)
    if substance is None or per_unit is None or content.amount is None:
        return None
    return substance.id, per_unit


def sums(
    contents: Iterable[Content], counted: Iterable[tuple[str, Fraction] | None], days: int
) -> dict[str, int]:
    """Return what can be counted, by substance, in quanta, spread over `days`."""
    totals: dict[str, int] = {}
    for content, part in zip(contents, counted, strict=True):
        if part is not None and content.amount is not None:
            substance, per_unit = part
            amount = quanta_of(content.amount, per_unit, days)
            totals[substance] = totals.get(substance, 0) + amount
    return totals


def names_of(content: Content) -> list[str]:
    """Return the medicine names in a content; names joined by + are several medicines."""
    return [normalised(name) for name in normalised(content.substance).split("+") if name.strip()]
