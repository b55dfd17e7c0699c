"""What is taken: the form, how much, how regularly, when, since when, and what changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from statistics import median

import numpy as np
from django.utils.translation import gettext as _

from tracker.domain.daily import Exposure
from tracker.domain.diary import Content, Intake
from tracker.domain.habits import PAUSE, Habit, habit_of, planned_without
from tracker.domain.handover.borne import exposures_of
from tracker.domain.rules.traits import reader_for
from tracker.domain.series import Doses
from tracker.domain.substances import normalised
from tracker.exports.report.values import Column, Section, Table
from tracker.views.shown.amounts import content_shown
from tracker.views.shown.report.changes import changes
from tracker.views.shown.report.material import Material
from tracker.views.shown.statistics_words import share_between
from tracker.views.shown.trend_pictures.clocks import clock_time
from tracker.views.shown.trend_pictures.taken import exposure_name
from tracker.views.shown.trends.tables import UNKNOWN
from tracker.views.shown.trends.words import dose_words
from tracker.views.shown.words import capitalised, every, long_day, substance_name

LATEST = 28
"""The dose of a day is the usual one of the latest days with a dose, so many at most."""


@dataclass(frozen=True)
class Line:
    """One thing that was taken, in one form. `content` is its latest label."""

    material: Material
    exposure: Exposure
    content: Content | None

    @property
    def name(self) -> str:
        return capitalised(exposure_name(self.exposure, self.material.known))

    @cached_property
    def doses(self) -> Doses:
        return self.material.doses(self.exposure)

    @cached_property
    def places(self) -> list[int]:
        """The days on which it was taken, by their number."""
        places: list[int] = np.flatnonzero(self.doses.taken == 1).tolist()
        return places

    @property
    def is_over(self) -> bool:
        """Were there enough days without a dose at the end to say that it ended?"""
        return self.material.days.length - 1 - self.places[-1] >= PAUSE

    @cached_property
    def habit(self) -> Habit | None:
        material, days = self.material, self.material.days
        without = planned_without(self.exposure, days, material.read.diary.experiments)
        return habit_of(self.exposure, days, self.doses.taken, planned_without=without)


def taken(material: Material) -> Section:
    heading = _("What is taken")
    lines = taken_lines(material)
    if not lines and not _not_logged(material):
        return Section(heading, nothing=_("Nothing that was taken is written in these days."))
    table = Table(_caption(), _columns(), tuple(map(_row, lines))) if lines else None
    return Section(heading, lines=tuple(_sentences(material)), table=table)


def taken_lines(material: Material) -> list[Line]:
    """Return what was taken: magnesium, then medicines, then the rest; what ended comes last."""
    labels = latest_labels(material)
    lines = [
        Line(material, one, labels.get((one.substance, one.form))) for one in material.exposures
    ]
    return sorted(lines, key=lambda line: (line.is_over, _rank(line.exposure, material)))


def _rank(one: Exposure, material: Material) -> int:
    if one.substance == "magnesium":
        return 0
    return 1 if one.substance in material.medicines else 2


def latest_labels(material: Material) -> Mapping[tuple[str, str | None], Content]:
    """Return the latest label of each thing, in each form, and (None) in any."""
    substances = material.known.rule_book.substances
    latest: dict[tuple[str, str | None], Intake] = {}
    kinds: dict[tuple[Content, ...], set[Exposure]] = {}
    for intake in sorted(material.diary.intakes, key=lambda one: one.taken_at):
        if intake.contents not in kinds:
            kinds[intake.contents] = exposures_of(intake, substances)
        for one in kinds[intake.contents]:
            latest[one.substance, one.form] = latest[one.substance, None] = intake
    return {key: _content_of(key, intake, material) for key, intake in latest.items()}


def _content_of(key: tuple[str, str | None], intake: Intake, material: Material) -> Content:
    substances, (name, form) = material.known.rule_book.substances, key
    for content in intake.contents:
        is_form = form in (None, substances.form_id(content))
        if is_form and substances.id_of(content.substance) == name:
            return content
    return intake.contents[0]


def _caption() -> str:
    return _(
        "Dose: the usual one of a day on which it was taken. "
        "Regularly: days taken of days known, with 95 % interval."
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("What"), share=6),
        Column(_("Dose a day"), share=5),
        Column(_("As on the label"), share=8),
        Column(_("How regularly"), share=7),
        Column(_("Usual time"), share=6),
        Column(_("Since"), share=7),
    )


def _row(line: Line) -> tuple[str, ...]:
    label = content_shown(line.content, line.material.known) if line.content else UNKNOWN
    return (
        _named(line),
        _dose(line),
        label,
        _regularly(line),
        _times(line),
        _since(line),
    )


def _named(line: Line) -> str:
    is_medicine = line.exposure.substance in line.material.medicines
    return f"{line.name} ({_('medicine')})" if is_medicine else line.name


def _dose(line: Line) -> str:
    amounts = line.doses.amount[line.doses.taken == 1][-LATEST:]
    known = amounts[~np.isnan(amounts)]
    if not len(known):
        return _("amount not known")
    dose = dose_words(median(known.tolist()), line.doses.unit)
    found = line.material.known.rule_book.substances.find(line.exposure.substance)
    is_mineral = found is not None and found.needs_basis
    return _("%(dose)s elemental") % {"dose": dose} if is_mineral else dose


def _regularly(line: Line) -> str:
    planned = line.material.locked_substances.get(line.exposure.substance)
    if planned is not None:
        is_named = line.material.may_name(planned)
        return _("by the plan of an experiment") if is_named else UNKNOWN
    return UNKNOWN if line.habit is None else _habit_words(line.habit)


def _habit_words(habit: Habit) -> str:
    days = habit.adherence
    texts = {
        "as_needed": _("as needed, because it hurt: on %(days)d days"),
        "now_and_then": _("on %(days)d days, usually %(gap)d days apart"),
        "not_enough": _("on %(days)d days; too few to say"),
        "never_missed": _("on at least %(taken)d of %(all)d days"),
        "share": _("%(taken)d of %(known)d days, %(share)s"),
    }
    return texts[habit.kind] % {
        "days": habit.dose_days,
        "gap": habit.gap_days,
        "taken": days.taken,
        "known": days.known,
        "all": days.known + days.unknown,
        "share": share_between(days.share or 0, days.low or 0, days.high or 0),
    }


def _times(line: Line) -> str:
    habit = line.habit
    if habit is None:
        return UNKNOWN
    if habit.clocks:
        when = every(clock_time(one.usual.minutes) for one in habit.clocks)
    else:
        when = _("at different times") if habit.minutes else _("times not known")
    return ", ".join(filter(None, (when, _meals(habit))))


def _meals(habit: Habit) -> str:
    """Return how it goes with meals, where more than half of the doses say it."""
    if 2 * habit.with_meal > habit.doses:
        return _("with a meal")
    if 2 * habit.without_meal > habit.doses:
        return _("without a meal")
    return _("partly with a meal") if habit.with_meal else ""


def _since(line: Line) -> str:
    """Return from when on; what was taken at the beginning of the days may be older."""
    days = line.material.days
    first, last = line.places[0], line.places[-1]
    words = {
        "first": long_day(days.day(first)),
        "last": long_day(days.day(last)),
    }
    if first < PAUSE:
        text = (
            _("%(first)s or longer, until %(last)s") if line.is_over else _("%(first)s or longer")
        )
    else:
        text = _("%(first)s to %(last)s") if line.is_over else _("%(first)s")
    return text % words


def _sentences(material: Material) -> Iterator[str]:
    missing = _not_logged(material)
    if missing:
        yield _("In the profile, not logged: %(names)s.") % {"names": every(missing)}
    found = changes(material)
    if found:
        told = "; ".join(f"{long_day(one.day)}: {one.words}" for one in reversed(found))
        yield _("Changes, the latest first: %(changes)s.") % {"changes": told}
    elif material.exposures:
        yield _("No change of a form or a dose stands out in these days.")
    for substance, one in material.locked_substances.items():
        if material.may_name(one):
            yield _(
                "%(name)s follows the plan of an experiment until %(day)s; until then its days "
                "are not counted here."
            ) % {
                "name": capitalised(substance_name(substance, material.known)),
                "day": long_day(one.last_day),
            }


def _not_logged(material: Material) -> list[str]:
    """Return the medicines of the profile of which no dose is written in these days.

    Where some substances were left out, that they are not there says nothing. Names that one rule
    knows can be two names of one medicine, so they are not told apart.
    """
    if material.selection.substances is not None:
        return []
    rules = reader_for(material.known.rule_book)
    kinds = {rules.read(one).kind for one in material.diary.intakes}
    logged = {name for kind in kinds for name in kind.names}
    named = {name for kind in kinds for rule in kind.partner_of for name in rule.partner_names}
    return [one for one in material.profile.medicines if normalised(one) not in logged | named]
