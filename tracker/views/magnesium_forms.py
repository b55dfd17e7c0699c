"""The forms of magnesium."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.knowledge import knowledge
from tracker.views.public import public_page
from tracker.views.shown.magnesium_forms import forms_shown, salts_shown


@public_page
def magnesium_forms(request: HttpRequest) -> HttpResponse:
    """Show the source document's table, then every form with what is known of it."""
    known = knowledge()
    context = {
        "document_table": known.document_table,
        "document_heading": "Which Form of Magnesium is Best for Nerve Pain?",
        "forms": forms_shown(known),
        "salts": salts_shown(known),
    }
    return render(request, "tracker/forms.html", context)
