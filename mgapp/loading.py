"""What the first pages after a start do without, and all later ones have.

A log-in needs a quarter of the program. The server answers as soon as that is there, and calls
this then (gunicorn.conf.py). tests/test_start.py holds the log-in to that quarter: where one of its
modules wants something large for other pages, the function that needs it imports it.
"""

from collections.abc import Callable
from contextlib import closing
from threading import Lock
from typing import Any
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.db import connections
from django.urls import reverse

from tracker.views.later import load_views

Application = Callable[..., Any]

STATISTICS = (
    "tracker.views.trends",
    "tracker.views.helps",
    "tracker.views.experiments",
    "tracker.views.handover",
    "tracker.views.shares",
)
"""Pages that compute with arrays: each worker loads them when one is asked for. They and NumPy
are a sixth of all that could be shared, and days pass without them."""


def one_at_a_time(application: Application) -> Application:
    """Return what hands over one request after the other, until the rest is loaded.

    They import what they need. Two threads that import modules which share others may meet one
    that is half made.
    """
    lock = Lock()

    def answer(environ: Any, start_response: Any) -> Any:
        with lock:
            return application(environ, start_response)

    return answer


def load_the_rest() -> None:
    """Import the views of every day, read the knowledge, take the names of the foods apart.

    Raises what is broken in any of them, so that it is told now and not by the page that needs it.
    """
    # Most of the rest itself.
    from tracker.knowledge import knowledge
    from tracker.knowledge.food_names import index

    load_views(but=STATISTICS)
    knowledge()
    index()


def ask_for_a_page(application: Application) -> None:
    """Let the site answer once, so that what a first answer makes for all others is made.

    Addresses, translations and templates: 3 MB that workers made of this process then share. It is
    the page to log in, and asks nothing of the database.
    """
    site = urlsplit(settings.PUBLIC_URL)
    asked: dict[str, Any] = {
        "HTTP_HOST": site.netloc,
        "wsgi.url_scheme": site.scheme,
        "PATH_INFO": reverse("account_login"),
        "REMOTE_ADDR": "127.0.0.1",
    }
    setup_testing_defaults(asked)
    with closing(application(asked, lambda _status, _headers: None)) as answer:
        b"".join(answer)
    # None may be held by two processes.
    connections.close_all()
