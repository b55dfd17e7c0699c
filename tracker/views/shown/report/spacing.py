"""Whether what wants hours between it had them: medicines first, then minerals."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.diary import Diary
from tracker.domain.handover.spacing_kept import Kept, spacing_kept
from tracker.domain.rules.model import CombinationRule
from tracker.exports.report.values import Column, Section, Table
from tracker.knowledge import Knowledge
from tracker.views.shown.report.material import Material
from tracker.views.shown.trends.tables import UNKNOWN
from tracker.views.shown.words import capitalised, length_of_time, substance_name


def spacing(material: Material) -> Section:
    heading = _("Hours between what binds")
    found = spacing_kept(_of_days(material), material.known.rule_book, material.flags)
    if not found:
        return Section(
            heading, nothing=_("Nothing that wants hours between was taken within a day.")
        )
    return Section(
        heading,
        table=Table(_caption(), _columns(), tuple(_row(one, material.known) for one in found)),
        references=material.sources.cite(ref for one in found for ref in one.rule.citations),
    )


def _of_days(material: Material) -> Diary:
    """Return what rules are asked of, with the doses of the days alone: no other is told of."""
    diary, holds_day = material.rule_diary, material.selection.holds_day
    of_days = tuple(one for one in diary.intakes if holds_day(one.taken_at.date()))
    return replace(diary, intakes=of_days)


def _caption() -> str:
    return _(
        "Doses with the other within 24 hours, on either side; the distance is to the nearest."
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("What"), share=4),
        Column(_("Asked for"), share=2),
        Column(_("Far enough"), share=3),
        Column(_("Too near"), share=2),
        Column(_("Usually apart"), share=3),
        Column(_("Nearest"), share=3),
    )


def _row(one: Kept, known: Knowledge) -> tuple[str, ...]:
    return (
        _named(one, known),
        _required(one),
        _kept(one),
        _closer(one),
        _length(one.usual_minutes),
        _length(one.nearest_minutes),
    )


def _named(one: Kept, known: Knowledge) -> str:
    """Return the two that are to be apart: "Levothyroxine and magnesium"."""
    partners = [substance_name(name, known) for name in one.partners] or [_(one.rule.title)]
    words = {"partner": ", ".join(partners), "mineral": substance_name(one.mineral, known)}
    return capitalised(_("%(partner)s and %(mineral)s") % words)


def _required(one: Kept) -> str:
    if isinstance(one.rule, CombinationRule):
        return _("hours may not be enough")
    asked = one.required_minutes
    if len(asked) == 1:
        return length_of_time(asked[0])
    return _("%(after_partner)s after it, %(before)s before") % {
        "after_partner": length_of_time(asked[0]),
        "before": length_of_time(asked[1]),
    }


def _kept(one: Kept) -> str:
    if isinstance(one.rule, CombinationRule):
        return UNKNOWN
    if not one.closer:
        return ngettext("always, %(count)d dose", "always, %(count)d doses", one.doses) % {
            "count": one.doses
        }
    return _("%(kept)d of %(doses)d doses") % {"kept": one.kept, "doses": one.doses}


def _closer(one: Kept) -> str:
    if not one.closer:
        return _("never")
    return ngettext("%(count)d time", "%(count)d times", one.closer) % {"count": one.closer}


def _length(minutes: float | None) -> str:
    return UNKNOWN if minutes is None else length_of_time(round(minutes))
