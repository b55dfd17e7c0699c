"""All entries, newest first, and those of them that are looked for.

What is looked for says something about the person, so it travels by POST and stays in the
session: the address holds the number of the page alone.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from tracker import actions, queries
from tracker.domain.day_summary import severities_of
from tracker.forms.filters import FilterForm, wanted_of
from tracker.views.access import reads_diary
from tracker.views.kept_html import finished, kept, part
from tracker.views.log.saving import GET_OR_POST
from tracker.views.reading import told_of
from tracker.views.shown.entry_list import filter_choices, list_page

LOOKED_FOR = "entries_looked_for"

MINUTES_KEPT = 60
"""How long a page may be kept: its key holds all that it is made of, and it does not say "now"."""


@require_http_methods(GET_OR_POST)
@reads_diary
@cache_control(private=True, no_cache=True)
def entry_list(request: HttpRequest, person: Any) -> HttpResponse:
    """Show a page of the entries; a POST changes what is looked for."""
    if request.method == "POST":
        return _looked_for(request, person)
    said, number = said_of(request, person), page_number(request)
    key = ("entries", person.pk, person.state, sorted(said.items()), number, get_language())
    html = kept(key, lambda: _made(person, said, number), minutes=MINUTES_KEPT)
    return render(request, "tracker/entries/entries.html", {"entries": finished(html, request)})


def _made(person: Any, said: Mapping[str, str], number: int) -> str:
    """Make the page without its frame."""
    known = told_of(person).profiles
    wanted = wanted_of(said)
    found = queries.found(person, wanted, number, flagged_ids(person, wanted, known))
    page = list_page(found, queries.listed(person, found, known), wanted)
    return part("tracker/entries/_list.html", {"page": page})


@require_http_methods(GET_OR_POST)
@reads_diary
@cache_control(private=True, no_cache=True)
def entry_filter(request: HttpRequest, person: Any) -> HttpResponse:
    """Ask for all that can be looked for."""
    is_sent = request.method == "POST"
    form = FilterForm(request.POST if is_sent else said_of(request, person))
    if is_sent and form.is_valid():
        return _look_for(request, person, form.said())
    filter_choices(form, person)
    return render(request, "tracker/entries/filter.html", {"form": form})


def _looked_for(request: HttpRequest, person: Any) -> HttpResponse:
    """Take one filter away, or all, or look for the words that were typed above the list."""
    said = dict(said_of(request, person))
    if "clear" in request.POST:
        said = {}
    elif "remove" in request.POST:
        said.pop(request.POST["remove"], None)
    else:
        form = FilterForm(said | {"text": request.POST.get("text", "")})
        if not form.is_valid():
            filter_choices(form, person)
            return render(request, "tracker/entries/filter.html", {"form": form})
        said = form.said()
    return _look_for(request, person, said)


def _look_for(request: HttpRequest, person: Any, said: Mapping[str, str]) -> HttpResponse:
    """Keep what is looked for; the days in short are worked out now, not while leafing."""
    request.session[LOOKED_FOR] = {"person": person.pk, "said": dict(said)}
    if said:
        summaries_of_all(person, wanted_of(said))
    return HttpResponseRedirect(reverse("tracker:entries"), status=303)


def said_of(request: HttpRequest, person: Any) -> Mapping[str, str]:
    """Return what is looked for in this diary; what was said about another one is not it."""
    kept = request.session.get(LOOKED_FOR, {})
    said: Mapping[str, str] = kept.get("said", {}) if kept.get("person") == person.pk else {}
    return said


def flagged_ids(person: Any, wanted: queries.Wanted, known: Any) -> Any:
    """Return the ids of the entries with the flags that are looked for; None for no such wish."""
    if wanted.flagged is None:
        return None
    severities = severities_of(summaries_of_all(person, wanted, known))
    return {entry_id for entry_id, found in severities.items() if wanted.flagged in (*found, "any")}


def summaries_of_all(person: Any, wanted: queries.Wanted, known: Any = None) -> list[Any]:
    """Return the days in short, of the days that are looked for or else of all."""
    found: list[Any] = []
    for span in queries.days_written(person):
        first = max(span.first, wanted.first or span.first)
        last = min(span.last, wanted.last or span.last)
        if first <= last:
            found += actions.summaries_of(person=person, first=first, last=last, known=known)
    return found


def page_number(request: HttpRequest) -> int:
    """Return the page that the address asks for; the first one where it names none."""
    text = request.GET.get("page", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1
