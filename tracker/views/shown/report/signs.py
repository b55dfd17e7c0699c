"""Warning signs that were written down."""

from collections import defaultdict
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.rules.flag import moment
from tracker.domain.rules.model import WarningSign
from tracker.exports.report.values import Fact, Section
from tracker.views.shown.report.material import Material
from tracker.views.shown.words import every, long_day

MOST_DATES = 3


def warning_signs(material: Material) -> Section:
    heading = _("Warning signs")
    found: dict[WarningSign, list[date]] = defaultdict(list)
    for flag in material.flags:
        if isinstance(flag.rule, WarningSign):
            found[flag.rule].append(moment(flag.entries_found[0]).date())
    if not found:
        return Section(heading, nothing=_("None was written down."))
    return Section(
        heading,
        facts=tuple(Fact(_(sign.title), _dates(days)) for sign, days in found.items()),
        references=material.sources.cite(ref for sign in found for ref in sign.citations),
    )


def _dates(days: list[date]) -> str:
    distinct = sorted(set(days), reverse=True)
    named = every(map(long_day, distinct[:MOST_DATES]))
    rest = len(distinct) - MOST_DATES
    if rest <= 0:
        return named
    more = ngettext("and %(count)d day before", "and %(count)d days before", rest) % {"count": rest}
    return f"{named} {more}"
