"""Reads one rule: finds the class that its kind and its keys ask for, and fills it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tracker.domain.rules.model import (
    CombinationRule,
    DailyAmountRule,
    IntakeRule,
    LimitRule,
    OtherRegionsLimitRule,
    Partnered,
    Rule,
    Severity,
    SpacingRule,
    WarningSign,
    WeeklyDietRule,
)
from tracker.knowledge.reading import Problems, read

Table = dict[str, Any]

CLASS_OF_KIND: Mapping[str, type[Rule]] = {
    "spacing": SpacingRule,
    "avoid_combination": CombinationRule,
    "daily_amount": DailyAmountRule,
    "ul_exceeded": LimitRule,
    "diet_tip": WeeklyDietRule,
    "warning_sign": WarningSign,
    "info_only": Partnered,
    "no_rule": Partnered,
    "age": IntakeRule,
    "condition": IntakeRule,
    "data_quality": IntakeRule,
    "form_tip": IntakeRule,
    "kidney": IntakeRule,
    "meal_tip": IntakeRule,
    "pregnancy": IntakeRule,
}

CLASS_OF_TELLTALE_KEY: Mapping[str, Mapping[str, type[Rule]]] = {
    "pairing": {"partner": Partnered, "test": IntakeRule},
    "profile_info": {"partner": Partnered, "test": IntakeRule},
    "medicine_info": {"over": OtherRegionsLimitRule, "test": IntakeRule},
}
"""Kinds that come in two shapes: the key that only one of them has decides."""

SEVERITY_OF_LEVEL: Mapping[str, Severity] = {
    "emergency": "emergency",
    "urgent_same_day": "ask",
    "call_clinician": "ask",
}


def read_rule(raw: Table, where: str, problems: Problems) -> Rule | None:
    """Return the rule of a rule file's table, adding what is wrong with it to `problems`."""
    kind = _class_of(raw, where, problems)
    return None if kind is None else read(kind, _with_claims(raw), where, problems)


def _class_of(raw: Table, where: str, problems: Problems) -> type[Rule] | None:
    kind = raw.get("kind")
    if isinstance(kind, str) and kind in CLASS_OF_KIND:
        return CLASS_OF_KIND[kind]
    if not isinstance(kind, str) or kind not in CLASS_OF_TELLTALE_KEY:
        allowed = ", ".join(sorted([*CLASS_OF_KIND, *CLASS_OF_TELLTALE_KEY]))
        problems.append(f"{where}: kind: must be one of {allowed}, not {kind!r}")
        return None
    shapes = CLASS_OF_TELLTALE_KEY[kind]
    for key, shape in shapes.items():
        if key in raw:
            return shape
    problems.append(f"{where}: a rule of kind {kind} needs one of the keys {', '.join(shapes)}")
    return None


@dataclass(frozen=True, kw_only=True)
class WarningSignsFile:
    """The signs as they stand in the file; each is read for itself, so that one wrong sign
    does not hide the others."""

    warning_signs: tuple[Any, ...]

    def ids(self) -> list[str]:
        """Return the id of each sign, or else its place."""
        return [
            str(raw.get("id")) if isinstance(raw, dict) else f"sign {position + 1}"
            for position, raw in enumerate(self.warning_signs)
        ]


def read_warning_sign(raw: object, where: str, problems: Problems) -> WarningSign | None:
    """Return the sign; its severity follows from its level."""
    if not isinstance(raw, dict):
        return read(WarningSign, raw, where, problems)
    # A level that is none is reported with the rest; the severity hardly matters then.
    severity = SEVERITY_OF_LEVEL.get(str(raw.get("level")), "emergency")
    filled = {**_with_claims(raw), "kind": "warning_sign", "severity": severity}
    return read(WarningSign, filled, where, problems)


def _with_claims(raw: Table) -> Table:
    """Fill the claims that a file leaves out, where nothing more than the rule itself is known.

    A source that was named but not re-read is cited for what the rule says, in its own words.
    """
    own_words = next((raw[key] for key in ("direction", "text") if key in raw), None)
    citations = raw.get("citations")
    if own_words is None or not isinstance(citations, list):
        return raw
    return {**raw, "citations": [_with_claim(citation, own_words) for citation in citations]}


def _with_claim(citation: object, claim: object) -> object:
    return {"claim": claim, **citation} if isinstance(citation, dict) else citation
