"""How it is worked out, for everyone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.knowledge import knowledge
from tracker.views.public import public_page
from tracker.views.shown.helps.method import method_page


@public_page
def method(request: HttpRequest) -> HttpResponse:
    """Show how effects, trends and experiments are worked out, and what they cannot do."""
    return render(request, "tracker/helps/method.html", {"page": method_page(knowledge())})
