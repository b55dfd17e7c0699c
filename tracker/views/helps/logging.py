"""Whether every dose is logged: then a blank day is a day without."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker import actions
from tracker.forms.fields import forget_problems
from tracker.forms.question import LoggingForm, typed_settings
from tracker.views.access import writes_diary
from tracker.views.helps.reading import read
from tracker.views.log.saving import GET_OR_POST, writer
from tracker.views.notes import LAST_CHANGE


@require_http_methods(GET_OR_POST)
@writes_diary
def what_is_logged(request: HttpRequest, person: Any) -> HttpResponse:
    """Ask whether every dose is logged, and since when."""
    reading = read(person)
    if request.method != "POST":
        form = LoggingForm(typed_settings(reading.settings), today=reading.today)
        forget_problems(form)
        return render(request, "tracker/helps/logging.html", {"form": form})
    form = LoggingForm(request.POST, today=reading.today)
    if not form.is_valid():
        return render(request, "tracker/helps/logging.html", {"form": form})
    saved = actions.put_belonging(person=person, belonging=form.settings(), by=writer(request))
    text = _("Kept: how blank days count.")
    request.session[LAST_CHANGE] = {"text": text, "change": saved.change.pk}
    return HttpResponseRedirect(reverse("tracker:helps"), status=303)
