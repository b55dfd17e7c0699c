"""The page "Report": what can be chosen, what is chosen, and the files."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.domain.diary import Region
from tracker.domain.selection import Selection
from tracker.forms.choices import substance_label
from tracker.forms.scales import own_symptoms, symptom_label
from tracker.forms.trends import DatesForm, Span
from tracker.views.shown.trends.page import SpanLink, span_links
from tracker.views.shown.words import capitalised, span_words


@dataclass(frozen=True, slots=True)
class PageRead:
    """What the page is made of; `symptoms` and `substances` are those that the diary holds."""

    span: Span
    dates: DatesForm
    selection: Selection
    symptoms: Sequence[str]
    substances: Sequence[str]
    belongings: Mapping[str, Any]
    region: Region | None


@dataclass(frozen=True, slots=True)
class Tick:
    """Something that can be ticked."""

    value: str
    label: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class File:
    """A button that sends a file; `format` is its name in the address."""

    format: str
    label: str | Promise
    words: str | Promise = ""


LETTER_REGIONS = frozenset({"US"})
A4 = File("pdf", gettext_lazy("PDF, A4"))
LETTER = File("letter", gettext_lazy("PDF, US Letter"))
DATA = (
    File("xlsx", gettext_lazy("Excel"), gettext_lazy("A sheet for each kind of entry")),
    File("csv", gettext_lazy("CSV, one table"), gettext_lazy("Every entry, a line each")),
    File("zip", gettext_lazy("CSV, several tables"), gettext_lazy("A table a kind, in a zip file")),
    File("fhir", gettext_lazy("FHIR"), gettext_lazy("For the systems of clinics")),
)


@dataclass(frozen=True, slots=True)
class ReportPage:
    """What templates/tracker/report/page.html shows around the report."""

    query: str
    days: str
    spans: tuple[SpanLink, ...]
    dates: DatesForm
    symptoms: tuple[Tick, ...]
    substances: tuple[Tick, ...]
    with_notes: bool
    with_name: bool
    chosen: str
    papers: tuple[File, ...]
    data: tuple[File, ...] = DATA


def report_page(read: PageRead) -> ReportPage:
    selection = read.selection
    symptoms = _symptoms(read)
    substances = _substances(read)
    return ReportPage(
        query=read.span.query,
        days=span_words(selection.first, selection.last),
        spans=span_links(read.span),
        dates=read.dates,
        symptoms=symptoms,
        substances=substances,
        with_notes=selection.with_notes,
        with_name=selection.with_name,
        chosen=_chosen_words(selection, symptoms, substances),
        papers=(LETTER, A4) if read.region in LETTER_REGIONS else (A4, LETTER),
    )


def _symptoms(read: PageRead) -> tuple[Tick, ...]:
    own = own_symptoms(read.belongings["custom_symptoms"])
    ticks = (
        Tick(one, symptom_label(one or None, own), read.selection.holds_symptom(one))
        for one in read.symptoms
    )
    return tuple(sorted(ticks, key=lambda tick: tick.label.lower()))


def _substances(read: PageRead) -> tuple[Tick, ...]:
    ticks = (
        Tick(one, capitalised(substance_label(one)), read.selection.holds_substance(one))
        for one in read.substances
    )
    return tuple(sorted(ticks, key=lambda tick: tick.label.lower()))


def _chosen_words(
    selection: Selection, symptoms: Collection[Tick], substances: Collection[Tick]
) -> str:
    """Return what is in it: "All symptoms, 2 of 5 substances, notes, no name"."""
    parts = (
        _of_all(symptoms, _("all symptoms"), _("no symptoms"), _symptoms_of),
        _of_all(substances, _("all substances"), _("no substances"), _substances_of),
        _("notes") if selection.with_notes else _("no notes"),
        _("your name") if selection.with_name else _("no name"),
    )
    return capitalised(", ".join(parts))


def _of_all(ticks: Collection[Tick], every: str, none: str, some: Callable[[int, int], str]) -> str:
    on = sum(tick.is_on for tick in ticks)
    if on == len(ticks):
        return every
    return some(on, len(ticks)) if on else none


def _symptoms_of(on: int, of: int) -> str:
    return ngettext("%(on)d of %(of)d symptom", "%(on)d of %(of)d symptoms", of) % {
        "on": on,
        "of": of,
    }


def _substances_of(on: int, of: int) -> str:
    return ngettext("%(on)d of %(of)d substance", "%(on)d of %(of)d substances", of) % {
        "on": on,
        "of": of,
    }
