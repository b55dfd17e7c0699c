"""The page "Report": what is handed over is chosen, looked at, and taken along as a file."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker import actions, queries
from tracker.forms.cover_sheet import CoverSheetForm, typed_cover_sheet
from tracker.forms.handover import sent_choice
from tracker.views.access import reads_diary, writes_diary
from tracker.views.dates import now_of
from tracker.views.handover.chosen import (
    SEALED,
    choice_of,
    chosen_selection,
    is_as_seen,
    keep_choice,
    keep_days,
    selection_of,
    span_asked,
)
from tracker.views.handover.download import NotMade, file_response, format_named
from tracker.views.handover.files import KINDS
from tracker.views.handover.reading import read_of
from tracker.views.log.saving import writer
from tracker.views.notes import note_of, say
from tracker.views.reading import belongings_of, first_day_of, told_of
from tracker.views.shown.report.page import PageRead, report_page
from tracker.views.shown.report.report import report_of
from tracker.views.shown.seals import seal_of


@require_safe
@reads_diary
def report(request: HttpRequest, person: Any) -> HttpResponse:
    """Show the report as it would leave, what is chosen for it, and the files."""
    return _page(request, person)


@require_POST
@reads_diary
def choose_for_report(request: HttpRequest, person: Any) -> HttpResponse:
    """Keep what was ticked, in this session and for this diary."""
    sent = sent_choice(
        request.POST, queries.symptoms_logged(person), queries.substances_logged(person)
    )
    keep_choice(request, person, sent)
    return _see(request, person)


@require_POST
@writes_diary
def cover_sheet(request: HttpRequest, person: Any) -> HttpResponse:
    """Save the name and the questions that stand on the first page."""
    form = CoverSheetForm(request.POST)
    if not form.is_valid():
        return _page(request, person, form)
    saved = actions.put_belonging(person=person, belonging=form.cover_sheet(), by=writer(request))
    say(request, _("The first page now says so."), saved.change)
    return _see(request, person)


@require_POST
@reads_diary
def report_file(request: HttpRequest, person: Any, file_format: str) -> HttpResponseBase:
    """Send what is chosen as a file, if it is what the page showed."""
    kind = KINDS[format_named(file_format)]
    if not is_as_seen(request, person):
        say(request, _("What is chosen changed since in another window. Here it is as it is now."))
        return _see(request, person)
    try:
        return file_response(request, person, chosen_selection(request, person), kind)
    except NotMade:
        return render(request, "tracker/report/not_made.html", status=503)


def _page(request: HttpRequest, person: Any, typed: CoverSheetForm | None = None) -> HttpResponse:
    profile, belongings = told_of(person).profiles[0], belongings_of(person)
    span, dates = span_asked(request, person, now_of(profile).date())
    if not dates.errors:
        keep_days(request, person, span)
    begin = first_day_of(person)
    selection = selection_of(request, person, span, begin)
    read = PageRead(
        span=span,
        dates=dates,
        selection=selection,
        symptoms=queries.symptoms_logged(person),
        substances=queries.substances_logged(person),
        belongings=belongings,
        region=profile.region,
    )
    context = {
        "page": report_page(read),
        "form": typed or CoverSheetForm(initial=typed_cover_sheet(belongings["cover_sheet"])),
        "report": report_of(read_of(person, selection)) if begin else None,
        "seal": seal_of(SEALED, choice_of(request, person)),
        "note": note_of(request),
    }
    return render(request, "tracker/report/page.html", context)


def _see(request: HttpRequest, person: Any) -> HttpResponse:
    """Lead back to the report of the days that were looked at."""
    span = span_asked(request, person, now_of(told_of(person).profiles[0]).date())[0]
    return HttpResponseRedirect(f"{reverse('tracker:report')}?{span.query}", status=303)
