"""The pages of the accounts that need more than allauth's own views."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.views import LogoutView, PasswordResetView, SignupView
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mgapp.accounts.adapter import NameTaken


class SignUp(SignupView):
    """A new account, and then the day page."""

    def get_initial(self) -> dict[str, Any]:
        """Fill in nothing: allauth would take an address from the link that led here."""
        return {}

    def form_valid(self, form: Any) -> HttpResponse:
        """Make the account; ask for another name where somebody was faster by a moment."""
        try:
            return super().form_valid(form)
        except NameTaken:
            form.add_error("username", get_adapter().validation_error("username_taken"))
            return self.form_invalid(form)


class LogOut(LogoutView):
    """Ask on GET, log out on POST."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """End the session; let the browser drop what it kept (which it does with https only)."""
        response = super().post(*args, **kwargs)
        if self.request.is_secure():
            response.headers["Clear-Site-Data"] = '"cache"'
        return response


def password_reset(request: HttpRequest) -> HttpResponse:
    """Offer a link by mail; where no mail can leave, say who can help."""
    view = PasswordResetView.as_view() if settings.SENDS_MAIL else password_reset_without_mail
    return view(request)


@require_safe
def password_reset_without_mail(request: HttpRequest) -> HttpResponse:
    return render(request, "account/password_reset_without_mail.html")
