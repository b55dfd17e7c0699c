"""Views that are imported when they are first asked for.

All of them together take most of a start. So the site opens its port before, and loads them behind
the first pages (`mgapp/loading.py`); who asks for one meanwhile waits for that one.
"""

from importlib import import_module
from threading import RLock
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import URLResolver, get_resolver

# Two threads that import modules which share others may meet one that is half made.
_one_at_a_time = RLock()


class Later:
    """The view at a place such as "tracker.views.day.day"; whatever it is marked with, this is."""

    def __init__(self, place: str) -> None:
        self.__module__, _, self.__name__ = place.rpartition(".")
        self.__qualname__ = self.__name__

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = self.view()(request, *args, **kwargs)
        return response

    def __getattr__(self, name: str) -> Any:
        # Asked by Django of every view as it lists the addresses; those here are functions.
        if name == "view_class":
            raise AttributeError(name)
        return getattr(self.view(), name)

    def is_in(self, rooms: tuple[str, ...]) -> bool:
        """Is it in one of these modules or packages of views?"""
        return any(f"{self.__module__}.".startswith(f"{room}.") for room in rooms)

    def view(self) -> Any:
        """The view itself, imported now if it was not yet."""
        with _one_at_a_time:
            return getattr(import_module(self.__module__), self.__name__)


def load_views(resolver: URLResolver | None = None, *, but: tuple[str, ...] = ()) -> None:
    """Import the views of all addresses, but those of some rooms; raise what is wrong with one."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            load_views(pattern, but=but)
        elif isinstance(pattern.callback, Later) and not pattern.callback.is_in(but):
            pattern.callback.view()
