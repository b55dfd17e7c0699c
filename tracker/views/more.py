"""All that has no place in the bar."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracker.views.access import reads_diary
from tracker.views.appearance import APPEARANCES
from tracker.views.shown.more import groups


@require_safe
@reads_diary
def more(request: HttpRequest, person: Any) -> HttpResponse:
    """Show the ways to everything else, and how the pages look."""
    context = {
        "groups": groups(is_demo=person.is_demo),
        "appearances": APPEARANCES,
        "name": "" if person.is_demo else request.user.get_username(),
    }
    return render(request, "tracker/more.html", context)
