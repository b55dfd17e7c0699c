"""What a new device is told with, the answer "it was me", and the end of a session elsewhere."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from mgapp.accounts.devices import sessions
from mgapp.accounts.devices.news import news_for, say_known
from mgapp.accounts.logins import zone_of_login
from tracker.views.notes import way_back
from tracker.views.shown.times import clock
from tracker.views.shown.words import long_day


@dataclass(frozen=True, slots=True)
class Told:
    """A new device as a page tells of it."""

    key: int
    name: str
    when: str


@require_POST
@login_required
def device_known(request: HttpRequest, key: int) -> HttpResponse:
    """Take a device as one's own, and go back to the page that told of it."""
    if not say_known(request, key):
        raise Http404
    return redirect(way_back(request, "tracker:day"))


@require_POST
@login_required
def end_device(request: HttpRequest, pk: int) -> HttpResponse:
    """Log one device out."""
    mine = UserSession.objects.filter(user_id=request.user.pk, pk=pk)
    if not mine.exists():
        raise Http404
    if mine.filter(session_key=request.session.session_key).exists():
        return redirect("account_logout")
    sessions.end(mine)
    messages.success(request, _("The device is logged out."))
    return redirect("account")


@require_POST
@login_required
def end_other_devices(request: HttpRequest) -> HttpResponse:
    """Log all devices out but this one."""
    number = sessions.end_others(request)
    words = ngettext("%(n)d device is logged out.", "%(n)d devices are logged out.", number)
    messages.success(request, words % {"n": number} if number else _("There was no other device."))
    return redirect("account")


def told_devices(request: HttpRequest) -> list[Told]:
    """Return what to say about new devices; no query where there is none."""
    news = news_for(request)
    if not news:
        return []
    home = zone_of_login(request.user)
    return [Told(one.key, one.name, _when(one.at, home)) for one in news]


def _when(at: datetime, home: ZoneInfo) -> str:
    local, today = at.astimezone(home), timezone.now().astimezone(home).date()
    is_today = local.date() == today
    words = {
        "day": _("today") if is_today else long_day(local.date()),
        "time": clock(local, home),
    }
    return _("%(day)s %(time)s") % words
