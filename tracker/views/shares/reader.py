"""What someone sees who was given a link: the report and its files, and nothing around them.

Whoever has the token reads; there is no account behind it. So the pages set no cookie (but one
for a passcode that was right), lead nowhere into a diary, and are kept and found by nobody. A
form here needs no token against forgery: another site that could send it would have to know the
link already.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from tracker import actions, queries
from tracker.domain.shares import Ending, Opened, Share, hash_of
from tracker.forms.share import PasscodeForm
from tracker.views.handover.download import NotMade, file_response, format_named
from tracker.views.handover.files import KINDS
from tracker.views.handover.reading import read_of
from tracker.views.log.saving import GET_OR_POST
from tracker.views.shown import shares as shown
from tracker.views.shown.report.report import report_of
from tracker.views.shown.times import zone_of

UNLOCKED = "unlocked_shares"
UNLOCKED_KEPT = 20

HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
STATUS_OF: dict[Ending, int] = {"expired": 410, "revoked": 410, "tries": 403}

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Link:
    """A link that is open, as it came in an address."""

    token: str
    found: queries.Shared
    is_locked: bool
    """Does it wait for its passcode?"""

    @property
    def share(self) -> Share:
        return self.found.share


def for_readers(view: View) -> View:
    """Call `view(request, link, ...)` for a link that is open; answer for every other.

    It is looked up for each request, so it ends at once, also for those who have it open.
    """

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = _answer(view, request, token, *args, **kwargs)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response

    return answer


@for_readers
@require_http_methods(GET_OR_POST)
def shared(request: HttpRequest, link: Link) -> HttpResponseBase:
    """Show the report, or ask for the passcode."""
    if request.method == "POST":
        return _unlock(request, link)
    if link.is_locked:
        return _ask(request, link, PasscodeForm())
    if request.method == "HEAD":
        return HttpResponse()
    read = read_of(link.found.person, link.share.selection)
    context = {
        "report": report_of(read),
        "files": shown.files_of(link.token),
        "until": shown.last_day(link.share, zone_of(read.diary.profile)),
    }
    _note(link, "report")
    return render(request, "tracker/shared/report.html", context)


@for_readers
@require_POST
def shared_file(request: HttpRequest, link: Link, kind: str) -> HttpResponseBase:
    """Send the report or the data as a file."""
    name = format_named(kind)
    # The archive holds everything that was ever entered: it is the person's own.
    if name == "json":
        raise Http404
    if link.is_locked:
        return _ask(request, link, PasscodeForm(), status=403)
    try:
        response = file_response(request, link.found.person, link.share.selection, KINDS[name])
    except NotMade:
        return _say(request, shown.not_made_notice(), status=503)
    _note(link, name)
    return response


def _answer(
    view: View, request: HttpRequest, token: str, *args: Any, **kwargs: Any
) -> HttpResponseBase:
    if is_prefetch(request):
        return HttpResponse(status=403)
    found = queries.shared_by(token)
    if found is None:
        return _say(request, shown.unknown_notice(), status=404)
    ending = found.share.ending(timezone.now())
    if ending is not None:
        return _over(request, ending)
    is_locked = found.share.has_passcode and not _is_unlocked(request, token)
    try:
        return view(request, Link(token, found, is_locked), *args, **kwargs)
    except Http404:
        return _say(request, shown.unknown_notice(), status=404)


def is_prefetch(request: HttpRequest) -> bool:
    """Does a browser ask ahead of its reader? Nothing is given then, and nothing counted.

    A page that was fetched ahead would be shown later without another request.
    """
    purposes = (request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz"))
    return any("prefetch" in purpose or "prerender" in purpose for purpose in purposes)


def _unlock(request: HttpRequest, link: Link) -> HttpResponseBase:
    form = PasscodeForm(request.POST)
    here = HttpResponseRedirect(reverse("tracker:shared", args=[link.token]), status=303)
    if not link.is_locked:
        return here
    if not form.is_valid():
        return _ask(request, link, form)
    passcode, now = form.cleaned_data["passcode"], timezone.now()
    if actions.use_try(shared=link.found, passcode=passcode, now=now):
        _keep_unlocked(request, link.token)
        return here
    return _wrong(request, link, form)


def _wrong(request: HttpRequest, link: Link, form: PasscodeForm) -> HttpResponseBase:
    """Say how many tries are left; after the last one, that the link is closed."""
    again = queries.shared_by(link.token)
    if again is None:
        raise Http404
    ending = again.share.ending(timezone.now())
    if ending is not None:
        return _over(request, ending)
    form.add_error("passcode", shown.wrong_words(again.share.tries_left))
    return _ask(request, link, form)


def _is_unlocked(request: HttpRequest, token: str) -> bool:
    return hash_of(token) in request.session.get(UNLOCKED, ())


def _keep_unlocked(request: HttpRequest, token: str) -> None:
    """Remember in this session that the passcode was right; a reader's ends with the window."""
    kept = [*request.session.get(UNLOCKED, ()), hash_of(token)]
    request.session.cycle_key()
    request.session[UNLOCKED] = kept[-UNLOCKED_KEPT:]
    if not request.user.is_authenticated:
        request.session.set_expiry(0)


def _ask(
    request: HttpRequest, link: Link, form: PasscodeForm, *, status: int = 200
) -> HttpResponse:
    context = {"form": form, "address": reverse("tracker:shared", args=[link.token])}
    return render(request, "tracker/shared/passcode.html", context, status=status)


def _over(request: HttpRequest, ending: Ending) -> HttpResponse:
    return _say(request, shown.ended_notice(ending), status=STATUS_OF[ending])


def _say(request: HttpRequest, notice: shown.Notice, *, status: int) -> HttpResponse:
    return render(request, "tracker/shared/notice.html", {"notice": notice}, status=status)


def _note(link: Link, what: Opened) -> None:
    actions.note_opening(shared=link.found, what=what, now=timezone.now())
