"""What makes a document right that no validator looks at, and the validators in one place."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree

import fhirkit
from pydantic import ValidationError

NOT_A_CHARACTER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
TIME = re.compile(
    r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00))?"
)
TIMES = {"effectiveDateTime", "start", "end", "date", "timestamp", "birthDate"}


def all_complaints(bundle, fhir_reader):
    """Return, by its name, what each validator says against the bundle, our own checks too."""
    return {
        **fhir_reader.ask(bundle),
        "fhir.resources": complaints_of_library(bundle),
        "fhirkit": complaints_of_fhirkit(bundle),
        "ours": own_complaints(bundle),
    }


def complaints_of_fhirkit(bundle):
    issues = fhirkit.validate(json.dumps(bundle))
    return [f"{one.path}: {one.message}" for one in issues if one.severity == "error"]


def complaints_of_library(bundle):
    from fhir.resources.R4B.bundle import Bundle

    try:
        Bundle.model_validate(bundle)
    except ValidationError as refusal:
        return [f"{one['loc']}: {one['msg']}" for one in refusal.errors()]
    return []


def own_complaints(bundle):
    addresses = Counter(entry["fullUrl"] for entry in bundle["entry"])
    said = [f"{one} stands twice" for one, times in addresses.items() if times > 1]
    said += [f"{one} is nowhere" for one in references(bundle) - addresses.keys()]
    said += [f"nothing leads to {one}" for one in addresses.keys() - reached(bundle)]
    for path, value in values(bundle):
        said += [f"{path}: {complaint}" for complaint in complaints_of_value(path, value)]
    return said


def complaints_of_value(path, value) -> Iterator[str]:
    name = path.rpartition(".")[2]
    if value in ({}, [], "") or (isinstance(value, str) and not value.strip()):
        yield "empty"
    if isinstance(value, str) and NOT_A_CHARACTER.search(value):
        yield "not a character"
    if name == "div" and not is_xml(value):
        yield "no XHTML"
    if name in TIMES and not TIME.fullmatch(value):
        yield f"{value} is no time"
    if is_quantity(name) and not (value.get("system") and value.get("code")):
        yield "a quantity without its system or code"


def is_xml(text):
    try:
        ElementTree.fromstring(text)
    except ElementTree.ParseError:
        return False
    return True


def is_quantity(name):
    return name.endswith("Quantity") or name in {"numerator", "denominator"}


def values(value, path="Bundle") -> Iterator[tuple[str, object]]:
    """Yield all that is in a JSON value, with the names that lead there."""
    yield path, value
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from values(inner, f"{path}.{name}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from values(inner, f"{path}[{number}]")


def references(value):
    return {inner for path, inner in values(value) if path.endswith(".reference")}


def reached(bundle):
    """Return the addresses to which references lead, from the first resource on."""
    resources = {entry["fullUrl"]: entry["resource"] for entry in bundle["entry"]}
    found, open_ones = set(), [bundle["entry"][0]["fullUrl"]]
    while open_ones:
        here = open_ones.pop()
        if here not in found and here in resources:
            found.add(here)
            open_ones += references(resources[here])
    return found
