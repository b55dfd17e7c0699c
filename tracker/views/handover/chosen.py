"""What this visitor chose to hand over of this diary.

It says something about the person, so it travels by POST and stays in the session. An address
holds the days alone; an address without any means those that were looked at last.
"""

from datetime import date
from typing import Any

from django.http import HttpRequest

from tracker.domain.selection import Selection
from tracker.forms.handover import Choice, choice_kept
from tracker.forms.trends import DatesForm, Span, asked_span
from tracker.forms.when import FIRST_YEAR
from tracker.views.dates import now_of
from tracker.views.reading import first_day_of, told_of
from tracker.views.shown.seals import is_sealed, seal_of

CHOSEN = "handover_chosen"
SEALED = "tracker.handover"
IN_ADDRESS = ("span", "from", "to")


def chosen_selection(request: HttpRequest, person: Any) -> Selection:
    """Return what is handed over: the days of the address or the last ones, and what of them."""
    today = now_of(told_of(person).profiles[0]).date()
    span = span_asked(request, person, today)[0]
    return selection_of(request, person, span, first_day_of(person))


def selection_of(request: HttpRequest, person: Any, span: Span, begin: date | None) -> Selection:
    """Return what is handed over of a span, which begins no earlier than the diary, on `begin`."""
    begin = max(begin or span.last, date(FIRST_YEAR, 1, 1))
    first = begin if span.first is None else max(span.first, begin)
    return choice_of(request, person).of_days(min(first, span.last), span.last)


def span_asked(request: HttpRequest, person: Any, today: date) -> tuple[Span, DatesForm]:
    """Return the span of the address, or the one that was looked at last, and the form for it."""
    asked = {name: request.GET[name] for name in IN_ADDRESS if name in request.GET}
    return asked_span(asked or _kept(request, person).get("days", {}), today)


def choice_of(request: HttpRequest, person: Any) -> Choice:
    return choice_kept(_kept(request, person))


def is_as_seen(request: HttpRequest, person: Any) -> bool:
    """Return whether what is chosen now is what the page showed from which this was sent.

    It can have been changed in another window since, and nothing leaves that was not looked at.
    """
    seal = request.POST.get("seal")
    return seal is None or is_sealed(seal, seal_of(SEALED, choice_of(request, person)))


def keep_days(request: HttpRequest, person: Any, span: Span) -> None:
    """Remember the days that are looked at, for pages whose address holds none."""
    days = dict(part.split("=") for part in span.query.split("&"))
    kept = _kept(request, person)
    if kept.get("days") != days:
        request.session[CHOSEN] = kept | {"person": person.pk, "days": days}


def keep_choice(request: HttpRequest, person: Any, choice: Choice) -> None:
    request.session[CHOSEN] = _kept(request, person) | {"person": person.pk} | choice.kept()


def _kept(request: HttpRequest, person: Any) -> dict[str, Any]:
    """Return what was chosen of this diary; what was chosen of another one is not it."""
    kept: dict[str, Any] = request.session.get(CHOSEN, {})
    return kept if kept.get("person") == person.pk else {}
