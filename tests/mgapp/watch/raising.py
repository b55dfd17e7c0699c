"""The site with one more page, which breaks in many ways; settings and addresses in one module."""

import logging

from django.db import connection
from django.http import StreamingHttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from mgapp.settings import *  # noqa: F403

ROOT_URLCONF = __name__


@csrf_exempt
def breaks(request, way):
    """Break in one of WAYS, with what was sent in the text of the error."""
    return WAYS[way](request.POST["text"])


def raise_value(text):
    raise ValueError(text)


def raise_from_another(text):
    try:
        raise_value(text)
    except ValueError as error:
        raise KeyError(text) from error


def break_a_constraint(text):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO auth_user (username) VALUES (%s)", [text])


def break_a_type(text):
    postgresql = connection.vendor == "postgresql"
    statement = "SELECT CAST(%s AS integer)" if postgresql else "SELECT json(%s)"
    with connection.cursor() as cursor:
        cursor.execute(statement, [text])


def break_in_the_stream(text):
    def pieces():
        yield "a"
        raise_value(text)

    return StreamingHttpResponse(pieces())


def log_like_a_library(text):
    library = logging.getLogger("a.library")
    library.error("What was sent: %s", text)
    library.error("What was sent: %(text)s", {"text": text})
    library.error("What was raised: %s", ValueError(text))
    raise_value(text)


WAYS = {
    "value": raise_value,
    "cause": raise_from_another,
    "constraint": break_a_constraint,
    "type": break_a_type,
    "stream": break_in_the_stream,
    "library": log_like_a_library,
}


def __getattr__(name):
    # The addresses, once Django asks for them: the settings have to be whole before.
    if name == "urlpatterns":
        from mgapp import urls

        return [path("raise/<slug:way>/", breaks), *urls.urlpatterns]
    if name.startswith("handler"):
        from mgapp import urls

        return getattr(urls, name)
    raise AttributeError(name)
