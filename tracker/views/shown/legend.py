"""What the marks beside a rule mean."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tracker.domain.rules.model import SEVERITY_RANK, Severity
from tracker.knowledge import Knowledge
from tracker.views.shown.statements import severity_word
from tracker.views.shown.words import as_sentence


@dataclass(frozen=True, slots=True)
class SeverityMeaning:
    severity: Severity | None
    word: str
    means: str


@dataclass(frozen=True, slots=True)
class GradeMeaning:
    grade: str
    means: str


@dataclass(frozen=True, slots=True)
class Legend:
    severities: tuple[SeverityMeaning, ...]
    grades: tuple[GradeMeaning, ...]


def legend(known: Knowledge) -> Legend:
    """Return the meanings, the mildest severity first, the best evidence first."""
    means = known.semantics
    mildest_first = sorted(SEVERITY_RANK, key=lambda one: SEVERITY_RANK[one])
    return Legend(
        severities=(
            *(_severity(one, means.severity[one]) for one in mildest_first),
            _severity(None, means.no_severity),
        ),
        grades=tuple(
            GradeMeaning(grade, as_sentence(_(text)))
            for grade, text in sorted(means.evidence_grade.items())
        ),
    )


def _severity(severity: Severity | None, text: str) -> SeverityMeaning:
    return SeverityMeaning(severity, severity_word(severity), as_sentence(_(text)))
