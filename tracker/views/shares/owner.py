"""The owner's pages of shared links: which there are, a new one, and the end of one."""

import logging
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker import actions, queries
from tracker.domain.selection import Selection
from tracker.domain.shares import Share
from tracker.exports.health_link import encrypted, health_link, new_key
from tracker.forms.scales import own_symptoms
from tracker.forms.share import ShareForm, new_share_typed
from tracker.views.access import reads_diary, writes_diary
from tracker.views.handover.chosen import chosen_selection
from tracker.views.handover.files import KINDS
from tracker.views.log.saving import GET_OR_POST, own_of
from tracker.views.notes import note_of, say
from tracker.views.shown.qr import qr_code
from tracker.views.shown.seals import is_sealed
from tracker.views.shown.shares import (
    Made,
    Seen,
    health_label,
    listed_seal,
    moment_words,
    seen_of,
    shares_page,
)
from tracker.views.shown.times import zone_of

logger = logging.getLogger(__name__)

ONLY_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


@require_safe
@reads_diary
def shares(request: HttpRequest, person: Any) -> HttpResponse:
    """List the links, what each shows, and each time that it was opened."""
    now = timezone.now()
    made = queries.shares_of(person, now)
    if any(one.has_health_file and one.ending(now) == "expired" for one in made):
        actions.drop_health_files(person=person, now=now)
    own = own_symptoms(queries.belongings(person)["custom_symptoms"])
    page = shares_page(made, queries.openings(person), own, now, _home(person))
    context = {"page": page, "note": note_of(request)}
    return render(request, "tracker/shares/list.html", context)


@require_http_methods(GET_OR_POST)
@writes_diary
def new_share(request: HttpRequest, person: Any) -> HttpResponse:
    """Ask for whom, how long and behind which passcode; make the link and show it, once.

    The link is shown in the answer to the form and nowhere else: not in an address, and not in
    the session. So a reload sends the form again, which finds that its link is made.
    """
    selection = chosen_selection(request, person)
    seen = seen_of(selection, own_of(person))
    if request.method != "POST":
        form = ShareForm(new_share_typed(seen.seal))
        form.forget_problems()
        return _form_page(request, form, seen)
    form = ShareForm(request.POST)
    if queries.share_of(person, form.data["entry_id"]) is not None:
        return _made_before(request)
    if form.is_valid() and _shows_what_it_said(form, seen):
        return _make(request, person, form, selection, seen)
    return _form_page(request, form, seen)


@require_POST
@writes_diary
def end_share(request: HttpRequest, person: Any, share_id: UUID) -> HttpResponse:
    """End a link for good: it cannot be undone, since the link may be with anybody."""
    try:
        actions.revoke_share(person=person, share_id=str(share_id), now=timezone.now())
    except actions.NoSuchEntry:
        raise Http404 from None
    say(request, _("The link is ended. It shows nothing any more."))
    return HttpResponseRedirect(reverse("tracker:shares"), status=303)


@require_POST
@writes_diary
def forget_share(request: HttpRequest, person: Any, share_id: UUID) -> HttpResponse:
    """Take a link that is over off the list, with what is known of its openings."""
    try:
        actions.forget_share(person=person, share_id=str(share_id), now=timezone.now())
    except actions.NoSuchEntry:
        if not _was_listed(request, person, str(share_id)):
            raise Http404 from None
    say(request, _("The link is off your list."))
    return HttpResponseRedirect(reverse("tracker:shares"), status=303)


def _was_listed(request: HttpRequest, person: Any, share_id: str) -> bool:
    """Is the link gone, and was it in the list that this form came from? Then it came twice."""
    is_gone = queries.share_of(person, share_id) is None
    return is_gone and is_sealed(request.POST.get("listed"), listed_seal(share_id))


def _shows_what_it_said(form: ShareForm, seen: Seen) -> bool:
    """Look whether something else was chosen since the form was opened, on another page."""
    if is_sealed(form.cleaned_data["what"], seen.seal):
        return True
    form.show(seen.seal)
    form.add_error(
        None, _("What you chose changed in the meantime. Look again at what the link shows.")
    )
    return False


def _make(
    request: HttpRequest, person: Any, form: ShareForm, selection: Selection, seen: Seen
) -> HttpResponse:
    tokens, key = actions.new_tokens(), new_key()
    try:
        file = encrypted(b"".join(KINDS["fhir"].make(person, selection)), key)
    except Exception:
        logger.exception("The file of a SMART Health Link could not be made")
        form.add_error(None, _("The link could not be made just now. Try again in a moment."))
        return _form_page(request, form, seen)
    share, passcode = form.share(selection, now=timezone.now()), form.cleaned_data["passcode"]
    try:
        actions.make_share(
            person=person, share=share, tokens=tokens, health_file=file, passcode=passcode
        )
    except actions.ShareIsMade:
        return _made_before(request)
    made = _made(share, tokens, key, seen, _home(person))
    return render(request, "tracker/shares/made.html", {"made": made})


def _made(share: Share, tokens: actions.Tokens, key: bytes, seen: Seen, home: ZoneInfo) -> Made:
    """Return the link for the only time that it is shown."""
    address = _public("tracker:shared", tokens.page)
    health = health_link(
        _public("tracker:health_link", tokens.health_link),
        key,
        expires_at=share.expires_at,
        label=health_label(share.selection),
        has_passcode=share.has_passcode,
    )
    return Made(
        address=address,
        code=qr_code(address),
        health_link=health,
        health_code=qr_code(health) if health else "",
        until=moment_words(share.expires_at, home),
        seen=seen,
        has_passcode=share.has_passcode,
        is_only_here=urlsplit(address).hostname in ONLY_HERE,
    )


def _made_before(request: HttpRequest) -> HttpResponse:
    """Say that this form made its link already, which cannot be shown again."""
    return render(request, "tracker/shares/made_before.html")


def _form_page(request: HttpRequest, form: ShareForm, seen: Seen) -> HttpResponse:
    return render(request, "tracker/shares/new.html", {"form": form, "seen": seen})


def _public(view: str, token: str) -> str:
    return f"{settings.PUBLIC_URL}{reverse(view, args=[token])}"


def _home(person: Any) -> ZoneInfo:
    return zone_of(queries.profiles(person)[0])
