"""The worked cases of a rule, computed when the page is made and not only asserted."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tracker.domain.rules import Flag, find_flags
from tracker.domain.rules.model import Case, Rule, Severity
from tracker.domain.rules.words import advice, message
from tracker.knowledge import Knowledge
from tracker.knowledge.cases import case_diary
from tracker.views.shown.statements import severity_word


@dataclass(frozen=True, slots=True)
class WorkedCase:
    """A small diary in words, and what the engine says of it now."""

    says: str
    is_flagged: bool
    severity: Severity | None
    severity_word: str
    message: str
    advice: str


def worked_cases(rule: Rule, known: Knowledge) -> list[WorkedCase]:
    return [_worked(case, flag_of(rule, case, known)) for case in rule.cases]


def flag_of(rule: Rule, case: Case, known: Knowledge) -> Flag | None:
    """Return the first flag that `rule` raises in the diary of `case`."""
    diary, today = case_diary(case)
    flags = find_flags(diary, known.rule_book, today=today)
    return next((flag for flag in flags if flag.rule.id == rule.id), None)


def _worked(case: Case, flag: Flag | None) -> WorkedCase:
    if flag is None:
        return WorkedCase(_(case.says), False, None, "", "", "")
    return WorkedCase(
        says=_(case.says),
        is_flagged=True,
        severity=flag.severity,
        severity_word=severity_word(flag.severity),
        message=message(flag, _),
        advice=advice(flag, _),
    )
