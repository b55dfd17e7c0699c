"""The forms of the accounts: allauth's own, with our words and without placeholders."""

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
    SignupForm,
)
from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tracker import actions
from tracker.document.zones import ZONE_NAMES

NAME_ATTRIBUTES = {"autocapitalize": "none", "autocorrect": "off", "spellcheck": "false"}
NEW_PASSWORD_HELP = _("At least 8 characters, not only digits, and not one that many people use.")

# allauth asks for them by the path of this list.
NAME_VALIDATORS = [
    UnicodeUsernameValidator(message=_("A name has letters, digits and . _ - + @, and no spaces."))
]


class Plain(forms.Form):
    """Labels say what a field is; a placeholder would say it twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


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

    def custom_signup(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Make the person of the new login, in the browser's time zone."""
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


class PasswordSetForm(OneNewPassword, SetPasswordForm):
    """A password for a login that has none."""


class PasswordFromLinkForm(OneNewPassword, ResetPasswordKeyForm):
    """A new password for someone who came by the link of a mail."""


class PasswordResetForm(Plain, ResetPasswordForm):
    """The address to which the link goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")


def normal_name(name: str) -> str:
    """Return `name` with one way to write each letter.

    >>> normal_name("Zoe\\u0308") == normal_name("Zo\\u00eb")
    True
    """
    return get_user_model().normalize_username(name)
