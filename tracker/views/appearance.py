"""Light, dark, or as the system has it: a choice of this browser, kept in a cookie."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from tracker.views.notes import way_back

COOKIE = "appearance"
A_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Appearance:
    """One way the pages can look."""

    name: str
    label: str | Promise

    @property
    def icon(self) -> str:
        return f"icons/{self.name}.svg"


APPEARANCES = (
    Appearance("system", _("System")),
    Appearance("light", _("Light")),
    Appearance("dark", _("Dark")),
)
_NAMES = {one.name for one in APPEARANCES}


def appearance_of(request: HttpRequest) -> str:
    """Return what this browser chose: "light", "dark", or else "system"."""
    chosen: str = request.COOKIES.get(COOKIE, "system")
    return chosen if chosen in _NAMES else "system"


@require_http_methods(["GET", "HEAD", "POST"])
def appearance(request: HttpRequest) -> HttpResponse:
    """Show the three ways; keep the one that was chosen and lead back."""
    if request.method != "POST":
        return render(request, "tracker/appearance.html", {"appearances": APPEARANCES})
    response = redirect(way_back(request, otherwise="tracker:appearance"))
    chosen = request.POST.get("appearance")
    if chosen in _NAMES:
        response.set_cookie(
            COOKIE,
            chosen,
            max_age=A_YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response
