"""The limits of a substance by region and age, and which of them is used when."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from tracker.domain.rules.words import amount
from tracker.knowledge import Knowledge
from tracker.knowledge.intake_facts import Nutrient, UpperBand, UpperLevel
from tracker.views.shown.citations import Cited, cited
from tracker.views.shown.words import ages, as_sentence

MICROGRAM = "mcg"
USED_BY_RULES = frozenset({"US", "EU", "UK"})


@dataclass(frozen=True, slots=True)
class LimitRow:
    ages: str
    limit: str
    note: str


@dataclass(frozen=True, slots=True)
class RegionTable:
    """One region's limits, in the words of its authority."""

    region: str
    rows: tuple[LimitRow, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LimitTables:
    tables: tuple[RegionTable, ...]
    which_is_used: tuple[str, ...]
    notes: tuple[str, ...]
    sources: tuple[Cited, ...]


def limit_tables(substance: str, known: Knowledge) -> LimitTables | None:
    """Return the limits of `substance`; `None` where none is known."""
    nutrient = known.reference_intakes.of(substance)
    if nutrient is None or not nutrient.limits:
        return None
    notes, window = known.reference_intakes.notes, known.reference_intakes.window
    used = [notes[key] for key in ("regions", "age_unknown", "no_value") if key in notes]
    about = (nutrient.older_values, nutrient.rounding, nutrient.why)
    references = [reference for level in nutrient.limits for reference in level.references]
    return LimitTables(
        tables=tuple(_table(level, nutrient) for level in nutrient.limits),
        which_is_used=tuple(map(_, [*used, window.comparison])),
        notes=tuple(_(text) for text in about if text),
        sources=tuple(cited(references, known)),
    )


def _table(level: UpperLevel, nutrient: Nutrient) -> RegionTable:
    names = {
        "US": _("United States"),
        "EU": _("European Union"),
        "UK": _("United Kingdom"),
        "NORWAY": _("Norway"),
    }
    return RegionTable(
        region=f"{names[level.region]}: {level.authority}",
        rows=tuple(_row(band, nutrient) for band in level.bands),
        notes=tuple(_notes(level)),
    )


def _notes(level: UpperLevel) -> Iterator[str]:
    yield as_sentence(_(level.kind))
    yield as_sentence(_("Counts: %(text)s") % {"text": _(level.counts)})
    if level.pregnancy_lactation:
        words = {"text": _(level.pregnancy_lactation)}
        yield as_sentence(_("Pregnancy and breast-feeding: %(text)s") % words)
    if level.basis:
        yield as_sentence(_("Rests on: %(text)s") % {"text": _(level.basis)})
    if level.split_dose_advice:
        yield as_sentence(_(level.split_dose_advice))
    if level.note:
        yield as_sentence(_(level.note))
    if level.region not in USED_BY_RULES:
        yield _("Shown to compare; no rule uses it.")
    if level.verified == "memory":
        yield _("The numbers were not re-checked.")


def _row(band: UpperBand, nutrient: Nutrient) -> LimitRow:
    return LimitRow(ages(band.age_from, band.age_below), _limit(band, nutrient), _(band.note))


def _limit(band: UpperBand, nutrient: Nutrient) -> str:
    if band.value is None:
        return _("none set")
    if band.iu is None:
        return f"{_short(band.value)} {nutrient.limit_unit}"
    return f"{_short(band.iu)} IU ({_short(band.value)} {MICROGRAM})"


def _short(value: Decimal) -> str:
    return amount(value)
