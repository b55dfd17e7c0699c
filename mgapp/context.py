"""What every template may use beyond Django's own variables."""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from mgapp.accounts.leaving.grace import leaves_at
from tracker.views.access import has_diary
from tracker.views.appearance import appearance_of
from tracker.views.shown.navigation import places


def public_address(request: HttpRequest) -> dict[str, str]:
    """Return this page's address below PUBLIC_URL; the Host header is the visitor's word only."""
    return {"public_address": f"{settings.PUBLIC_URL}{request.path}"}


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return what stands around each page: how it looks, and the bar of who has a diary."""
    match = request.resolver_match
    page = match.view_name if match else ""
    return {
        "appearance": appearance_of(request),
        "places": places(page) if _has_places(request) else (),
        "sign_up_is_open": settings.SIGN_UP_IS_OPEN,
        # Asked by those pages only that tell it.
        "new_devices": partial(_told_devices, request),
    }


def _has_places(request: HttpRequest) -> bool:
    """Return whether there is a diary to go about in; whoever is leaving has one page."""
    return has_diary(request) and leaves_at(request.user) is None


def _told_devices(request: HttpRequest) -> Any:
    # Not before it is needed: see mgapp/loading.py.
    from mgapp.accounts.devices.views import told_devices

    return told_devices(request)
