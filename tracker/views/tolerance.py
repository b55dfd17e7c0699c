"""How a dose was borne, said beside it."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker import actions, queries
from tracker.domain.diary import Intake
from tracker.forms.tolerance import ToleranceForm, tolerance_words
from tracker.knowledge import knowledge
from tracker.views.access import writes_diary
from tracker.views.log.saving import (
    GET_OR_POST,
    day_of,
    keep,
    see_day,
    version_of,
    writer,
)
from tracker.views.shown.addresses import day_address
from tracker.views.shown.entry_words import entry_line


@require_http_methods(GET_OR_POST)
@writes_diary
def tolerance(request: HttpRequest, person: Any, entry_id: str) -> HttpResponse:
    """Ask how an intake sat; keep what was said with it."""
    stored = _stored(person, entry_id)
    intake: Intake = stored.entry
    form = ToleranceForm(request.POST if request.method == "POST" else _typed(intake))
    version, is_stale = stored.version, False
    if request.method == "POST" and form.is_valid():
        said = replace(intake, tolerance=form.cleaned_data["tolerance"])
        try:
            saved = keep(form, lambda: _change(request, person, said))
        except actions.NoSuchEntry:  # deleted just now
            raise Http404 from None
        except actions.StaleEntry as stale:
            version, is_stale = stale.version, True
        else:
            if saved is not None:
                return see_day(request, day_of(said), _told(said), saved.change.pk)
    context = {
        "form": form,
        "line": entry_line(intake, knowledge()),
        "kept": tolerance_words(intake.tolerance),
        "version": version,
        "is_stale": is_stale,
        "day_address": day_address(day_of(intake)),
    }
    return render(request, "tracker/check_in/tolerance.html", context)


def _stored(person: Any, entry_id: str) -> Any:
    stored = queries.stored_entry(person, "intake", entry_id)
    if stored is None:
        raise Http404
    return stored


def _typed(intake: Intake) -> dict[str, list[str]]:
    return {"tolerance": list(intake.tolerance)}


def _change(request: HttpRequest, person: Any, said: Intake) -> Any:
    version = version_of(request)
    return actions.change_intake(person=person, intake=said, version=version, by=writer(request))


def _told(intake: Intake) -> str:
    words = {"entry": entry_line(intake, knowledge()), "how": tolerance_words(intake.tolerance)}
    if not intake.tolerance:
        return _("Nothing is said any more of how it sat: %(entry)s") % words
    return _("Kept: %(how)s. %(entry)s") % words
