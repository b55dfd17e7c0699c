"""How symptoms go over time, with what was taken beneath them.

Which symptoms are looked at says something about the person: it travels by POST and stays in the
session. The address holds the days alone.
"""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from tracker import actions, queries
from tracker.forms.trends import DatesForm, Span, asked_span, picked_symptoms
from tracker.knowledge import knowledge
from tracker.views.access import reads_diary
from tracker.views.appearance import appearance_of
from tracker.views.dates import now_of
from tracker.views.kept_html import finished, kept, part
from tracker.views.log.saving import GET_OR_POST
from tracker.views.reading import belongings_of, told_of
from tracker.views.shown.trends import Read, symptoms_to_pick, trends_page

PICKED = "trends_symptoms"

MINUTES_KEPT = 60
"""How long a page may be kept: its key holds all that it is made of, the day too."""


@require_http_methods(GET_OR_POST)
@reads_diary
@cache_control(private=True, no_cache=True)
def trends(request: HttpRequest, person: Any) -> HttpResponse:
    """Show the trends of some days; a POST picks the symptoms."""
    known = told_of(person).profiles
    today = now_of(known[0]).date()
    span, form = asked_span(request.GET, today)
    if request.method == "POST":
        return _pick(request, person, span, today)
    if form.errors:
        return _page(request, _made(request, person, span, form, today))
    key = _key(request, person, span, today)
    etag = _etag(request, key)
    response = get_conditional_response(request, etag=etag)
    if response is None:
        html = kept(key, lambda: _made(request, person, span, form, today), minutes=MINUTES_KEPT)
        response = _page(request, html)
    response.headers["ETag"] = etag
    return response


def _page(request: HttpRequest, html: str) -> HttpResponse:
    return render(request, "tracker/trends.html", {"trends": finished(html, request)})


def _made(request: HttpRequest, person: Any, span: Span, form: DatesForm, today: date) -> str:
    """Make the page without its frame."""
    read = _read(person, span, today)
    page = trends_page(read, span, form, picked=_picked(request, person))
    return part("tracker/trends/_page.html", {"page": page})


def _read(person: Any, span: Span, today: date) -> Read:
    return Read(
        daily=actions.daily_of(person=person, first=span.first, last=span.last),
        belongings=belongings_of(person),
        begin=queries.first_daily(person),
        today=today,
        known=knowledge(),
    )


def _pick(request: HttpRequest, person: Any, span: Span, today: date) -> HttpResponse:
    """Keep the symptoms that were ticked, in this session and for this diary."""
    before = _picked(request, person) or ()
    offered = symptoms_to_pick(_read(person, span, today), span, picked=before)
    sent = picked_symptoms(request.POST.getlist("symptom"), offered)
    request.session[PICKED] = {"person": person.pk, "symptoms": sent}
    return HttpResponseRedirect(f"{reverse('tracker:trends')}?{span.query}", status=303)


def _picked(request: HttpRequest, person: Any) -> list[str] | None:
    """Return what was picked of this diary; None where nothing was."""
    picks = request.session.get(PICKED, {})
    picked: list[str] | None = picks.get("symptoms") if picks.get("person") == person.pk else None
    return picked or None


def _key(request: HttpRequest, person: Any, span: Span, today: date) -> tuple[object, ...]:
    """Return all that the page without its frame is made of."""
    picked = "\n".join(_picked(request, person) or ())
    return (
        "trends",
        person.pk,
        person.state,
        today,
        span.query,
        salted_hmac("trends", picked).hexdigest(),
        get_language(),
        knowledge().version,
    )


def _etag(request: HttpRequest, key: tuple[object, ...]) -> str:
    """Return a name of the whole page, weak because tokens of forms are masked anew each time.

    Whoever logs in gets another session and another token, and so another page.
    """
    get_token(request)
    frame = (
        appearance_of(request),
        request.session.session_key,
        request.META.get("CSRF_COOKIE"),
        settings.STARTED_AS,
    )
    return f'W/"{salted_hmac("trends page", repr((key, frame))).hexdigest()}"'
