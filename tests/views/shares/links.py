"""What the tests of links share: a link as a reader has it, and the form of a new one."""

import re
from html import unescape
from uuid import uuid4

from django.test import Client

from tests.views.diary_pages import typed_on

NEW = "/shares/new/"


def page_of(tokens):
    return f"/s/{tokens.page}/"


def file_of(tokens, kind):
    return f"/s/{tokens.page}/file/{kind}/"


def manifest_of(tokens):
    return f"/shl/{tokens.health_link}/"


def reader(**options):
    """Return the browser of someone without an account, who may be asked for tokens of forms."""
    return Client(enforce_csrf_checks=True, **options)


def content_of(response):
    """Return all bytes of an answer, be it sent at once or in pieces."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def form_of(client, **typed):
    """Return what a browser sends of the form of a new link."""
    return typed_on(client.get(NEW)) | {"entry_id": str(uuid4())} | typed


def make_link(client, **typed):
    """Make a link on the page and return the answer that shows it."""
    return client.post(NEW, form_of(client, **typed))


def address_in(response):
    """Return the path of the link that a page shows."""
    return re.search(r'value="https?://[^/"]+(/s/[^"]+)"', response.text)[1]


def health_link_in(response):
    return unescape(re.search(r'value="(shlink:/[^"]+)"', response.text)[1])
