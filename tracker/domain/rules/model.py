"""What a rule is: numbers and words from a knowledge file, checked on load.

A rule's `kind` decides how it is evaluated; its text is for people. Every number here is
minutes, mg (or IU) or years, and comes with citations.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

from tracker.domain.amounts import is_over, quanta, reaches
from tracker.domain.diary import Basis, MealRelation, ProductClass, Region, Route, Source

Severity = Literal["info", "caution", "ask", "emergency"]
Grade = Literal["A", "B", "C", "D"]
Level = Literal["emergency", "urgent_same_day", "call_clinician"]
Need = Literal["oral_magnesium", "magnesium_supplement", "any_supplement"]
Order = Literal["partner_first", "mineral_first", "either"]

SEVERITY_RANK: Mapping[Severity, int] = {"info": 0, "caution": 1, "ask": 2, "emergency": 3}
TIP_KINDS = frozenset(
    {"form_tip", "meal_tip", "diet_tip", "data_quality", "pairing", "profile_info", "pregnancy"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A source, the place in it, and what it says there in our own words."""

    source: str
    locator: str
    claim: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A worked example of a rule: a small diary, and whether the rule flags in it.

    `diary` has the lists of the diary document in short form (see knowledge/README.md).
    """

    says: str
    flags: bool
    diary: Mapping[str, Any]


@dataclass(frozen=True, eq=False, kw_only=True)
class Rule:
    """What all rules have: an id, words for people, and where it all comes from.

    A rule is itself and no other (`eq=False`), so that it can stand in sets and as a key.

    `clinical_reviewer` is empty until a clinician has read the rule, and the page says so.
    """

    id: str
    kind: str
    title: str
    severity: Severity | None
    evidence_grade: Grade | None
    advice: str
    citations: tuple[Citation, ...]
    last_reviewed: date
    clinical_reviewer: str = ""
    when: str = ""
    direction: str = ""
    mechanism: str = ""
    disagreement: str = ""
    food_note: str = ""
    note: str = ""
    examples: tuple[str, ...] = ()
    does_not_apply_to: tuple[str, ...] = ()
    cases: tuple[Case, ...] = ()

    @property
    def is_tip(self) -> bool:
        """Is it shown at most once a local day?"""
        return self.severity == "info" and self.kind in TIP_KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class MineralGroup:
    """A mineral, or only those intakes of it that come in some form or product class."""

    id: str
    substance: str
    forms: frozenset[str] = frozenset()
    product_classes: frozenset[ProductClass] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class GapTier:
    """The severity of a gap of `from_minutes <= gap < below_minutes`."""

    order: Order
    from_minutes: int
    below_minutes: int
    severity: Severity


@dataclass(frozen=True, kw_only=True)
class AmountTier:
    """The severity from an amount on: `at_least`, or strictly `over` where that is set."""

    at_least: Decimal | None = None
    over: Decimal | None = None
    severity: Severity = "caution"

    @property
    def amount(self) -> Decimal:
        return self.at_least or self.over or Decimal(0)

    @cached_property
    def quanta(self) -> int:
        return quanta(self.amount)

    def is_met_by(self, total: int) -> bool:
        """Is `total` quanta enough for this tier?"""
        return is_over(total, self.quanta) if self.over else reaches(total, self.quanta)


@dataclass(frozen=True, slots=True, kw_only=True)
class TogetherWithFood:
    """Both at the same meal is fine, where the mineral intake holds only these minerals."""

    minerals: frozenset[str]
    max_gap_minutes: int
    not_product_class: ProductClass | None = None


@dataclass(frozen=True, eq=False, kw_only=True)
class Partnered(Rule):
    """A rule about a mineral and a partner: medicines by name, or a substance.

    Kinds `profile_info`, `pairing`, `info_only` and `no_rule` of the medicines' file are
    plain `Partnered`: shown on pages, never flagged.
    """

    partner: str
    minerals: tuple[str, ...]
    match: frozenset[str] = frozenset()
    match_substance: str | None = None
    is_fallback: bool = False

    @property
    def partner_names(self) -> frozenset[str]:
        return frozenset() if self.match_substance else self.match | {self.id}


@dataclass(frozen=True, eq=False, kw_only=True)
class SpacingRule(Partnered):
    """Two intakes that should stand a minimum of minutes apart, by their order.

    `occasion_tiers` (highest first) give the severity by the partner's amount on one
    occasion; below the lowest nothing is flagged. A gap equal to the minimum is enough.
    """

    gap_if_partner_first_minutes: int
    gap_if_mineral_first_minutes: int
    gap_tiers: tuple[GapTier, ...] = ()
    occasion_tiers: tuple[AmountTier, ...] = ()
    together_with_food_ok: TogetherWithFood | None = None


@dataclass(frozen=True, eq=False, kw_only=True)
class CombinationRule(Partnered):
    """A mineral and a medicine that are better not combined, however many hours apart."""

    window_minutes: int


@dataclass(frozen=True, eq=False, kw_only=True)
class DailyAmountRule(Partnered):
    """A partner substance whose amount in a 20-hour window disturbs a mineral."""

    tiers: tuple[AmountTier, ...]


@dataclass(frozen=True, eq=False, kw_only=True)
class LimitRule(Rule):
    """A tolerable upper intake level: a 20-hour total over the limit of age and region."""

    substance: str


@dataclass(frozen=True, eq=False, kw_only=True)
class OtherRegionsLimitRule(Rule):
    """A total within the person's own (US) limit, yet over that of other regions."""

    substance: str
    over: Decimal
    within_region: Region


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileTest:
    """Conditions on the profile of the day; all that are set must hold."""

    kidney: str | None = None
    reduced_kidney: bool = False
    egfr_from: Decimal | None = None
    egfr_below: Decimal | None = None
    conditions: frozenset[str] = frozenset()
    any_condition: bool = False
    any_medicine: bool = False
    pregnant: bool = False
    lactating: bool = False
    new_to_supplements: bool = False
    age_from: int | None = None
    age_below: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeTest:
    """Conditions on one intake, its surroundings and the profile; all that are set hold.

    `substances`, `forms`, `basis`, `units`, `not_units`, `amount_over` and `amount_below` are
    met by one and the same content; `intake_total_over_mg` sums those contents that meet them.
    `any_of` asks for at least one of its tests besides.
    """

    needs: Need | None = None
    substances: frozenset[str] = frozenset()
    routes: frozenset[Route] = frozenset()
    sources: frozenset[Source] = frozenset()
    meal: MealRelation | None = None
    forms: frozenset[str] = frozenset()
    not_product_class: frozenset[ProductClass] = frozenset()
    medicine_rules: frozenset[str] = frozenset()
    basis: Basis | None = None
    units: frozenset[str] = frozenset()
    not_units: frozenset[str] = frozenset()
    amount_over: Decimal | None = None
    amount_below: Decimal | None = None
    intake_total_over_mg: Decimal | None = None
    profile: ProfileTest | None = None
    first_oral_magnesium: bool = False
    window_total_from_mg: Decimal | None = None
    symptom_same_or_next_day: str | None = None
    no_vitamin_d_in_local_days: int | None = None
    near_meals_without_tag: str | None = None
    near_meal_minutes: int | None = None
    any_of: tuple["IntakeTest", ...] = ()


@dataclass(frozen=True, eq=False, kw_only=True)
class IntakeRule(Rule):
    """A flag for each intake that meets the test; a tip only for the first of a day.

    For an intake that this rule flags, the rules in `supersedes` stay silent.
    """

    test: IntakeTest
    supersedes: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False, kw_only=True)
class WeeklyDietRule(Rule):
    """A tip as of a given day: magnesium was taken, but food groups are rare in the week."""

    days: int
    days_with_food_group_below: int
    food_groups: frozenset[str]


@dataclass(frozen=True, eq=False, kw_only=True)
class WarningSign(Rule):
    """A sign that needs help soon; logged as a symptom entry without a value."""

    text: str
    level: Level
    symptom_ids: tuple[str, ...] = ()
