"""The pages of the accounts that need more than allauth's own views: in, out, passwords."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.views import (
    LoginView,
    LogoutView,
    PasswordChangeView,
    PasswordResetView,
    PasswordSetView,
    ReauthenticateView,
    SignupView,
)
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from mgapp.accounts.adapter import NameTaken
from mgapp.accounts.again import Answer
from mgapp.accounts.devices import sessions
from mgapp.accounts.limits.too_many import seconds_to_wait, too_many
from mgapp.accounts.second_factor.factors import passkey_host


class SignUp(SignupView):
    """A new account, and then the day page."""

    def get_initial(self) -> dict[str, Any]:
        """Fill in nothing: allauth would take an address from the link that led here."""
        return {}

    def closed(self) -> HttpResponse:
        """Say that the owner of the installation makes the accounts."""
        status = 403 if self.request.method == "POST" else 200
        return render(self.request, "account/signup_closed.html", status=status)

    def form_valid(self, form: Any) -> HttpResponse:
        """Make the account; ask for another name where somebody was faster by a moment."""
        try:
            return super().form_valid(form)
        except NameTaken:
            form.add_error("username", get_adapter().validation_error("username_taken"))
            return self.form_invalid(form)


class LogIn(LoginView):
    """Name and password, or a passkey."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the host that passkeys belong to."""
        return super().get_context_data(**kwargs) | {"passkey_host": passkey_host()}


class LogOut(LogoutView):
    """Ask on GET, log out on POST."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """End the session; let the browser drop what it kept (which it does with https only).

        Not its cookies: browsers would drop those of all sites below the domain, see decision 23.
        """
        response = super().post(*args, **kwargs)
        if self.request.is_secure():
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


class NewPassword:
    """A new password ends all other sessions; this one goes on under another key."""

    request: HttpRequest

    def form_valid(self, form: Any) -> HttpResponse:
        """Set it, and put away what stood in the list of devices."""
        response = super().form_valid(form)  # type: ignore[misc]
        sessions.end_others(self.request)
        sessions.note(self.request)
        return response


@method_decorator(login_required, name="dispatch")
class PasswordChange(NewPassword, PasswordChangeView):
    """A new password; the form asks for the current one."""


class PasswordSet(NewPassword, PasswordSetView):
    """A password for a login that has none."""


@method_decorator(login_required, name="dispatch")
class PasswordAgain(Answer, ReauthenticateView):
    """Who is there? The password says so."""


def password_reset(request: HttpRequest) -> HttpResponse:
    """Offer a link by mail; where no mail can leave, say who can help."""
    if not settings.SENDS_MAIL:
        return password_reset_without_mail(request)
    response = PasswordResetView.as_view()(request)
    if response.status_code != 429:
        return response
    key = request.POST.get("email", "").strip().lower()
    return too_many(request, seconds_to_wait(request, action="reset_password", key=key))


@require_safe
def password_reset_without_mail(request: HttpRequest) -> HttpResponse:
    return render(request, "account/password_reset_without_mail.html")
