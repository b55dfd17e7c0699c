"""The page that lists what is taken."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracker import queries
from tracker.knowledge import knowledge
from tracker.views.access import reads_diary
from tracker.views.log.saving import clock_of
from tracker.views.notes import note_of
from tracker.views.shelf.supplies import supplies_of
from tracker.views.shown.shelf import shelf_shown


@require_safe
@reads_diary
def shelf(request: HttpRequest, person: Any) -> HttpResponse:
    """List what is taken, with what is left of it; what was put away comes last."""
    products, now = queries.belongings(person)["products"], clock_of(person).now
    supplies = supplies_of(person, products, now)
    context = {
        "shelf": shelf_shown(products, supplies, knowledge(), now.date()),
        "note": note_of(request),
    }
    return render(request, "tracker/shelf/shelf.html", context)
