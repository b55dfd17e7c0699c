"""The list of experiments, made ready to show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tracker.domain.diary import CustomSymptom, Experiment
from tracker.domain.experiment import Course, course
from tracker.knowledge import Knowledge
from tracker.views.shown.experiments.strip import with_or_without
from tracker.views.shown.experiments.words import (
    Names,
    day_words,
    days_between,
    experiment_address,
    names_of,
    this_block,
)


@dataclass(frozen=True, slots=True)
class Line:
    title: str
    says: str
    days: str
    address: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """Each group as it is shown, the latest first; those to come begin with the next one."""

    running: tuple[Line, ...]
    planned: tuple[Line, ...]
    over: tuple[Line, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.running or self.planned or self.over)


def lines_shown(
    experiments: Iterable[Experiment],
    own: Iterable[CustomSymptom],
    today: date,
    known: Knowledge,
) -> ListPage:
    own_symptoms = tuple(own)
    ordered = sorted(experiments, key=lambda one: one.first_day)
    found = [(course(one, today), one) for one in ordered]

    def lines(chosen: Iterable[tuple[Course, Experiment]]) -> tuple[Line, ...]:
        return tuple(_line(one, at, names_of(one, own_symptoms, known)) for at, one in chosen)

    return ListPage(
        running=lines((at, one) for at, one in reversed(found) if at.is_running),
        planned=lines((at, one) for at, one in found if not at.has_begun and not at.is_over),
        over=lines((at, one) for at, one in reversed(found) if at.is_over),
    )


def _line(one: Experiment, at: Course, names: Names) -> Line:
    return Line(
        title=names.title,
        says=_says(one, at, names),
        days=days_between(one.first_day, one.last_day),
        address=experiment_address(one.id),
    )


def _says(one: Experiment, at: Course, names: Names) -> str:
    if at.is_running:
        words = {
            "this_week": this_block(one.block_days),
            "what": with_or_without(names, is_on=bool(at.is_on(at.today))),
            "block": (at.block or 0) + 1,
            "blocks": at.schedule.blocks,
        }
        return _("%(this_week)s: %(what)s. Block %(block)d of %(blocks)d.") % words
    if not at.is_over:
        return _("Begins on %(day)s.") % {"day": day_words(at.first_day)}
    if at.is_stopped:
        words = {"blocks": at.completed_blocks, "all": at.schedule.blocks}
        return _("Stopped early, after %(blocks)d of %(all)d blocks.") % words
    return _("What it shows is open.")
