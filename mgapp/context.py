"""What every template may use beyond Django's own variables."""

from django.conf import settings
from django.http import HttpRequest


def public_address(request: HttpRequest) -> dict[str, str]:
    """Return this page's address below PUBLIC_URL; the Host header is the visitor's word only."""
    return {"public_address": f"{settings.PUBLIC_URL}{request.path}"}
