"""The rules in groups that a reader understands, each group with a sentence."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tracker.domain.rules.model import (
    SEVERITY_RANK,
    DailyAmountRule,
    IntakeRule,
    Level,
    LimitRule,
    OtherRegionsLimitRule,
    Partnered,
    Rule,
    Severity,
    WarningSign,
    WeeklyDietRule,
)
from tracker.knowledge import Knowledge
from tracker.views.shown.statements import own_substance, severity_word, statement

TIP_HEADINGS = (
    "Pair with Vitamin D",
    "Time Your Dosage",
    "Avoid High-Dose Calcium",
    "Start with a High-Bioavailability Form",
    "Prioritize Dietary Sources",
    "The Verdict on Magnesium and Nerve Pain",
)
"""The headings of the source document's six tips, in its order."""

LEVELS: tuple[Level, ...] = ("emergency", "urgent_same_day", "call_clinician")
HEALTH_KINDS = frozenset({"kidney", "condition", "age", "pregnancy", "medicine_info"})


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule as a list shows it."""

    id: str
    title: str
    statement: str
    severity: Severity | None
    severity_word: str
    grade: str | None


@dataclass(frozen=True, slots=True)
class Part:
    """Some rules of a group under a heading; an empty heading where there is one part only."""

    heading: str
    lines: tuple[RuleLine, ...]


@dataclass(frozen=True, slots=True)
class Group:
    id: str
    title: str
    sentence: str
    parts: tuple[Part, ...]

    @property
    def count(self) -> int:
        return sum(len(part.lines) for part in self.parts)


def rule_groups(known: Knowledge) -> list[Group]:
    """Return all groups; every rule stands in the group that `group_id` names.

    The tips of the source document show again what stands in another group and cites them.
    """
    members: dict[str, list[Rule]] = {}
    for rule in sorted(known.rule_book.rules, key=lambda rule: rule.title.lower()):
        members.setdefault(group_id(rule, known), []).append(rule)
    members["tips"] = [rule for rule in known.rule_book.rules if tip_heading(rule)]
    return [
        Group(name, title, sentence, parts_of(name, members.get(name, []), known))
        for name, (title, sentence) in group_words().items()
    ]


def group_words() -> dict[str, tuple[str, str]]:
    """Return title and sentence of each group, in the order of the page."""
    return {
        "medicines": (
            _("Spacing with medicines"),
            _("Minerals can hold on to a medicine in the gut; some hours apart, both can work."),
        ),
        "minerals": (
            _("Minerals, vitamins and food"),
            _("What is known of magnesium beside calcium, iron, zinc, vitamins, coffee and bran."),
        ),
        "limits": (
            _("Daily limits"),
            _("The most that the authorities of a region call fine, summed over any 20 hours."),
        ),
        "health": (
            _("Your kidneys, heart and age"),
            _("What changes with your own health, said only where your profile names it."),
        ),
        "tips": (
            _("The six tips of the source document"),
            _("The document this diary grew from gives six tips; each is shown under its heading."),
        ),
        "forms": (
            _("Forms and doses"),
            _("Tips on how a form or a large dose sits with the gut, at most one of each a day."),
        ),
        "checks": (
            _("Checks of what was typed"),
            _("Amounts that look like a slip of the pen or of the unit, to be looked at again."),
        ),
        "signs": (
            _("Warning signs"),
            _("Signs that are not for a diary to sort out; the list is general and not complete."),
        ),
        "profile": (
            _("Medicines that change your magnesium"),
            _("Shown for a medicine in your profile: something to know, with no hours to keep."),
        ),
        "no_rule": (
            _("Medicines with no known rule"),
            _("Looked at, and no spacing is known. That is less than knowing that none is needed."),
        ),
    }


def group_id(rule: Rule, known: Knowledge) -> str:
    """Return the id of the one group that `rule` belongs to."""
    match rule:
        case WarningSign():
            return "signs"
        case LimitRule() | OtherRegionsLimitRule():
            return "limits"
        case Partnered():
            return _partnered_group(rule, known)
        case IntakeRule() | WeeklyDietRule():
            return _intake_group(rule)
    raise ValueError(f"{rule.id}: no group of the rules page takes the kind {rule.kind}")


def _partnered_group(rule: Partnered, known: Knowledge) -> str:
    if rule.kind == "no_rule":
        return "no_rule"
    if rule.kind == "profile_info":
        return "profile"
    is_of_minerals = (
        isinstance(rule, DailyAmountRule)
        or rule.match_substance is not None
        or rule.kind in {"info_only", "pairing"}
        or own_substance(rule, known) is not None
    )
    return "minerals" if is_of_minerals else "medicines"


def _intake_group(rule: Rule) -> str:
    if rule.kind in HEALTH_KINDS:
        return "health"
    if rule.kind == "data_quality":
        return "checks"
    return "tips" if tip_heading(rule) else "forms"


def tip_heading(rule: Rule) -> str | None:
    """Return the heading of the source document's tip that the rule cites, if it cites one."""
    headings = [cited.locator for cited in rule.citations if cited.source == "DOC"]
    return next((heading for heading in headings if heading in TIP_HEADINGS), None)


def parts_of(name: str, rules: list[Rule], known: Knowledge) -> tuple[Part, ...]:
    """Return the rules of a group in parts, by what helps to find one in it."""
    if name == "tips":
        return _parts(rules, tip_heading, [(one, _(one)) for one in TIP_HEADINGS], known)
    if name == "medicines":
        ranked = sorted(SEVERITY_RANK, key=lambda one: SEVERITY_RANK[one], reverse=True)
        return _parts(
            rules, lambda rule: rule.severity, [(one, severity_word(one)) for one in ranked], known
        )
    if name == "signs":
        words = known.semantics.level
        keys = [(one, _(words[one])) for one in LEVELS]
        return _parts(rules, lambda rule: getattr(rule, "level", None), keys, known)
    return (Part("", tuple(line(rule, known) for rule in rules)),)


def _parts(
    rules: Iterable[Rule],
    key_of: Callable[[Rule], str | None],
    keys: Iterable[tuple[str, str]],
    known: Knowledge,
) -> tuple[Part, ...]:
    by_key: dict[str | None, list[RuleLine]] = {}
    for rule in rules:
        by_key.setdefault(key_of(rule), []).append(line(rule, known))
    return tuple(Part(heading, tuple(by_key[key])) for key, heading in keys if key in by_key)


def line(rule: Rule, known: Knowledge) -> RuleLine:
    return RuleLine(
        id=rule.id,
        title=_(rule.title),
        statement=statement(rule, known),
        severity=rule.severity,
        severity_word=severity_word(rule.severity),
        grade=rule.evidence_grade,
    )
