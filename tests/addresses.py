"""Every address of the site, as Django's resolver knows them: a new one is in by itself."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.urls import get_resolver

NAMED_GROUP = re.compile(r"\(\?P(<\w+>)[^()]*\)")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a page is: its name, its path with `<...>` for what is filled in, and its view."""

    name: str
    route: str
    view: Callable


def addresses(resolver=None, namespace="", before="/"):
    """Yield each of them, in the order in which they are tried."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + NAMED_GROUP.sub(r"\1", str(pattern.pattern)).strip("^$")
        if hasattr(pattern, "url_patterns"):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from addresses(pattern, namespace + inner, route)
        else:
            yield Address(f"{namespace}{pattern.name}", route, pattern.callback)


def names():
    """Return the name of every address."""
    return {one.name for one in addresses()}
