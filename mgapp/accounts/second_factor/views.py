"""Passkeys, codes of an app, recovery codes: used to log in, and kept by their owner."""

import json
from typing import Any
from urllib.parse import quote

from allauth.account.utils import passthrough_next_redirect_url
from allauth.core.internal import ratelimit
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeAgainView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal import flows as recovery_codes
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    EditWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, get_user_model
from django.contrib.auth.decorators import login_required
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.generic.edit import FormView

from mgapp.accounts.again import Answer
from mgapp.accounts.second_factor.factors import factors_of, passkey_host
from mgapp.accounts.second_factor.forms import is_first_use

ACCOUNT = reverse_lazy("account")


def options_text(options: dict[str, Any]) -> str:
    """Return what the browser is asked for, as a form carries it to the script."""
    return json.dumps(options["publicKey"], cls=DjangoJSONEncoder)


# To log in


class SecondStep(AuthenticateView):
    """After the password: a passkey, a code of the app, or a recovery code."""

    template_name = "account/second_factor/second_step.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the ways that this login has."""
        context = super().get_context_data(**kwargs)
        context["factors"] = factors_of(self.stage.login.user)
        context["passkey_options"] = options_text(context.pop("js_data")["request_options"])
        context["passkey_host"] = passkey_host()
        return context


@require_POST
@ratelimit.decorator(app="allauth.mfa", action="webauthn_login")
@never_cache
def begin_passkey_log_in(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Return the question for the browser; whose passkey it is, the answer says."""
    return JsonResponse(dict(webauthn.begin_authentication()["publicKey"]))


class PasskeyLogIn(LoginWebAuthnView):
    """A passkey is a whole log-in: it is the device, and the finger or the PIN on it."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say on the page of the log-in what did not fit."""
        for error in form.errors.get("credential", ()):
            messages.error(self.request, error)
        return HttpResponseRedirect(
            passthrough_next_redirect_url(
                self.request, reverse("account_login"), REDIRECT_FIELD_NAME
            )
        )


# To show who is there


@method_decorator(login_required, name="dispatch")
class CodeAgain(Answer, CodeAgainView):
    """Who is there? A code says so."""

    template_name = "account/again/code.html"


@method_decorator(login_required, name="dispatch")
class PasskeyAgain(Answer, ReauthenticateWebAuthnView):
    """Who is there? A passkey says so."""

    template_name = "account/again/passkey.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        """Ask again, and say why."""
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form as it was answered, and a new question."""
        context = super().get_context_data() | kwargs
        context["passkey_options"] = options_text(context.pop("js_data")["request_options"])
        context["passkey_host"] = passkey_host()
        return context


# Passkeys


class AddPasskey(AddWebAuthnView):
    """A new passkey; with the first second factor come recovery codes."""

    template_name = "account/second_factor/passkey_add.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form as it was answered, and a new question."""
        context = FormView.get_context_data(self, **kwargs)
        options = webauthn.begin_registration(self.request.user, passwordless=True)
        context["passkey_options"] = options_text(options)
        context["passkey_host"] = passkey_host()
        context["factors"] = factors_of(self.request.user)
        return context

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep it, with recovery codes or not at all."""
        with transaction.atomic():
            return super().form_valid(form)

    def get_success_url(self) -> str:
        return _after_adding(self.did_generate_recovery_codes)


class RenamePasskey(EditWebAuthnView):
    """Another name for a passkey."""

    template_name = "account/second_factor/passkey_rename.html"
    success_url = ACCOUNT


class RemovePasskey(RemoveWebAuthnView):
    """A passkey opens nothing any more; the last one takes the recovery codes along."""

    template_name = "account/second_factor/passkey_remove.html"
    success_url = ACCOUNT

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether the password alone opens the diary then."""
        factors = factors_of(self.request.user)
        is_last = len(factors.passkeys) == 1 and not factors.has_app
        name = self.object.wrap().name
        return super().get_context_data(**kwargs) | {"is_last": is_last, "name": name}


# Codes of an app


class AddAppCodes(ActivateTOTPView):
    """The secret for an app, and the code that shows it arrived."""

    template_name = "account/second_factor/app_codes_add.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the drawing of the secret, and its letters in fours."""
        context = super().get_context_data(**kwargs)
        secret = context["form"].secret
        fours = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
        return context | {"secret": fours, "factors": factors_of(self.request.user)}

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the secret; whoever saw the code on the screen does not log in with it."""
        response = super().form_valid(form)
        of_app = {"user_id": self.request.user.pk, "type": Authenticator.Type.TOTP}
        is_first_use(Authenticator.objects.get(**of_app), form.cleaned_data["code"])
        return response

    def get_success_url(self) -> str:
        return _after_adding(self.did_generate_recovery_codes)


class RemoveAppCodes(DeactivateTOTPView):
    """The app's codes open nothing any more."""

    template_name = "account/second_factor/app_codes_remove.html"
    success_url = ACCOUNT

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether the password alone opens the diary then."""
        is_last = not factors_of(self.request.user).passkeys
        return super().get_context_data(**kwargs) | {"is_last": is_last}


# Recovery codes


@require_safe
@never_cache
def recovery_codes_once(request: HttpRequest) -> HttpResponseBase:
    """Show new recovery codes, this once."""
    codes, is_first_look = recovery_codes.view_recovery_codes(request)
    if codes is None or not is_first_look:
        return redirect("account")
    shown = [f"{code[:5]} {code[5:]}" for code in codes.get_unused_codes()]
    context = {
        "codes": shown,
        "name": request.user.get_username(),
        "site": settings.PUBLIC_URL,
        # As a link it needs no second request, so the codes are handed out once and no more.
        "text_file": f"data:text/plain;charset=utf-8,{quote(chr(10).join(shown))}",
    }
    return render(request, "account/second_factor/recovery_codes.html", context)


class NewRecoveryCodes(GenerateRecoveryCodesView):
    """New recovery codes in the place of the old ones."""

    template_name = "account/second_factor/recovery_codes_new.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Replace the codes that the form named; sent again, it leaves those that were shown."""
        with transaction.atomic():
            login = get_user_model()._default_manager.select_for_update().get(pk=form.user.pk)
            codes = factors_of(login).codes
            if self.request.POST.get("replaces", codes) != codes:
                return HttpResponseRedirect(self.get_success_url())
            return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return how many codes would go; they are not looked at."""
        context = FormView.get_context_data(self, **kwargs)
        return context | {"factors": factors_of(self.request.user)}


def _after_adding(has_new_codes: bool) -> str:
    return reverse("mfa_view_recovery_codes") if has_new_codes else str(ACCOUNT)


second_step = SecondStep.as_view()
passkey_log_in = PasskeyLogIn.as_view()
code_again = CodeAgain.as_view()
passkey_again = PasskeyAgain.as_view()
add_passkey = AddPasskey.as_view()
rename_passkey = RenamePasskey.as_view()
remove_passkey = RemovePasskey.as_view()
add_app_codes = AddAppCodes.as_view()
remove_app_codes = RemoveAppCodes.as_view()
new_recovery_codes = NewRecoveryCodes.as_view()
