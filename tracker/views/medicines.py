"""Find a medicine: every name that a rule knows, from A to Z."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.knowledge import knowledge
from tracker.views.public import public_page
from tracker.views.shown.medicines import medicines_by_letter


@public_page
def medicines(request: HttpRequest) -> HttpResponse:
    """Show every medicine name with its rule, so that no search word is ever sent."""
    context = {"letters": medicines_by_letter(knowledge())}
    return render(request, "tracker/medicines.html", context)
