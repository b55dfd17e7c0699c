"""What a person can track: symptoms, conditions, places, words, scales (see facts.py)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from tracker.domain.diary import Better
from tracker.knowledge.facts import Reference, SeenCode


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One number that a symptom can be given, and which end of it is the better one.

    `rated_on` is the rating scale whose anchors have words for each of its steps.
    """

    label: str
    min: Decimal = Decimal(0)
    max: Decimal = Decimal(10)
    better: Better = "low"
    unit: str | None = None
    rated_on: str = ""


@dataclass(frozen=True, kw_only=True)
class Symptom:
    """A symptom to track. Without measures it is answered yes or no."""

    id: str
    label: str
    in_source_document: bool
    measures: tuple[Measure, ...] = ()
    snomed_ct: SeenCode | None = None
    parent_snomed_ct: SeenCode | None = None
    warning_signs: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Condition:
    """A condition of the profile. `is_safety`: some rule asks for it."""

    id: str
    label: str
    in_source_document: bool = False
    is_safety: bool = False
    snomed_ct: SeenCode | None = None


@dataclass(frozen=True, kw_only=True)
class Qualities:
    """Everyday words for the kind of pain."""

    words: tuple[str, ...]
    why_free: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, kw_only=True)
class RatingScale:
    """A way to rate something: numbers between named ends, choices, or fields."""

    id: str
    label: str
    references: tuple[Reference, ...]
    min: Decimal | None = None
    max: Decimal | None = None
    step: Decimal | None = None
    anchors: Mapping[str, str] = field(default_factory=dict)
    options: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    licence: str = ""
    loinc: SeenCode | None = None
    loinc_display: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class MeaningfulChange:
    """How large a change in pain people have called a real one, and how far to trust that."""

    instrument: str
    raw_points: Decimal
    percent: Decimal
    statement: str
    percent_preferred: str
    minimal_percent: str
    moderate_percent: str
    substantial_percent: str
    steps_references: tuple[Reference, ...]
    caveat: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, kw_only=True)
class Questionnaire:
    """A published questionnaire, and whether its items may stand in a free program."""

    name: str
    include_items: str
    note: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, kw_only=True)
class SymptomsFile:
    symptoms: tuple[Symptom, ...]
    conditions: tuple[Condition, ...]
    body_sites: tuple[str, ...]
    sides: tuple[str, ...]
    patterns: tuple[str, ...]
    qualities: Qualities
    scales: tuple[RatingScale, ...]
    meaningful_change: MeaningfulChange
    questionnaires: tuple[Questionnaire, ...]
    notes: Mapping[str, str]
