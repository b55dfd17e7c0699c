"""What studies say, and where the statistical methods come from (see facts.py)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tracker.domain.rules.model import Grade
from tracker.knowledge.facts import Reference


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What was found about a substance and some symptoms, in one or two sentences."""

    id: str
    substance: str
    symptoms: tuple[str, ...]
    statement: str
    evidence_grade: Grade
    references: tuple[Reference, ...]


@dataclass(frozen=True, kw_only=True)
class Method:
    """How something is worked out, in a sentence, and who described it."""

    id: str
    statement: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, kw_only=True)
class EvidenceFile:
    """Findings and methods. `grades` says what each letter means of studies."""

    grades: Mapping[Grade, str]
    findings: tuple[Finding, ...]
    methods: tuple[Method, ...]
    last_reviewed: date

    def about(self, substance: str, symptom: str) -> tuple[Finding, ...]:
        """Return what was found about a substance and a symptom, the nearest to it first."""
        found = [one for one in self.findings if one.substance == substance]
        return tuple(
            sorted(
                (one for one in found if symptom in one.symptoms),
                key=lambda one: len(one.symptoms),
            )
        )
