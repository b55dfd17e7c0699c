"""Reads the knowledge folder, checks every field of it, and reports all problems at once."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TypeVar

from tracker.domain.diary import Region
from tracker.domain.limits import LimitBand, RegionLimits, SubstanceLimits
from tracker.domain.rules.book import RuleBook
from tracker.domain.rules.model import CombinationRule, Rule, SpacingRule, WarningSign
from tracker.domain.substances import Substance, Substances, normalised
from tracker.knowledge import usda
from tracker.knowledge.evidence_facts import EvidenceFile
from tracker.knowledge.fact_checks import fact_problems
from tracker.knowledge.facts import CodesFile, FoodsFile, Hypermagnesaemia, Semantics, SourceRecord
from tracker.knowledge.files import Files, read_folder, sources_named
from tracker.knowledge.form_facts import FormsFile, SubstanceFacts, SubstancesFile
from tracker.knowledge.intake_facts import Nutrient, ReferenceIntakes, UpperLevel
from tracker.knowledge.knowledge import Knowledge
from tracker.knowledge.parts import Parts
from tracker.knowledge.reading import KnowledgeError, Problems, RecordType, read
from tracker.knowledge.rule_checks import rule_problems
from tracker.knowledge.rule_reading import WarningSignsFile, read_rule, read_warning_sign
from tracker.knowledge.symptom_facts import SymptomsFile

FOLDER = Path(__file__).parent
MAGNESIUM = "magnesium"
REGIONS: Mapping[str, Region] = {"US": "US", "EU": "EU", "UK": "UK"}

PartType = TypeVar("PartType")


@cache
def knowledge() -> Knowledge:
    """Return the knowledge of this program, read once."""
    return load(FOLDER)


def load(folder: Path) -> Knowledge:
    """Return the knowledge in `folder`. Raises KnowledgeError with every problem in it."""
    problems: Problems = []
    files = read_folder(folder, problems)
    parts = _parts(files, problems)
    problems.extend(_unknown_sources(files))
    problems.extend(fact_problems(parts))
    problems.extend(rule_problems(parts))
    if problems:
        raise KnowledgeError(problems)
    return _knowledge(parts, files.digest)


def _parts(files: Files, problems: Problems) -> Parts:
    def fact_file(kind: type[RecordType], name: str) -> RecordType | None:
        # A file that is missing or no TOML was reported when the folder was read.
        return read(kind, files.tables[name], name, problems) if name in files.tables else None

    signs = fact_file(WarningSignsFile, "warning_signs.toml")
    return Parts(
        sources=_sources(files, problems),
        substances=fact_file(SubstancesFile, "substances.toml"),
        forms=fact_file(FormsFile, "forms.toml"),
        reference_intakes=fact_file(ReferenceIntakes, "reference_intakes.toml"),
        symptoms=fact_file(SymptomsFile, "symptoms.toml"),
        hypermagnesaemia=fact_file(Hypermagnesaemia, "hypermagnesaemia.toml"),
        foods=fact_file(FoodsFile, "foods.toml"),
        codes=fact_file(CodesFile, "codes.toml"),
        semantics=fact_file(Semantics, "semantics.toml"),
        evidence=fact_file(EvidenceFile, "evidence.toml"),
        rule_ids=files.rule_ids(),
        rules={
            name: rule
            for name, table in files.rule_tables().items()
            if (rule := read_rule(table, name, problems))
        },
        warning_sign_ids=frozenset(signs.ids()) if signs else None,
        warning_signs=tuple(_warning_signs(signs, problems)) if signs else (),
    )


def _sources(files: Files, problems: Problems) -> dict[str, SourceRecord]:
    sources = {}
    for source_id, raw in files.tables.get("sources.toml", {}).items():
        table = {"id": source_id, **raw} if isinstance(raw, dict) else raw
        source = read(SourceRecord, table, f"sources.toml: {source_id}", problems)
        if source is not None:
            sources[source_id] = source
    return sources


def _warning_signs(file: WarningSignsFile, problems: Problems) -> Iterator[tuple[str, WarningSign]]:
    for raw, sign_id in zip(file.warning_signs, file.ids(), strict=True):
        where = f"warning_signs.toml: {sign_id}"
        sign = read_warning_sign(raw, where, problems)
        if sign is not None:
            yield where, sign


def _unknown_sources(files: Files) -> Iterator[str]:
    known = files.tables.get("sources.toml", {})
    for name, table in files.tables.items():
        for source, where in sources_named(table, name):
            if source not in known:
                yield f"{where}: source '{source}' is not in sources.toml"


def _knowledge(parts: Parts, digest: str) -> Knowledge:
    rules = sorted((rule for _, rule in parts.all_rules()), key=lambda rule: rule.id)
    reviewed = max(rule.last_reviewed for rule in rules)
    version = f"{reviewed:%Y.%m.%d}-{digest[:10]}"
    forms = _present(parts.forms)
    return Knowledge(
        version=version,
        rule_book=_rule_book(parts, rules, version),
        sources=parts.sources,
        forms=forms.forms,
        form_notes=dict(forms.notes),
        substances_file=_present(parts.substances),
        reference_intakes=_present(parts.reference_intakes),
        symptoms_file=_present(parts.symptoms),
        hypermagnesaemia=_present(parts.hypermagnesaemia),
        foods_file=_present(parts.foods),
        codes_file=_present(parts.codes),
        semantics=_present(parts.semantics),
        evidence=_present(parts.evidence),
    )


def _rule_book(parts: Parts, rules: list[Rule], version: str) -> RuleBook:
    intakes, semantics = _present(parts.reference_intakes), _present(parts.semantics)
    exceptions = semantics.spacing_does_not_apply_to
    return RuleBook(
        rules=tuple(_with_exceptions(rule, exceptions) for rule in rules),
        substances=_substances(_present(parts.substances), _present(parts.forms)),
        limits={one.substance: _limits(one) for one in intakes.nutrients},
        mineral_groups={
            group_id: group.group(group_id) for group_id, group in semantics.mineral_groups.items()
        },
        window_minutes=intakes.window.minutes,
        occasion_minutes=semantics.occasion_minutes,
        is_vitamin_d_food=usda.is_vitamin_d_food,
        version=version,
    )


def _present(part: PartType | None) -> PartType:
    if part is None:
        raise KnowledgeError(["a part of the knowledge is missing, though no problem was found"])
    return part


def _with_exceptions(rule: Rule, exceptions: tuple[str, ...]) -> Rule:
    """Add to a rule about gaps the exceptions that all of those have."""
    if not isinstance(rule, SpacingRule | CombinationRule):
        return rule
    return replace(rule, does_not_apply_to=exceptions + rule.does_not_apply_to)


def _substances(file: SubstancesFile, forms: FormsFile) -> Substances:
    return Substances(
        all=tuple(_substance(one, file, forms) for one in file.substances),
        magnesium_forms={
            normalised(name): form.id for form in forms.forms for name in (form.id, *form.names)
        },
    )


def _substance(facts: SubstanceFacts, file: SubstancesFile, forms: FormsFile) -> Substance:
    compounds = [one.compound() for one in file.compounds if one.mineral == facts.id]
    default_compounds = dict(facts.default_compound_by_form)
    if facts.id == MAGNESIUM:
        compounds += [one.compound() for form in forms.forms for one in form.compounds]
        for form in forms.forms:
            default_compounds |= dict.fromkeys((form.id, *form.names), form.default_compound)
    return Substance(
        id=facts.id,
        names=frozenset(map(normalised, facts.names)),
        base_unit=facts.base_unit,
        needs_basis=facts.needs_basis,
        mg_per_mmol=facts.mg_per_mmol,
        mcg_per_iu=facts.mcg_per_iu,
        compounds={normalised(compound.name): compound for compound in compounds},
        default_compounds={
            normalised(form): normalised(name) for form, name in default_compounds.items()
        },
    )


def _limits(nutrient: Nutrient) -> SubstanceLimits:
    """Return the limits that rules use; Norway's stand on the page only."""
    return SubstanceLimits(
        nutrient.substance,
        {
            region: _region_limits(level, region, nutrient)
            for level in nutrient.limits
            if (region := REGIONS.get(level.region))
        },
    )


def _region_limits(level: UpperLevel, region: Region, nutrient: Nutrient) -> RegionLimits:
    return RegionLimits(
        region=region,
        unit=nutrient.limit_unit,
        counts_sources=level.counts_sources,
        bands=tuple(
            LimitBand(
                band.age_from,
                band.age_below,
                band.iu if nutrient.limit_unit == "IU" else band.value,
                band.note,
            )
            for band in level.bands
        ),
        counts=level.counts,
        citations=tuple(reference.source for reference in level.references),
        kind=level.kind,
        note=level.note,
    )
