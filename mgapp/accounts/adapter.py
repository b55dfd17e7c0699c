"""Where this site's accounts differ from django-allauth's own: safer, quieter, with less mail."""

import logging
from contextlib import suppress
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
from django.db import IntegrityError
from django.forms import BaseForm
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from mgapp.accounts.too_many import seconds_to_wait, too_many

logger = logging.getLogger("mgapp.accounts")


class NameTaken(Exception):
    """Somebody else signed up with this name a moment ago."""


class AccountAdapter(DefaultAccountAdapter):
    """What allauth asks about accounts, answered for a diary."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "enter_current_password": _("This is not your current password."),
        "username_password_mismatch": _(
            "The name and the password do not go together. Look at both once more; capitals count "
            "in the password."
        ),
        "username_taken": _("This name is taken here. Choose another, or log in if it is yours."),
    }

    def save_user(
        self, request: HttpRequest, user: AbstractBaseUser, form: BaseForm, commit: bool = True
    ) -> AbstractBaseUser:
        """Save a new login; raise NameTaken where the form's own look-up came too early."""
        try:
            return super().save_user(request, user, form, commit)
        except IntegrityError as error:
            raise NameTaken from error

    # Which requests are believed

    def is_ajax(self, request: HttpRequest) -> bool:
        """No page of ours asks for JSON, so there is one form of every answer."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Let `next` lead to a path of this site only, never to a host, not even an allowed one."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the visitor's address; that of the connection where the proxies' word is odd."""
        try:
            return super().get_client_ip(request)
        except (ImproperlyConfigured, PermissionDenied):
            return request.META["REMOTE_ADDR"]

    # Too many attempts

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count an attempt to log in; answer 429 at once when there were too many."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as refusal:
            key = self._get_login_attempts_cache_key(request, **credentials)
            seconds = seconds_to_wait(request, action="login_failed", key=key)
            raise ImmediateHttpResponse(too_many(request, seconds)) from refusal

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # Without the host, which the visitor chooses: a new port would be a new count.
        return str(credentials.get("username", "")).lower()

    # Mail

    def should_send_confirmation_mail(self, *args: Any, **kwargs: Any) -> bool:
        """Ask for a confirmation of the address only where mail can leave."""
        return settings.SENDS_MAIL

    def send_confirmation_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send the mail after sign-up; the account is there whether it leaves or not."""
        with suppress(ImmediateHttpResponse):
            super().send_confirmation_mail(*args, **kwargs)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail; where that does not work, say so on a page of its own."""
        about_site = {
            "site_address": settings.PUBLIC_URL,
            "sign_up_url": _on_this_site(reverse("account_signup")),
        }
        try:
            super().send_mail(template_prefix, email, {**context, **about_site})
        except OSError as problem:  # smtplib's errors are among them
            # Their text may hold the address.
            logger.error("A mail was not sent: %s", type(problem).__name__)
            page = render(self.request, "account/mail_not_sent.html", status=503)
            raise ImmediateHttpResponse(page) from problem

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the link of a mail; its host never comes from the request."""
        uid, _dash, token = key.partition("-")
        return _on_this_site(reverse("account_reset_password_from_key", args=[uid, token]))

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        """Return the link of a mail; its host never comes from the request."""
        return _on_this_site(reverse("account_confirm_email", args=[emailconfirmation.key]))

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        """Stay on the page, which says that the address is confirmed."""
        return ""


def _on_this_site(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"
