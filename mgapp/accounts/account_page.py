"""The page "Your account": the ways in, and the devices on which somebody is logged in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from allauth.usersessions.models import UserSession
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from mgapp.accounts.adapter import NO_ADDRESS
from mgapp.accounts.devices import sessions
from mgapp.accounts.devices.user_agents import device_name
from mgapp.accounts.logins import zone_of_login
from mgapp.accounts.second_factor.factors import Factors, Passkey, factors_of
from tracker.views.shown.times import clock
from tracker.views.shown.words import long_day


@dataclass(frozen=True, slots=True)
class Line:
    """A passkey or a device: what it is, and a word on when."""

    pk: int
    name: str
    words: str
    is_this_one: bool = False


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Show the ways into this account, and where it is open."""
    sessions.note_if_missing(request)
    user: Any = request.user
    zone = zone_of_login(user)
    factors = factors_of(user)
    devices = [_device(one, request, zone) for one in sessions.sessions_of(user)]
    context = {
        "name": user.get_username(),
        "has_password": user.has_usable_password(),
        "factors": factors,
        "passkeys": [_passkey(one, zone) for one in factors.passkeys],
        "codes_left": _codes_left(factors),
        "devices": sorted(devices, key=lambda one: not one.is_this_one),
        "has_other_devices": len(devices) > 1,
    }
    return render(request, "account/account.html", context)


def _passkey(passkey: Passkey, zone: ZoneInfo) -> Line:
    added = _("Added on %(day)s.") % {"day": _day(passkey.added_at, zone)}
    used = (
        _("Last used on %(day)s.") % {"day": _day(passkey.used_at, zone)}
        if passkey.used_at
        else _("Not used yet.")
    )
    return Line(passkey.pk, passkey.name, f"{added} {used}")


def _device(session: UserSession, request: HttpRequest, zone: ZoneInfo) -> Line:
    words = {"when": _moment(session.created_at, zone), "address": session.ip}
    begun = (
        _("Logged in on %(when)s from the address %(address)s.")
        if session.ip != NO_ADDRESS
        else _("Logged in on %(when)s.")
    )
    is_this_one = session.session_key == request.session.session_key
    said = begun % words
    if session.last_seen_at and not is_this_one:
        said = f"{said} {_last_used(session.last_seen_at, zone)}"
    return Line(session.pk, device_name(session.user_agent), said, is_this_one)


def _last_used(at: datetime, zone: ZoneInfo) -> str:
    local = at.astimezone(zone)
    words = {"day": long_day(local.date()), "time": clock(local, zone)}
    return _("Last used on %(day)s, at about %(time)s.") % words


def _codes_left(factors: Factors) -> str:
    left = factors.codes_left
    if not left:
        return _("None is left.")
    return ngettext("%(n)d is left.", "%(n)d are left.", left) % {"n": left}


def _day(at: datetime, zone: ZoneInfo) -> str:
    return long_day(at.astimezone(zone).date())


def _moment(at: datetime, zone: ZoneInfo) -> str:
    return _("%(day)s at %(time)s") % {
        "day": _day(at, zone),
        "time": clock(at.astimezone(zone), zone),
    }
