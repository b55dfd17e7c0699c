"""Asks once more who is there, before what would hurt in the wrong hands.

A phone that lies open is not the person it belongs to. `recently_authenticated` stands before the
pages of the account; views of `tracker` carry a mark (`tracker.views.access.asks_again`), because
the app does not know how the site lets people in.
"""

from functools import wraps
from time import time
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _

from mgapp.accounts.middleware import BeforeViews, View
from tracker.views.notes import say

APP = "allauth.mfa"
LOGGED_IN_AT = "logged_in_at"
WAS_POSTED = "asked_after_post"


def recently_authenticated(view: View | None = None, *, back_to: str = "") -> Any:
    """Ask who is there before `view`, unless that was shown within the last ten minutes.

    A log-in counts, and so does a password, a passkey or a code. Whoever is not logged in comes to
    the log-in. Afterwards it goes on with this page, or with `back_to` (the name of an address)
    where the view answers no GET. What was posted is not kept meanwhile.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def asks_first(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            return ask(request, back_to) or view(request, *args, **kwargs)

        return asks_first

    return decorate(view) if view is not None else decorate


def ask(request: HttpRequest, back_to: str = "") -> HttpResponse | None:
    """Return the way to the question who is there; None where that is known."""
    if not is_reauthentication_required(request, app=APP):
        return None
    request.session[WAS_POSTED] = request.method == "POST"
    page = resolve_url(back_to) if back_to else request.get_full_path()
    first_way = get_adapter().get_reauthentication_methods(request.user)[0]
    return HttpResponseRedirect(f"{first_way['url']}?{urlencode({REDIRECT_FIELD_NAME: page})}")


def logged_in_now(request: HttpRequest) -> None:
    """Remember the moment of a log-in, which says who is there as well as any answer."""
    request.session[LOGGED_IN_AT] = time()


def logged_in_recently(request: HttpRequest) -> bool:
    age = time() - request.session.get(LOGGED_IN_AT, 0)
    return 0 <= age < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


class Answer:
    """What the three pages share on which somebody shows who they are."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask nobody who could give no answer: a login without password and passkey."""
        if not get_adapter().get_reauthentication_methods(request.user):
            return redirect("account")
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def form_valid(self, form: Any) -> HttpResponse:
        """Go on with what was interrupted; a button has to be pressed again, and that is said."""
        if self.request.session.pop(WAS_POSTED, False):
            say(self.request, _("Thank you. Nothing was done yet: press the button once more."))
        return super().form_valid(form)  # type: ignore[misc]


class AsksAgain(BeforeViews):
    """Asks before the views of the app that carry the mark, of whoever is logged in."""

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Ask, where the view has the mark; a visitor of the demo has nothing to prove."""
        back_to = getattr(view, "asks_again", None)
        if back_to is None or request.method == "GET" or not request.user.is_authenticated:
            return None
        return ask(request, back_to)
