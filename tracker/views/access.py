"""Whose diary a request may touch: the one place that decides it.

Someone who is logged in reads and writes their own diary. A visitor who chose to look around
reads the shared demo diary and writes nothing. Everyone else is asked to log in.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

DEMO_SESSION_KEY = "looks_at_demo"

View = Callable[..., HttpResponseBase]


def is_visitor_of_demo(request: HttpRequest) -> bool:
    return not request.user.is_authenticated and DEMO_SESSION_KEY in request.session


def has_diary(request: HttpRequest) -> bool:
    """Return whether there is a diary before this visitor: their own, or the demo.

    An answer from before the session was opened, such as that to a wrong form token, has none.
    """
    return hasattr(request, "user") and (
        request.user.is_authenticated or is_visitor_of_demo(request)
    )


def reads_diary(view: View) -> View:
    """Call `view(request, person, ...)` with the person whose diary the request may read."""

    @wraps(view)
    def with_person(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, _own_person(request.user), *args, **kwargs)
        demo = _demo() if is_visitor_of_demo(request) else None
        if demo is not None:
            return view(request, demo, *args, **kwargs)
        return redirect_to_login(request.get_full_path())

    return with_person


def writes_diary(view: View) -> View:
    """Call `view(request, person, ...)` for the person's own diary only.

    A visitor of the demo is told, in the place of what would have been saved, that an account
    keeps it; a form may still be looked at.
    """

    @wraps(view)
    def with_person(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_visitor_of_demo(request) and request.method not in ("GET", "HEAD"):
            return render(request, "tracker/demo_keeps_nothing.html", status=403)
        return reads_diary(view)(request, *args, **kwargs)

    return with_person


def asks_again(*, back_to: str) -> Callable[[View], View]:
    """Mark a view that hands out everything: the site asks once more who is there.

    How it asks is the site's own affair. Afterwards it goes on at the address named `back_to`.
    """

    def mark(view: View) -> View:
        vars(view)["asks_again"] = back_to
        return view

    return mark


def _own_person(user: AbstractBaseUser) -> Any:
    """Return the person of a login; one that was not made by sign-up gets its person now."""
    # Not before a diary is asked for: the page to log in stands without these.
    from tracker import actions, queries

    try:
        return queries.person_of(user)
    except queries.NoSuchPerson:
        return actions.create_person(user=user)


def _demo() -> Any:
    """Return the person of the demo; None where it went away while someone looked at it."""
    from tracker import queries

    try:
        return queries.demo_person()
    except queries.NoSuchPerson:
        return None
