"""What was felt: every score and every sign."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial

from tracker.domain.diary import Scale, Score, Site, instant
from tracker.exports.fhir.elements import (
    Element,
    clean,
    concept,
    date_time,
    paragraph,
    plain,
    quantity,
    table,
    without_gaps,
)
from tracker.exports.fhir.patient_reported import annotations, survey
from tracker.exports.fhir.source import Planned, Section, Source
from tracker.knowledge.symptom_facts import Measure, Symptom

PAIN = frozenset({"nerve_pain", "shooting", "touch_pain", "muscle_pain"})
"""The symptoms of which a score from 0 to 10 is the severity of a pain."""

NUMERIC_RATING = "nrs_0_10"


def symptoms(source: Source) -> Section:
    """Return every score and every sign, in order of time."""
    scores = sorted(source.diary.symptoms, key=lambda one: instant(one.felt_at))
    codes: dict[tuple[str | None, Scale, bool], Element] = {}
    resources = []
    for score in scores:
        key = score.symptom, score.scale, score.value is None
        code = codes.get(key) or codes.setdefault(key, symptom_code(source, score))
        url = source.url("Observation", score.id)
        resources.append(Planned(url, partial(symptom, source, score, code)))
    return Section(
        "Symptoms, as the person scored them",
        table(("Symptom", "Entries", "From", "To", "Lowest", "Highest"), _rows_of(source, scores))
        if scores
        else paragraph("No symptom is written down in these days."),
        concept("Symptoms"),
        tuple(resources),
        empty="unavailable",
    )


def symptom(source: Source, score: Score, code: Element) -> Element:
    """Return one score; an entry without a value says that the symptom was there."""
    value: Element = {"valueBoolean": True}
    method = ""
    if score.value is not None:
        value = {"valueQuantity": quantity(score.value, score.scale.unit)}
        method = scale_in_words(score.scale)
    places = ", ".join(filter(None, map(place, score.sites)))
    return without_gaps(
        {
            **survey(source, code, date_time(score.felt_at, score.precision)),
            **value,
            "note": annotations(source, score),
            "bodySite": concept(places) if places else None,
            "method": concept(method) if method else None,
            "component": [_quality(one) for one in map(clean, score.qualities) if one],
        }
    )


def symptom_code(source: Source, score: Score) -> Element:
    """Return what was scored: as LOINC's pain severity where it is that, else by its finding."""
    name = symptom_name(source, score)
    known = source.symptoms.get(score.symptom or "")
    if score.value is not None and is_pain_severity(score):
        return concept(name, _pain_severity(source))
    is_main = known is not None and _is_main(known, score)
    return concept(name, source.snomed_ct(known.snomed_ct) if known and is_main else None)


def is_pain_severity(score: Score) -> bool:
    return score.symptom in PAIN and score.scale == Scale()


def symptom_name(source: Source, score: Score) -> str:
    """Return what was scored, such as "Muscle cramp: count per day"."""
    written = score.symptom or ""
    known, own = source.symptoms.get(written), source.custom_symptoms.get(written)
    sign = next((one for one in source.known.warning_signs if one.id == written), None)
    if known is None:
        name = own.name if own is not None else sign.title if sign is not None else written
        return clean(name) or "Symptom not named"
    measure = _measure(known, score)
    if measure is None or len(known.measures) == 1 or score.value is None:
        return known.label
    of_it = measure.label.lower()
    return known.label if of_it in known.label.lower() else f"{known.label}: {of_it}"


def _is_main(known: Symptom, score: Score) -> bool:
    """Is it how strong the symptom is, or that it is there? A count of it is another thing."""
    return score.value is None or (score.scale.unit is None and _measure(known, score) is not None)


def _measure(known: Symptom, score: Score) -> Measure | None:
    scale = score.scale
    wanted = scale.min, scale.max, scale.better, scale.unit
    return next(
        (one for one in known.measures if (one.min, one.max, one.better, one.unit) == wanted), None
    )


def _pain_severity(source: Source) -> Element | None:
    rating = next(one for one in source.known.scales if one.id == NUMERIC_RATING)
    code = "" if rating.loinc is None else rating.loinc.code
    return source.loinc(code, rating.loinc_display)


def scale_in_words(scale: Scale) -> str:
    """Return how it was scored, such as "Scored by the person from 0 to 10; 0 is best"."""
    ends = f"Scored by the person from {plain(scale.min)} to {plain(scale.max)}"
    if scale.better == "none":
        return ends
    return f"{ends}; {plain(scale.min if scale.better == 'low' else scale.max)} is best"


def place(site: Site) -> str:
    """Return where it was, such as "sole (left)"."""
    name, side = clean(site.site), clean(site.side)
    return f"{name} ({side})" if name and side else name or side


def _quality(word: str) -> Element:
    return {"code": concept("Quality"), "valueCodeableConcept": concept(word)}


def _rows_of(source: Source, scores: Iterable[Score]) -> Iterator[tuple[str, ...]]:
    groups: dict[str, list[Score]] = defaultdict(list)
    for score in scores:
        groups[symptom_name(source, score)].append(score)
    for name in sorted(groups):
        group = groups[name]
        days = [one.felt_at.date() for one in group]
        values = [one.value for one in group if one.value is not None]
        ends = (plain(min(values)), plain(max(values))) if values else ("", "")
        yield name, str(len(group)), f"{min(days)}", f"{max(days)}", *ends
