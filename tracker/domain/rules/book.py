"""The rule book: every rule, and the facts that evaluating them needs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from tracker.domain.limits import SubstanceLimits
from tracker.domain.rules.model import MineralGroup, Rule
from tracker.domain.substances import Substances

RuleType = TypeVar("RuleType", bound=Rule)


@dataclass(frozen=True)
class RuleBook:
    """All rules together, as `find_flags` takes them.

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

    def of_type(self, kind: type[RuleType]) -> tuple[RuleType, ...]:
        return tuple(rule for rule in self.rules if isinstance(rule, kind))
