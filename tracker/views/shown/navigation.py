"""Where the bar of every page leads, for someone who has a diary before them."""

from dataclasses import dataclass
from functools import cache

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Place:
    """A link of the bar; `current` is what its aria-current says, empty for elsewhere."""

    label: str | Promise
    address: str
    icon: str
    current: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A place of the bar, by the URL name of its page."""

    label: str | Promise
    page: str
    icon: str


TODAY = Chapter(_("Today"), "tracker:day", "icons/today.svg")
LOG = Chapter(_("Log"), "tracker:log", "icons/log.svg")
TRENDS = Chapter(_("Trends"), "tracker:trends", "icons/trends.svg")
REPORT = Chapter(_("Report"), "tracker:report", "icons/report.svg")
MORE = Chapter(_("More"), "tracker:more", "icons/more.svg")

CHAPTERS = (TODAY, LOG, TRENDS, REPORT, MORE)

# Beginnings of URL names; the longest that fits decides. An entry's own pages are of no chapter:
# one comes to them from the day, the calendar and the list.
_PAGES_OF = {
    "tracker:day": TODAY,
    "tracker:log": LOG,
    "tracker:check_in": LOG,
    "tracker:trends": TRENDS,
    "tracker:report": REPORT,
    "tracker:choose_for_report": REPORT,
    "tracker:cover_sheet": REPORT,
    "tracker:share": REPORT,
    "tracker:archive": REPORT,
    "tracker:choose_archive": REPORT,
    "tracker:bring_in": REPORT,
    "tracker:shelf": MORE,
    "tracker:new_product": MORE,
    "tracker:product": MORE,
    "tracker:count_stock": MORE,
    "tracker:calendar": MORE,
    "tracker:entries": MORE,
    "tracker:experiment": TRENDS,
    "tracker:new_experiment": TRENDS,
    "tracker:favourites": MORE,
    "tracker:add_favourite": MORE,
    "tracker:change_favourite": MORE,
    "tracker:check_in_symptoms": MORE,
    "tracker:check_in_add_own": MORE,
    "tracker:check_in_own_symptom": MORE,
    "tracker:profile": MORE,
    "tracker:rule": MORE,
    "tracker:medicines": MORE,
    "tracker:forms": MORE,
    "tracker:appearance": MORE,
    "account_": MORE,
}


@cache
def places(page: str) -> tuple[Place, ...]:
    """Return the links of the bar as they stand on the page with the URL name `page`.

    The link of the page itself is "page", that of the chapter it belongs to is "true".
    """
    chapter = chapter_of(page)
    return tuple(
        Place(one.label, reverse(one.page), one.icon, _current(one, chapter, page))
        for one in CHAPTERS
    )


def chapter_of(page: str) -> Chapter | None:
    """Return the chapter that the page with this URL name belongs to, if any."""
    fitting = [beginning for beginning in _PAGES_OF if page.startswith(beginning)]
    return _PAGES_OF[max(fitting, key=len)] if fitting else None


def _current(place: Chapter, chapter: Chapter | None, page: str) -> str:
    if place.page == page:
        return "page"
    return "true" if place is chapter else ""
