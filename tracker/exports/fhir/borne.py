"""How stomach and bowel bore the doses."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial

from tracker.domain.diary import Intake, Tolerance
from tracker.exports.fhir.elements import Element, concept, date_time, reference, table
from tracker.exports.fhir.patient_reported import survey
from tracker.exports.fhir.source import Planned, Section, Source

TOLERANCES: dict[Tolerance, str] = {
    "fine": "Borne well",
    "nausea": "Nausea",
    "stomach_pain": "Stomach pain",
    "loose_stools": "Loose stools",
    "constipation": "Constipation",
}


def tolerance(source: Source, intakes: Iterable[Intake]) -> Section | None:
    """Return how stomach and bowel bore the doses of which the person said so."""
    told = [one for one in intakes if one.tolerance]
    if not told:
        return None
    return Section(
        "How doses were borne",
        table(("How stomach and bowel bore a dose", "Doses"), _counts_of(told)),
        concept("Tolerance of doses"),
        tuple(
            Planned(source.url("Observation/tolerance", one.id), partial(_borne, source, one))
            for one in told
        ),
    )


def _counts_of(intakes: Iterable[Intake]) -> Iterator[tuple[str, str]]:
    counts = Counter(word for one in intakes for word in one.tolerance)
    return ((TOLERANCES[word], str(number)) for word, number in counts.most_common())


def _borne(source: Source, intake: Intake) -> Element:
    words = [TOLERANCES[one] for one in intake.tolerance]
    return {
        **survey(
            source,
            concept("How stomach and bowel bore the dose"),
            date_time(intake.taken_at, intake.precision),
        ),
        "partOf": [reference(source.url("MedicationStatement", intake.id))],
        "valueCodeableConcept": concept(", ".join(words)),
    }
