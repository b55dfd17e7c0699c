"""The forms of the accounts: allauth's own, with our words and without placeholders."""

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
    SignupForm,
)
from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from mgapp.accounts.logins import claim_name, mixes_alphabets, normal_name
from mgapp.accounts.plain_form import NAME_ATTRIBUTES, Plain
from tracker.document.zones import ZONE_NAMES

NEW_PASSWORD_HELP = _(
    "At least 10 characters; a few words make a good one. Not only digits, and not one that many "
    "people use."
)


def one_alphabet(name: str) -> None:
    """Refuse letters of two alphabets that look alike: nobody passes for somebody else."""
    if mixes_alphabets(normal_name(name)):
        raise ValidationError(
            _("Some letters of this name come from another alphabet. Write all of it in one.")
        )


# allauth asks for them by the path of this list.
NAME_VALIDATORS = [
    UnicodeUsernameValidator(message=_("A name has letters, digits and . _ - + @, and no spaces.")),
    one_alphabet,
]


class OneNewPassword(Plain):
    """A new password is typed once; the page can show it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        self.fields["password1"].label = _("New password")
        self.fields["password1"].help_text = NEW_PASSWORD_HELP


class BrowserTimeZone(forms.Field):
    """The browser's time zone, filled in by a script; UTC where it is missing or unknown."""

    widget = forms.HiddenInput(attrs={"data-browser-timezone": True})

    def clean(self, value: Any) -> str:
        """Return the name of a zone; what a script sends is no reason to refuse a sign-up."""
        return value if value in ZONE_NAMES else "UTC"


class SignUpForm(Plain, SignupForm):
    """A name and a password; an e-mail address for those who want it."""

    field_order = ["username", "password1", "email", "timezone"]

    timezone = BrowserTimeZone(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, password, email = (self.fields[field] for field in self.field_order[:3])
        name.label = _("Name")
        name.help_text = _("In one word. It need not be your real one.")
        name.widget.attrs.update(NAME_ATTRIBUTES)
        password.help_text = NEW_PASSWORD_HELP
        email.label = _("E-mail (optional)")
        email.help_text = _("Only used to set a new password, should you forget yours.")

    def clean_username(self) -> str:
        """Return the name as it is stored, whichever way the keyboard writes its accents."""
        self.cleaned_data["username"] = normal_name(self.cleaned_data["username"])
        return super().clean_username()

    def make(self) -> AbstractBaseUser:
        """Make the account for a command, without a request and an address; in a transaction.

        Raises IntegrityError where the name was taken since the form looked.
        """
        data = self.cleaned_data
        logins = get_user_model()._default_manager
        user: AbstractBaseUser = logins.create_user(data["username"], password=data["password1"])
        claim_name(user)
        self.custom_signup(None, user)
        return user

    def custom_signup(self, request: HttpRequest | None, user: AbstractBaseUser) -> None:
        """Make the person of the new login, in the browser's time zone."""
        # Not before it is needed: see mgapp/loading.py.
        from tracker import actions

        person = actions.create_person(user=user)
        zone = self.cleaned_data["timezone"]
        actions.set_profile_fact(person=person, fact="timezone", value=zone, by=user)


class LogInForm(Plain, LoginForm):
    """Name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Name")
        self.fields["login"].widget.attrs.update(NAME_ATTRIBUTES)
        # The way to a new password stands below the form.
        self.fields["password"].help_text = ""

    def clean_login(self) -> str:
        """Return the name as it is stored."""
        return normal_name(super().clean_login())


class PasswordChangeForm(OneNewPassword, ChangePasswordForm):
    """The current password and a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Current password")
        self.fields["oldpassword"].help_text = ""

    def clean_oldpassword(self) -> str:
        """Take the form once more as it was: whoever knows the new password changed it just now."""
        try:
            return super().clean_oldpassword()
        except ValidationError:
            if not self.user.check_password(self.data.get("password1", "")):
                raise
            return self.cleaned_data["oldpassword"]


class PasswordSetForm(OneNewPassword, SetPasswordForm):
    """A password for a login that has none."""


class PasswordAgainForm(Plain, ReauthenticateForm):
    """The password, to show who is there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Your password")


class PasswordFromLinkForm(OneNewPassword, ResetPasswordKeyForm):
    """A new password for someone who came by the link of a mail."""


class PasswordResetForm(Plain, ResetPasswordForm):
    """The address to which the link goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")
