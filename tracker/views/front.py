"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.knowledge import knowledge
from tracker.views.public import public_page
from tracker.views.shown.example import example


@public_page
def front(request: HttpRequest) -> HttpResponse:
    """Say what this is, with an example that the rules work out."""
    known = knowledge()
    context = {
        "example": example(known),
        "rule_count": len(known.rule_book.rules),
        "form_count": len(known.forms),
        "source_count": len(known.sources),
    }
    return render(request, "tracker/front.html", context)
