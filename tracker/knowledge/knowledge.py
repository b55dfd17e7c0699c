"""Everything that the knowledge files say, read and checked."""

from dataclasses import dataclass

from tracker.domain.rules.book import RuleBook
from tracker.domain.rules.model import Rule, WarningSign
from tracker.knowledge.evidence_facts import EvidenceFile
from tracker.knowledge.facts import (
    NOT_RECHECKED,
    Code,
    CodesFile,
    Food,
    FoodsFile,
    Hypermagnesaemia,
    SeenCode,
    Semantics,
    SourceRecord,
)
from tracker.knowledge.form_facts import (
    CompoundFacts,
    DocumentRow,
    MagnesiumForm,
    MineralCompound,
    SubstanceFacts,
    SubstancesFile,
)
from tracker.knowledge.intake_facts import ReferenceIntakes
from tracker.knowledge.symptom_facts import (
    Condition,
    MeaningfulChange,
    Questionnaire,
    RatingScale,
    Symptom,
    SymptomsFile,
)


@dataclass(frozen=True, kw_only=True)
class Knowledge:
    """The rule book for `find_flags`, and the facts that pages show beside it."""

    version: str
    rule_book: RuleBook
    sources: dict[str, SourceRecord]
    forms: tuple[MagnesiumForm, ...]
    form_notes: dict[str, str]
    substances_file: SubstancesFile
    reference_intakes: ReferenceIntakes
    symptoms_file: SymptomsFile
    hypermagnesaemia: Hypermagnesaemia
    foods_file: FoodsFile
    codes_file: CodesFile
    semantics: Semantics
    evidence: EvidenceFile

    @property
    def document_table(self) -> tuple[DocumentRow, ...]:
        """The source document's five forms, in its order."""
        return tuple(form.document_row for form in self.forms if form.document_row)

    @property
    def warning_signs(self) -> tuple[WarningSign, ...]:
        return self.rule_book.of_type(WarningSign)

    @property
    def substances(self) -> tuple[SubstanceFacts, ...]:
        return self.substances_file.substances

    @property
    def compounds(self) -> tuple[MineralCompound, ...]:
        """The salts of calcium, iron and zinc; those of magnesium stand with its forms."""
        return self.substances_file.compounds

    @property
    def symptoms(self) -> tuple[Symptom, ...]:
        return self.symptoms_file.symptoms

    @property
    def conditions(self) -> tuple[Condition, ...]:
        return self.symptoms_file.conditions

    @property
    def body_sites(self) -> tuple[str, ...]:
        return self.symptoms_file.body_sites

    @property
    def sides(self) -> tuple[str, ...]:
        return self.symptoms_file.sides

    @property
    def patterns(self) -> tuple[str, ...]:
        return self.symptoms_file.patterns

    @property
    def qualities(self) -> tuple[str, ...]:
        return self.symptoms_file.qualities.words

    @property
    def scales(self) -> tuple[RatingScale, ...]:
        return self.symptoms_file.scales

    @property
    def meaningful_change(self) -> MeaningfulChange:
        return self.symptoms_file.meaningful_change

    @property
    def questionnaires(self) -> tuple[Questionnaire, ...]:
        return self.symptoms_file.questionnaires

    @property
    def foods(self) -> tuple[Food, ...]:
        return self.foods_file.foods

    @property
    def codes(self) -> tuple[Code, ...]:
        return self.codes_file.codes

    def form(self, form_id: str) -> MagnesiumForm | None:
        return next((form for form in self.forms if form.id == form_id), None)

    def default_compound(self, form: MagnesiumForm) -> CompoundFacts:
        """Return the salt that `form` means where a label does not name one."""
        return next(one for one in form.compounds if one.name == form.default_compound)

    def sources_of(self, rule: Rule) -> tuple[SourceRecord, ...]:
        return tuple(self.sources[citation.source] for citation in rule.citations)

    def honesty_note(self, rule: Rule) -> str:
        """Return what has to be said of the sources of `rule`; "" where one was read."""
        from_memory = all(source.verified == "memory" for source in self.sources_of(rule))
        return NOT_RECHECKED if from_memory else ""

    def is_shippable(self, seen: SeenCode | None) -> bool:
        """May a SNOMED CT code stand in an export? Only one that codes.toml has as read."""
        return seen is not None and any(
            code.is_shippable and code.system == "SNOMED CT" and code.code == seen.code
            for code in self.codes
        )
