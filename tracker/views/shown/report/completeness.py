"""How complete the diary is: of how many days it speaks, and of how many it does not."""

from collections.abc import Iterator

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.daily import Exposure
from tracker.exports.report.values import Fact, Section
from tracker.views.shown.report.material import Material
from tracker.views.shown.score_words import name_inside
from tracker.views.shown.trends.words import missing_line
from tracker.views.shown.words import capitalised, long_day, substance_name


def completeness(material: Material) -> Section:
    heading = _("How complete it is")
    if not material.written:
        return Section(heading, nothing=_("Nothing that was chosen is written in these days."))
    return Section(heading, lines=tuple(_lines(material)), facts=tuple(_facts(material)))


def _lines(material: Material) -> Iterator[str]:
    yield _("Written by the person, at home; doses as they were logged. A blank is not a zero.")
    if material.first > material.selection.first:
        yield _("Days are counted from %(day)s on, the first that is written.") % {
            "day": long_day(material.first)
        }
    if material.symptoms and (scores := material.scores[material.symptoms[0]]).scale:
        hidden = missing_line(scores.mean[: material.days_over], scores.scale[2])
        if hidden:
            name = capitalised(name_inside(material.symptoms[0], material.own))
            yield f"{name}: {hidden}"


def _facts(material: Material) -> Iterator[Fact]:
    days = material.days.length
    text = ngettext("on %(days)d of %(of)d day", "on %(days)d of %(of)d days", days)
    # What is written of days to come says nothing about how complete the others are.
    written = sum(day <= material.last for day in material.written)
    yield Fact(_("Written"), text % {"days": written, "of": days})
    if material.symptoms:
        yield Fact(_("Days with a score"), "; ".join(_scored(material)))
    if material.substances:
        yield Fact(_("Days of doses"), "; ".join(_taken(material)))
    settings = material.diary.settings
    if settings and settings.every_dose_logged_from:
        yield Fact(
            _("Every dose logged"),
            _("from %(day)s on, says the person: a blank day from there on counts as none")
            % {"day": long_day(settings.every_dose_logged_from)},
        )


def _scored(material: Material) -> Iterator[str]:
    for symptom in material.symptoms:
        scored = int(np.count_nonzero(~np.isnan(material.scores[symptom].mean)))
        words = {"scored": scored, "blank": material.days.length - scored}
        yield _("%(name)s %(scored)d, without %(blank)d") % {
            **words,
            "name": name_inside(symptom, material.own),
        }


def _taken(material: Material) -> Iterator[str]:
    for substance in material.substances:
        name = substance_name(substance, material.known)
        if substance in material.locked_substances:
            yield _("%(name)s not counted now") % {"name": name}
            continue
        taken = material.doses(Exposure(substance)).taken
        yield _("%(name)s taken %(taken)d, none %(none)d, not known %(unknown)d") % {
            "name": name,
            "taken": int(np.count_nonzero(taken == 1)),
            "none": int(np.count_nonzero(taken == 0)),
            "unknown": int(np.count_nonzero(np.isnan(taken))),
        }
