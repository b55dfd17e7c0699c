"""The files in which a diary leaves: each format's name, its type, and what makes it.

A page, a shared link and the command all come here, so that they give the same file.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal, get_args

from tracker.domain.selection import Selection

Format = Literal["pdf", "letter", "csv", "zip", "xlsx", "fhir", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)

Maker = Callable[[Any, Selection], Iterable[bytes]]
"""Takes the person and what is chosen; returns the bytes of the file, piece by piece."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How a file is named behind the dot, and what its type is called."""

    suffix: str
    content_type: str
    make: Maker


def _pdf(paper: Literal["a4", "letter"]) -> Maker:
    def make(person: Any, selection: Selection) -> Iterable[bytes]:
        from tracker.exports.report.pdf import pdf_of
        from tracker.views.handover.reading import read_of
        from tracker.views.shown.report.report import report_of
        from tracker.views.shown.report.words import layout_words

        report = report_of(read_of(person, selection))
        return [pdf_of(report, paper=paper, words=layout_words())]

    return make


def _csv(person: Any, selection: Selection) -> Iterable[bytes]:
    from tracker.views.handover.tables import flat_csv

    return flat_csv(person, selection)


def _zip(person: Any, selection: Selection) -> Iterable[bytes]:
    from tracker.views.handover.tables import zipped_csv

    return zipped_csv(person, selection)


def _xlsx(person: Any, selection: Selection) -> Iterable[bytes]:
    from tracker.views.handover.tables import workbook

    return workbook(person, selection)


def _fhir(person: Any, selection: Selection) -> Iterable[bytes]:
    from tracker.views.handover.fhir import bundle_of

    return bundle_of(person, selection)


def _json(person: Any, selection: Selection) -> Iterable[bytes]:
    from tracker.views.handover.archive import document_of

    return document_of(person, selection)


KINDS: dict[Format, Kind] = {
    "pdf": Kind("pdf", "application/pdf", _pdf("a4")),
    "letter": Kind("letter.pdf", "application/pdf", _pdf("letter")),
    "csv": Kind("csv", "text/csv; charset=utf-8", _csv),
    "zip": Kind("csv.zip", "application/zip", _zip),
    "xlsx": Kind(
        "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx
    ),
    "fhir": Kind("fhir.json", "application/fhir+json", _fhir),
    "json": Kind("json", "application/json", _json),
}


def file_name(selection: Selection, kind: Kind) -> str:
    """Return a name without a person in it, since names of files travel far."""
    return f"mg-diary-{selection.first}-to-{selection.last}.{kind.suffix}"
