"""Sources as pages name them: what they say, where, and whether they were read."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tracker.domain.rules.model import Citation
from tracker.knowledge import Knowledge
from tracker.knowledge.facts import NOT_RECHECKED, PLACE_NOT_RECORDED, Reference, SourceRecord

CONVENTION = "CONV"


@dataclass(frozen=True, slots=True)
class Cited:
    """A source with what is cited from it. `url` is empty where there is nothing to open."""

    id: str
    name: str
    publisher: str
    year: str
    url: str
    place: str
    claim: str
    how_read: str
    notes: tuple[str, ...]
    is_convention: bool


def cited(references: Iterable[Citation | Reference], known: Knowledge) -> list[Cited]:
    return [_one(reference, known.sources[reference.source]) for reference in references]


def _one(reference: Citation | Reference, source: SourceRecord) -> Cited:
    # A note of the source is often repeated where it is cited.
    notes = dict.fromkeys(note for note in (reference.note, source.note) if note)
    return Cited(
        id=source.id,
        name=source.name,
        publisher=source.publisher,
        year=source.year,
        url=source.url if source.url.startswith(("https://", "http://")) else "",
        place="" if reference.locator == PLACE_NOT_RECORDED else reference.locator,
        claim=reference.claim,
        how_read="" if source.id == CONVENTION else how_read(source),
        notes=tuple(notes),
        is_convention=source.id == CONVENTION,
    )


def how_read(source: SourceRecord) -> str:
    """Return how well the source is known to this project."""
    if source.verified == "memory":
        return _(NOT_RECHECKED)
    words = {
        "primary": _("read"),
        "abstract": _("abstract read"),
        "copy": _("read in a copy"),
        "secondary": _("read in a page that quotes it"),
    }
    return words[source.read_kind] if source.read_kind else _("read")
