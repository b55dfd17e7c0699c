"""The document: a Bundle that begins with the Composition and holds all it speaks of."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from itertools import chain, islice
from json import JSONEncoder

from tracker.document.json_text import json_number
from tracker.domain.diary import Diary
from tracker.domain.selection import Selection
from tracker.exports.fhir import person
from tracker.exports.fhir.borne import tolerance
from tracker.exports.fhir.doses import Labels
from tracker.exports.fhir.elements import (
    Element,
    bullets,
    clean,
    coded,
    concept,
    date_time,
    narrative,
    paragraph,
    reference,
    without_gaps,
)
from tracker.exports.fhir.logged import logged, taken
from tracker.exports.fhir.regimens import regimens, summary
from tracker.exports.fhir.source import Planned, Section, Source
from tracker.exports.fhir.symptoms import symptoms
from tracker.exports.fhir.totals import totals
from tracker.knowledge import Knowledge

TOGETHER = 200
"""So many resources are written as one piece."""

ABOUT = (
    "The person kept this diary themselves; nobody checked it. Mg Diary put the document together.",
    "Days without an entry are not known: nothing here says that nothing was taken or felt.",
    "Meals, experiments and what the program points out are not in it.",
)
LOINC_NOTICE = (
    "This material contains content from LOINC (http://loinc.org). LOINC is copyright © "
    "Regenstrief Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC) "
    "Committee and is available at no cost under the license at http://loinc.org/license. LOINC® "
    "is a registered United States trademark of Regenstrief Institute, Inc."
)
SNOMED_NOTICE = (
    "This material includes SNOMED Clinical Terms® (SNOMED CT®), which is used by permission of "
    "SNOMED International. SNOMED CT® was originally created by the College of American "
    "Pathologists."
)

_encoded = JSONEncoder(
    ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=json_number
).encode


def bundle_json(diary: Diary, selection: Selection, *, now: datetime, known: Knowledge) -> bytes:
    """Return the document of `diary`, of which only what was chosen may be left."""
    return b"".join(bundle_pieces(diary, selection, now=now, known=known))


def bundle_pieces(
    diary: Diary, selection: Selection, *, now: datetime, known: Knowledge
) -> Iterator[bytes]:
    """Yield the same, piece by piece: a resource is made when it is written, and then forgotten."""
    source = Source(diary, selection, known, now)
    head = {
        "resourceType": "Bundle",
        "language": "en",
        "identifier": {"system": "urn:ietf:rfc:3986", "value": source.namespace.urn},
        "type": "document",
        "timestamp": date_time(now),
    }
    entries = map(_entry, planned(source))
    yield (_encoded(head)[:-1] + ',"entry":[' + _encoded(next(entries))).encode()
    while some := list(islice(entries, TOGETHER)):
        yield "".join(f",{_encoded(one)}" for one in some).encode()
    yield b"]}"


def _entry(one: Planned) -> Element:
    return {"fullUrl": one.url, "resource": one.make()}


def planned(source: Source) -> Iterator[Planned]:
    """Yield all resources: the Composition, the person and the program first."""
    labels = Labels(source)
    sections = list(sections_of(source, labels))
    yield Planned(source.url("Composition"), partial(composition, source, sections))
    yield Planned(source.url("Patient"), partial(person.patient, source))
    yield Planned(source.url("Device"), partial(person.device, source))
    yield from labels.medications
    yield from chain.from_iterable(one.resources for one in sections)


def sections_of(source: Source, labels: Labels) -> Iterator[Section]:
    """Yield the sections, those that every patient summary has first."""
    intakes = taken(source)
    found = regimens(source, intakes)
    yield summary(source, labels, found)
    yield person.allergies(source)
    yield person.problems(source)
    yield from _there(
        person.profile(source),
        symptoms(source),
        totals(source, intakes),
        tolerance(source, intakes),
        logged(source, labels, intakes, found),
        _questions(source),
    )
    yield Section(
        "About this document", "".join(map(paragraph, (*ABOUT, LOINC_NOTICE, SNOMED_NOTICE)))
    )


def _there(*sections: Section | None) -> Iterator[Section]:
    return (one for one in sections if one is not None)


def _questions(source: Source) -> Section | None:
    sheet = source.diary.cover_sheet
    questions = [one for one in (sheet.questions if sheet is not None else ()) if clean(one)]
    return Section("Questions for the visit", bullets(questions)) if questions else None


def composition(source: Source, sections: Iterable[Section]) -> Element:
    """Return what stands at the beginning: whose document it is, of which days, and its parts."""
    first, last = source.selection.first.isoformat(), source.selection.last.isoformat()
    title = f"Diary of medicines, supplements and symptoms, {first} to {last}"
    return {
        "resourceType": "Composition",
        "language": "en",
        "text": narrative(paragraph(title), paragraph(ABOUT[0])),
        "status": "final",
        "type": concept("Patient summary (IPS-shaped)", source.loinc("60591-5")),
        "subject": source.patient,
        "date": date_time(source.now),
        "author": [source.patient, reference(source.url("Device"))],
        "title": title,
        "event": [{"period": {"start": first, "end": last}}],
        "section": [_section(one) for one in sections],
    }


def _section(section: Section) -> Element:
    """Return the section; one that a summary has to have says why there is nothing in it."""
    return without_gaps(
        {
            "title": section.title,
            "code": section.code,
            "text": narrative(section.about),
            "entry": _references(section.resources),
            "emptyReason": None
            if section.resources or not section.empty
            else coded("list-empty-reason", section.empty),
        }
    )


def _references(resources: Sequence[Planned]) -> list[Element]:
    return [reference(one.url) for one in resources]
