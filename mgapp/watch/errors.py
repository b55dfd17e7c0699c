"""The page of an error: calm, and with the number by which it is found in the log."""

from django.http import HttpResponseServerError
from django.template.loader import render_to_string

from mgapp.watch.request_ids import current_request_id


def server_error() -> HttpResponseServerError:
    """Return the page. It asks neither session nor database: one of them may be what broke."""
    return HttpResponseServerError(
        render_to_string("500.html", {"request_number": current_request_id()})
    )
