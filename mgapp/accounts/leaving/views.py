"""The pages of leaving: ask for the deletion, wait for it, take it back."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mgapp.accounts.again import recently_authenticated
from mgapp.accounts.devices.sessions import sessions_of
from mgapp.accounts.leaving import grace
from mgapp.accounts.leaving.form import LeavingForm
from mgapp.accounts.leaving.middleware import PAGE
from mgapp.accounts.logins import person_of, zone_of_login
from tracker import queries
from tracker.views.notes import say
from tracker.views.shown.words import long_day


@require_http_methods(["GET", "HEAD", "POST"])
@recently_authenticated
def delete_account(request: HttpRequest) -> HttpResponse:
    """Say what goes and when, and ask for the name before anything happens."""
    form = LeavingForm(request.POST or None, name=request.user.get_username())
    now = timezone.now()
    if request.method == "POST" and form.is_valid():
        return _leave(request, now)
    person = person_of(request.user)
    context = {
        "form": form,
        "numbers": queries.numbers_of(person, now) if person else None,
        "sessions": len(sessions_of(request.user)),
        "day": _day(request.user, now + grace.GRACE),
        "grace_days": grace.GRACE.days,
        "backup_days": _days_in_backups(settings.BACKUPS.keep),
    }
    return render(request, "account/leaving/delete.html", context)


@require_safe
@login_required
def leaving_page(request: HttpRequest) -> HttpResponse:
    """Say when the diary goes, and offer to keep it and to take everything along."""
    at = grace.leaves_at(request.user)
    if at is None:
        return redirect("account")
    is_due = at <= timezone.now()
    context = {"day": _day(request.user, at), "is_due": is_due}
    return render(request, "account/leaving/leaving.html", context)


@require_POST
@login_required
def stay(request: HttpRequest) -> HttpResponse:
    """Keep the account; once its time is over, that is too late."""
    if not grace.stay(user=request.user, now=timezone.now()):
        return redirect(PAGE)
    say(request, _("Your diary stays. Links that you had shared are ended: make new ones."))
    return redirect("tracker:day")


def _leave(request: HttpRequest, now: datetime) -> HttpResponse:
    day = _day(request.user, now + grace.GRACE)
    user = request.user
    logout(request)
    grace.ask_to_leave(user=user, now=now)
    words = _("Your diary will be deleted on %(day)s. Until then you can log in and keep it.")
    messages.success(request, words % {"day": day})
    return redirect("account_login")


def _days_in_backups(keep: Any) -> int:
    """Return how long a backup stays at most, as they are rotated here."""
    return max(keep.daily, 7 * keep.weekly, 31 * keep.monthly, 1)


def _day(user: Any, at: datetime) -> str:
    """Return the day of `at` where the person lives."""
    return long_day(at.astimezone(zone_of_login(user)).date())
