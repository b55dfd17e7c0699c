"""The small parts of FHIR resources, as plain JSON values.

A FHIR string is never empty and holds no control characters, a time has seconds and an offset in
whole minutes, and a quantity has its system and code.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from html import escape
from typing import Any

from tracker.domain.diary import Precision

Element = dict[str, Any]
"""A part of a resource, or a whole one: a JSON object."""

UCUM = "http://unitsofmeasure.org"
LOINC = "http://loinc.org"
SNOMED_CT = "http://snomed.info/sct"
ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
HL7_CODES = "http://terminology.hl7.org/CodeSystem/"

UCUM_CODES: dict[str, str] = {
    "mg": "mg",
    "mcg": "ug",
    "g": "g",
    "IU": "[iU]",
    "mmol": "mmol",
    "minutes": "min",
    "hours": "h",
    "days": "d",
    "years": "a",
    "mL/min/1.73 m²": "mL/min/{1.73_m2}",
}
SCORE = "{score}"

FARTHEST = timedelta(hours=14)
"""No offset in FHIR is larger."""

# Control characters, halves of surrogate pairs, and what XML, so the narrative, cannot hold.
_NOT_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_NOT_IN_ANNOTATION = re.compile(r"[^!-z|~]")


def clean(text: str | None) -> str:
    """Return `text` as a FHIR string may hold it; "" where nothing is left to say.

    >>> clean("  sleepy\\x00 "), clean(" \\x07 ")
    ('sleepy', '')
    """
    return _NOT_TEXT.sub("", text or "").strip()


def date_time(at: datetime, precision: Precision = "minute") -> str:
    """Return the aware time `at` with its offset; only its local day where no more is known.

    Offsets of old local times have seconds, or are larger than FHIR knows: the instant stays the
    same there, and the clock is moved by less than a minute, or to the largest offset.

    >>> from datetime import UTC
    >>> date_time(datetime(2026, 6, 10, 8, tzinfo=UTC))
    '2026-06-10T08:00:00+00:00'
    """
    if precision == "day":
        return at.date().isoformat()
    offset = at.utcoffset() or timedelta()
    minutes = timedelta(minutes=round(offset / timedelta(minutes=1)))
    allowed = max(-FARTHEST, min(minutes, FARTHEST))
    if allowed == offset:
        return at.isoformat()
    try:
        return at.astimezone(timezone(allowed)).isoformat()
    except OverflowError:  # In the first or the last hours of the calendar.
        return at.date().isoformat()


def quantity(value: Decimal, unit: str | None) -> Element:
    """Return a number with its unit, in UCUM; one without a unit is a score.

    >>> quantity(Decimal(75), "mcg")["code"], quantity(Decimal(3), "cramps")["code"]
    ('ug', '{cramps}')
    """
    shown = clean(unit)
    code = SCORE if not shown else UCUM_CODES.get(shown) or _annotation(shown)
    return {"value": value, "unit": shown or "score", "system": UCUM, "code": code}


def _annotation(unit: str) -> str:
    """Return what UCUM takes for a unit it does not know: its name in braces, without spaces.

    A name in another script is a plain number to UCUM; the unit itself says what it counts.
    """
    name = _NOT_IN_ANNOTATION.sub("_", unit).strip("_")
    return f"{{{name}}}" if name and len(name) <= 50 else "1"


def concept(text: str, *codings: Element | None) -> Element:
    """Return a concept in words, with those of the codings that there are."""
    known = [one for one in codings if one is not None]
    return {"coding": known, "text": text} if known else {"text": text}


def coded(system: str, code: str) -> Element:
    """Return a concept that is a code of HL7's own and nothing else."""
    return {"coding": [{"system": HL7_CODES + system, "code": code}]}


def reference(url: str) -> Element:
    return {"reference": url}


def absent(reason: str) -> Element:
    """Return an element that says why it is not there: "masked" or "unknown"."""
    return {"extension": [{"url": ABSENT, "valueCode": reason}]}


def without_gaps(element: Element) -> Element:
    """Return `element` without the fields that hold nothing, for FHIR has no empty ones."""
    return {name: value for name, value in element.items() if value not in (None, "", [], {})}


def narrative(*paragraphs: str) -> Element:
    """Return XHTML made of `paragraphs`, which are XHTML already."""
    body = "".join(paragraphs)
    return {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{body}</div>'}


def paragraph(text: str) -> str:
    return f"<p>{escape(clean(text))}</p>"


def bullets(texts: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(clean(text))}</li>' for text in texts)}</ul>"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(one)}</th>" for one in headings)
    body = "".join(f"<tr>{_cells(row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cells(row: Sequence[str]) -> str:
    return "".join(f"<td>{escape(clean(cell))}</td>" for cell in row)


def plain(number: Decimal) -> str:
    """Return a number for people, without a meaningless last digit.

    >>> plain(Decimal("1E+3")), plain(Decimal("1.50"))
    ('1000', '1.5')
    """
    return f"{number.normalize():f}"


def with_unit(amount: Decimal, unit: str | None) -> str:
    return f"{plain(amount)} {unit}" if unit else plain(amount)
