"""Where this site's accounts differ from django-allauth's own: safer, quieter, with less mail."""

import logging
from contextlib import suppress
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from mgapp.accounts.again import logged_in_now, logged_in_recently
from mgapp.accounts.devices import news, sessions
from mgapp.accounts.devices.user_agents import device_name
from mgapp.accounts.leaving import erasing
from mgapp.accounts.limits.too_many import key_of_answers, seconds_to_wait, too_many
from mgapp.accounts.logins import claim_name, logins_named

logger = logging.getLogger("mgapp.accounts")

NO_ADDRESS = "0.0.0.0"  # noqa: S104 # nosec B104 - nothing listens there: it is what is said where none is known

WAYS_TO_ANSWER = {
    "reauthenticate": _("Your password"),
    "mfa_reauthenticate": _("A code"),
    "mfa_reauthenticate:webauthn": _("Your passkey"),
}


class NameTaken(Exception):
    """Somebody else signed up with this name a moment ago."""


class AccountAdapter(DefaultAccountAdapter):
    """What allauth asks about accounts, answered for a diary."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "enter_current_password": _("This is not your current password."),
        "incorrect_password": _("This is not your password. Capitals count."),
        "rate_limited": _("These were many attempts. Wait 5 minutes, then try again."),
        "too_many_login_attempts": _("These were many attempts. Wait 5 minutes, then try again."),
        "username_password_mismatch": _(
            "The name and the password do not go together. Look at both once more; capitals count "
            "in the password."
        ),
        "username_taken": _("This name is taken here. Choose another, or log in if it is yours."),
    }

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """Return the name; refuse one that somebody has, in whichever capitals."""
        name: str = super().clean_username(username, shallow)
        if not shallow and logins_named(name):
            raise self.validation_error("username_taken")
        return name

    def save_user(
        self, request: HttpRequest, user: AbstractBaseUser, form: BaseForm, commit: bool = True
    ) -> AbstractBaseUser:
        """Save a new login; raise NameTaken where the form's own look-up came too early."""
        try:
            with transaction.atomic():
                saved: AbstractBaseUser = super().save_user(request, user, form, commit)
                claim_name(saved)
                return saved
        except IntegrityError as error:
            raise NameTaken from error

    # Logged in

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Begin a session that the person can see among their devices."""
        super().login(request, user)
        logged_in_now(request)
        sessions.note(request)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Make accounts for visitors only where the owner of the installation lets it."""
        return settings.SIGN_UP_IS_OPEN

    def pre_login(
        self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any
    ) -> HttpResponse | None:
        """Erase an account again that an older backup brought back; it lets nobody in."""
        if not erasing.came_back(user):
            return super().pre_login(request, user, **kwargs)
        erasing.erase_now(user=user)
        messages.info(request, _("This account was deleted. A backup had brought it back."))
        return redirect("account_login")

    def post_login(
        self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any
    ) -> HttpResponse:
        """Lead into the diary; tell the other devices of this one, where it is new."""
        response = super().post_login(request, user, **kwargs)
        if news.note_login(request, user, response):
            self.send_new_device_mail(user)
        erasing.erase_due_now_and_then()
        return response

    def get_login_stages(self) -> list[str]:
        """Return what stands between the password and the diary."""
        return [
            "allauth.account.stages.EmailVerificationStage",
            "mgapp.accounts.second_factor.stage.SecondStep",
        ]

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Return the ways in which `user` can show who is there, in our words."""
        ways = super().get_reauthentication_methods(user)
        return [{**way, "description": WAYS_TO_ANSWER[way["id"]]} for way in ways]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """A log-in of a moment ago says who is there; nobody is asked twice."""
        if logged_in_recently(self.request):
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

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
            return request.META.get("REMOTE_ADDR") or NO_ADDRESS

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
        # Who is logged in has a count of their own: others who try their name do not keep them
        # from showing who they are.
        name = str(credentials.get("username", ""))
        if request.user.is_authenticated and request.user.get_username() == name:
            return key_of_answers(request.user)
        # Without the host, which the visitor chooses: a new port would be a new count.
        return name.lower()

    # Mail

    def should_send_confirmation_mail(self, *args: Any, **kwargs: Any) -> bool:
        """Ask for a confirmation of the address only where mail can leave."""
        return settings.SENDS_MAIL

    def send_confirmation_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send the mail after sign-up; the account is there whether it leaves or not."""
        with suppress(ImmediateHttpResponse):
            super().send_confirmation_mail(*args, **kwargs)

    def send_new_device_mail(self, user: Any) -> None:
        """Tell of a new device to the address that somebody confirmed; without one, nobody."""
        confirmed = user.emailaddress_set.filter(verified=True)
        address = confirmed.order_by("-primary", "pk").first()
        if address is None or not settings.SENDS_MAIL:
            return
        context = {
            "user": user,
            "device": device_name(self.request.headers.get("User-Agent", "")),
            "devices_url": _on_this_site(reverse("account")),
            "password_url": _on_this_site(reverse("account_change_password")),
        }
        # They are logged in, whether it leaves or not.
        with suppress(ImmediateHttpResponse):
            self.send_mail("account/email/new_device", address.email, context)

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
