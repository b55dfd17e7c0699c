"""The page "Archive": a whole diary as a file, and a file as a diary."""

import logging
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker import actions, queries
from tracker.document import DocumentError, Problem
from tracker.domain.diary import Diary
from tracker.forms.archive import ArchiveForm, diary_of
from tracker.views.access import asks_again, reads_diary, writes_diary
from tracker.views.archive import kept_file
from tracker.views.dates import now_of
from tracker.views.handover.archive import archive_name, document_of
from tracker.views.handover.download import NotMade, sent_as
from tracker.views.log.saving import GET_OR_POST, writer
from tracker.views.notes import note_of, say
from tracker.views.shown.archive import comparison_shown, done_words
from tracker.views.shown.seals import is_sealed, seal_of

logger = logging.getLogger(__name__)

KEPT = "archive"
MOST_PROBLEMS = 20


@require_safe
@reads_diary
def archive(request: HttpRequest, person: Any) -> HttpResponse:
    """Say what an archive holds, and offer both ways."""
    kept_file.drop_old()
    return _page(request, person, ArchiveForm())


@asks_again(back_to="tracker:archive")
@require_POST
@reads_diary
def archive_file(request: HttpRequest, person: Any) -> HttpResponseBase:
    """Send everything that the person ever entered."""
    today = now_of(queries.profiles(person)[0]).date()
    try:
        return sent_as(
            archive_name(today),
            "application/json",
            request,
            person,
            lambda: document_of(person, None),
        )
    except NotMade:
        say(request, _("The archive could not be made just now. Try again in a moment."))
        return redirect("tracker:archive")


@require_POST
@writes_diary
def choose_archive(request: HttpRequest, person: Any) -> HttpResponse:
    """Keep a file until the person has seen what it would bring."""
    form = ArchiveForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, person, form)
    file = form.cleaned_data["file"]
    try:
        diary_of(file.read())
    except DocumentError as error:
        return _page(request, person, form, error.problems)
    file.seek(0)
    try:
        request.session[KEPT] = kept_file.keep(person, file.chunks())
    except OSError:
        logger.exception("An archive could not be kept until it is answered")
        form.add_error("file", _("The file could not be kept just now. Try again in a moment."))
        return _page(request, person, form)
    return redirect("tracker:bring_in")


@require_http_methods(GET_OR_POST)
@writes_diary
def bring_in(request: HttpRequest, person: Any) -> HttpResponse:
    """Show what the file would bring; bring it in, or put it away."""
    token = request.session.get(KEPT)
    if token is None:
        # Pressed twice: the page that follows says what the first time did.
        return redirect("tracker:archive")
    text = kept_file.read(person, token)
    if text is None:
        return _put_away(request, person, _("The file is no longer here. Choose it again."))
    seal = seal_of(KEPT, token)
    if not is_sealed(request.POST.get("what", seal), seal):
        # Another file was chosen since that page was opened: it is looked at first.
        return redirect("tracker:bring_in")
    if "leave" in request.POST:
        return _put_away(request, person, _("Nothing was added."))
    return _answered(request, person, diary_of(text), seal)


def _answered(request: HttpRequest, person: Any, diary: Diary, seal: str) -> HttpResponse:
    try:
        if request.method == "POST":
            return _bring_in(request, person, diary)
        found = actions.compare_archive(person=person, diary=diary)
    except actions.DiffersFromDiary:
        found = actions.compare_archive(person=person, diary=diary)
    except actions.WriteRefused as refused:
        return _put_away(request, person, str(refused))
    context = {"comparison": comparison_shown(found), "seal": seal}
    return render(request, "tracker/archive/compare.html", context)


def _bring_in(request: HttpRequest, person: Any, diary: Diary) -> HttpResponse:
    done = actions.bring_in(
        person=person, diary=diary, keep_mine="keep_mine" in request.POST, by=writer(request)
    )
    return _put_away(request, person, done_words(done.comparison), done.change)


def _put_away(request: HttpRequest, person: Any, words: str, change: Any = None) -> HttpResponse:
    """Delete the file, and say `words` on the page of the archive."""
    kept_file.drop_all_of(person)
    request.session.pop(KEPT, None)
    say(request, words, change)
    return redirect("tracker:archive")


def _page(
    request: HttpRequest, person: Any, form: ArchiveForm, problems: Sequence[Problem] = ()
) -> HttpResponse:
    context = {
        "form": form,
        "problems": problems[:MOST_PROBLEMS],
        "more_problems": max(0, len(problems) - MOST_PROBLEMS),
        "can_bring_in": not person.is_demo,
        "note": note_of(request),
    }
    return render(request, "tracker/archive/archive.html", context)
