"""The rule book: every rule, and the facts that evaluating them needs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from tracker.domain.limits import SubstanceLimits
from tracker.domain.rules.model import CombinationRule, MineralGroup, Rule, SpacingRule
from tracker.domain.substances import Substances

RuleType = TypeVar("RuleType", bound=Rule)


@dataclass(frozen=True, eq=False)
class RuleBook:
    """All rules together, as `find_flags` takes them; one is equal to itself only.

    `is_vitamin_d_food` says of a food's id whether the food is known to hold vitamin D.
    `version` names the state of the knowledge that the rules were read from.
    """

    rules: tuple[Rule, ...]
    substances: Substances
    limits: Mapping[str, SubstanceLimits]
    mineral_groups: Mapping[str, MineralGroup]
    window_minutes: int
    occasion_minutes: int
    is_vitamin_d_food: Callable[[str], bool]
    version: str

    @cached_property
    def by_id(self) -> dict[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def partner_names(self) -> frozenset[str]:
        """The names of all medicines that a rule about hours or combinations knows."""
        spaced = (*self.of_type(SpacingRule), *self.of_type(CombinationRule))
        return frozenset(name for rule in spaced for name in rule.partner_names)

    @cached_property
    def _by_type(self) -> dict[type[Rule], tuple[Any, ...]]:
        return {}

    def of_type(self, kind: type[RuleType]) -> tuple[RuleType, ...]:
        found = self._by_type.get(kind)
        if found is None:
            found = tuple(rule for rule in self.rules if isinstance(rule, kind))
            self._by_type[kind] = found
        return found
