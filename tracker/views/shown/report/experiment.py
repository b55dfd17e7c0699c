"""What planned experiments found; closed while one runs."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tracker.domain.diary import Experiment
from tracker.domain.experiment.reading import Reading, read
from tracker.exports.report.values import Fact, Section
from tracker.views.shown.experiments.figures import figures
from tracker.views.shown.experiments.result import result_shown
from tracker.views.shown.experiments.words import names_of
from tracker.views.shown.report.material import Material
from tracker.views.shown.words import capitalised, long_day


def experiment(material: Material) -> Section:
    """Return the sentences of all experiments, the latest first, and the figures of the latest."""
    heading = _("Planned experiment")
    told = [one for one in material.diary.experiments if _is_of_span(one, material)]
    if not told:
        return Section(heading, nothing=_("None in these days."))
    latest_first = sorted(told, key=lambda one: one.first_day, reverse=True)
    readings = [(one, _reading(one, material)) for one in latest_first]
    return Section(
        heading,
        lines=tuple(line for one, found in readings for line in _lines(one, found, material)),
        facts=tuple(_figures(readings[0][1])),
        references=material.sources.cite_methods("experiment", "meaningful"),
    )


def _is_of_span(one: Experiment, material: Material) -> bool:
    return one.first_day <= material.last and one.last_day >= material.first


def _is_told(one: Experiment, material: Material) -> bool:
    """Did it end in these days, or does it run? It is told whole then, also of days before them.

    Of some of its days no result can be said.
    """
    return one.is_running(material.today) or material.selection.holds_day(one.ended_on)


def _reading(one: Experiment, material: Material) -> Reading | None:
    if not _is_told(one, material):
        return None
    settings = material.diary.settings
    return read(
        one,
        material.daily_with_before,
        today=material.today,
        every_dose_logged_from=settings.every_dose_logged_from if settings else None,
    )


def _lines(one: Experiment, found: Reading | None, material: Material) -> Iterator[str]:
    named = names_of(one, material.diary.custom_symptoms, material.known)
    words = {
        "title": capitalised(named.title),
        "first": long_day(one.first_day),
        "last": long_day(one.last_day),
    }
    span = _("%(title)s, %(first)s to %(last)s.") % words
    if found is None:
        yield f"{span} {_('It ends after these days, so no result stands here.')}"
    elif found.finding is None:
        opens = {"day": long_day(found.at.opens_on)}
        yield f"{span} {_('It runs; the result opens on %(day)s.') % opens}"
    else:
        shown = result_shown(found, named)
        yield " ".join(filter(None, (span, shown.sentence, shown.chance, shown.expectation)))
        yield from shown.missing


def _figures(found: Reading | None) -> Iterator[Fact]:
    if found is not None and found.finding is not None:
        for name, text in figures(found, found.finding):
            yield Fact(name, text)
