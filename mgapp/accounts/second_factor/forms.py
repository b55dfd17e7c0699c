"""The forms of second factors: allauth's own, with our words, strict about what comes in."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mgapp.accounts.plain_form import Plain

# What the parsers of passkeys raise where a browser, or somebody else, sends nonsense.
NONSENSE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
CHECKED = ("clientDataJSON", "attestationObject")
STEPS_A_CODE_IS_GOOD_FOR = 2 * settings.MFA_TOTP_TOLERANCE + 1


class Code(Plain):
    """A code of the app, or a recovery code; either opens once."""

    authenticator: Authenticator

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = _("Code")
        code.help_text = _("Six digits of your app, or one of your recovery codes.")
        code.widget.attrs.update({"inputmode": "numeric", "autocapitalize": "none"})

    def clean_code(self) -> str:
        """Return the code, and never take it again: allauth forgets it before it runs out."""
        code = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP and not is_first_use(
            self.authenticator, code
        ):
            raise get_adapter().validation_error("incorrect_code")
        return code


def is_first_use(authenticator: Authenticator, code: str) -> bool:
    """Return whether nobody used this code of the app before, and take it as used from now on."""
    digits = "".join(filter(str.isdigit, code))
    seconds = STEPS_A_CODE_IS_GOOD_FOR * 30
    return cache.add(f"code-used:{authenticator.pk}:{digits}", True, timeout=seconds)


class CodeForm(Code, AuthenticateForm):
    """The second step of a log-in."""


class CodeAgainForm(Code, ReauthenticateForm):
    """Who is there, once more."""


class AppCodesForm(Plain, ActivateTOTPForm):
    """The first code of an app, which shows that it got the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = _("Code that the app shows now")
        code.widget.attrs["inputmode"] = "numeric"


class Credential(forms.JSONField):
    """What the browser says about a passkey, filled in by a script."""

    widget = forms.HiddenInput
    default_error_messages = {
        "required": _(
            "No passkey came along. It takes JavaScript and a browser that knows passkeys."
        )
    }

    def to_python(self, value: Any) -> Any:
        """Return the JSON; what nests without end is none."""
        try:
            return super().to_python(value)
        except RecursionError as problem:
            raise get_adapter().validation_error("passkey_not_known") from problem


class Passkey(forms.Form):
    """A form whose one answer comes from the browser."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = Credential()

    def _checked(self, check: Any) -> Any:
        """Return what `check` returns; whatever it stumbles over is a passkey that does not fit."""
        try:
            return check()
        except ValidationError as refusal:
            if refusal.code != "incorrect_code":
                raise
            raise get_adapter().validation_error("passkey_not_known") from refusal
        except NONSENSE as problem:
            raise get_adapter().validation_error("passkey_not_known") from problem


class PasskeyAnswer(Passkey):
    """A passkey that somebody used."""

    def clean_credential(self) -> Authenticator:
        """Return the passkey of the login it belongs to."""
        return self._checked(super().clean_credential)  # type: ignore[misc]


class PasskeyForm(PasskeyAnswer, AuthenticateWebAuthnForm):
    """The second step of a log-in."""


class PasskeyLogInForm(PasskeyAnswer, LoginWebAuthnForm):
    """The whole log-in."""


class PasskeyAgainForm(PasskeyAnswer, ReauthenticateWebAuthnForm):
    """Who is there, once more."""


class AddPasskeyForm(Passkey, AddWebAuthnForm):
    """A passkey that was just made, and what the person calls it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Every passkey opens on its own here.
        self.fields.pop("passwordless", None)
        name_field(self, help_text=_("So that you know it again: “my phone”, “key on the ring”."))

    def clean(self) -> dict[str, Any]:
        """Return the name and the credential, which fits the question that was asked.

        Of what the browser sent only that is kept which was checked.
        """
        cleaned: dict[str, Any] = self._checked(super().clean)
        if sent := cleaned.get("credential"):
            response = {part: sent["response"][part] for part in CHECKED}
            cleaned["credential"] = {
                "id": sent["id"],
                "rawId": sent["rawId"],
                "type": "public-key",
                "response": response,
            }
        return cleaned


class RenamePasskeyForm(EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_field(self)


def name_field(form: forms.Form, help_text: Any = "") -> None:
    form.fields["name"] = forms.CharField(
        label=_("Name of the passkey"),
        max_length=100,
        required=form.fields["name"].required,
        help_text=help_text,
    )
