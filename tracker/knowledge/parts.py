"""What could be read of the knowledge folder, before it is known to be right as a whole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tracker.domain.rules.model import Rule, WarningSign
from tracker.knowledge.evidence_facts import EvidenceFile
from tracker.knowledge.facts import CodesFile, FoodsFile, Hypermagnesaemia, Semantics, SourceRecord
from tracker.knowledge.form_facts import FormsFile, SubstancesFile
from tracker.knowledge.intake_facts import ReferenceIntakes
from tracker.knowledge.symptom_facts import SymptomsFile


@dataclass(frozen=True, kw_only=True)
class Parts:
    """The files and rules that could be read; `None` and left out are those that could not.

    The ids are those of the wrong ones too, so that one broken file does not make the others
    look as if they named something unknown.
    """

    sources: dict[str, SourceRecord]
    substances: SubstancesFile | None
    forms: FormsFile | None
    reference_intakes: ReferenceIntakes | None
    symptoms: SymptomsFile | None
    hypermagnesaemia: Hypermagnesaemia | None
    foods: FoodsFile | None
    codes: CodesFile | None
    semantics: Semantics | None
    evidence: EvidenceFile | None
    rule_ids: frozenset[str]
    rules: Mapping[str, Rule]
    """By the name of its file."""
    warning_sign_ids: frozenset[str] | None
    warning_signs: tuple[tuple[str, WarningSign], ...]
    """With the place of each in the file."""

    def all_rules(self) -> Iterator[tuple[str, Rule]]:
        """Yield every rule, warning signs too, with where it stands."""
        yield from self.rules.items()
        yield from self.warning_signs
