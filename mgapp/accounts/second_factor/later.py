"""Views that are imported when they are first asked for.

What checks passkeys brings 10 MB and an eighth of a second, which most workers never need.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_http_methods


def second_factor_view(name: str) -> Callable[..., HttpResponseBase]:
    """Return the view `name` of `views`."""

    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        views = import_module("mgapp.accounts.second_factor.views")
        return getattr(views, name)(request, *args, **kwargs)

    return view
