"""What a phone or computer asks for to hold Mg Diary like an app: manifest, icon, offline page.

A device keeps the offline page and nothing else: a diary is never stored on it.
"""

from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

PAPER = "#faf9f6"
"""The page's colour by day; a manifest can name only one."""

OFFLINE_PAGE = "tracker/offline.html"
OFFLINE_PARTS = ("css/mgdiary.css", "img/mark.svg")


@require_safe
@cache_control(max_age=24 * 3600)
def manifest(_request: HttpRequest) -> HttpResponse:
    """Describe the app to the device on which it is installed."""
    described = {
        "id": "/day/",
        "name": "Mg Diary",
        "short_name": "Mg Diary",
        "description": _("A diary of magnesium, medicines, meals and symptoms."),
        "lang": "en",
        "start_url": reverse("tracker:day"),
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "categories": ["health", "lifestyle"],
        "icons": [
            _icon("mark.svg", "any", "any", "image/svg+xml"),
            _icon("icon-192.png", "192x192", "any"),
            _icon("icon-512.png", "512x512", "any"),
            _icon("icon-maskable-512.png", "512x512", "maskable"),
        ],
        "shortcuts": [
            {"name": _("Log magnesium"), "url": reverse("tracker:log_intake")},
            {"name": _("Check in"), "url": reverse("tracker:check_in")},
        ],
    }
    return JsonResponse(described, content_type="application/manifest+json")


def _icon(file: str, sizes: str, purpose: str, kind: str = "image/png") -> dict[str, str]:
    return {"src": static(f"img/{file}"), "sizes": sizes, "type": kind, "purpose": purpose}


@require_safe
@cache_control(max_age=24 * 3600)
def favicon(_request: HttpRequest) -> HttpResponse:
    """Lead programs that ask for this old address to the icon."""
    return redirect(static("img/favicon.ico"))


@require_safe
def offline(_request: HttpRequest) -> HttpResponse:
    """Say that Mg Diary cannot be reached; the service worker shows it when that is so.

    Made without the request, as is the worker: the same for everyone.
    """
    return HttpResponse(render_to_string(OFFLINE_PAGE))


@require_safe
@cache_control(no_cache=True)
def service_worker(_request: HttpRequest) -> HttpResponse:
    """Send the service worker, with what it keeps and a version that changes with that."""
    page = reverse("tracker:offline")
    kept = [page, *map(static, OFFLINE_PARTS)]
    context: dict[str, Any] = {"page": page, "kept": kept, "version": _version(kept)}
    script = render_to_string("tracker/service-worker.js", context)
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


def _version(kept: list[str]) -> str:
    """Return a hash of the offline page as it is now, and of the names of what it needs.

    A collected file has a hash of its content in its name.
    """
    seen = render_to_string(OFFLINE_PAGE) + " ".join(kept)
    return sha256(seen.encode()).hexdigest()[:12]
