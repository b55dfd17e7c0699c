"""The form that asks for the name, so that nobody deletes a diary by a slip."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mgapp.accounts.logins import normal_name
from mgapp.accounts.plain_form import NAME_ATTRIBUTES


class LeavingForm(forms.Form):
    """Your name, typed once more."""

    name = forms.CharField(
        label=_("Your name here"),
        max_length=150,
        widget=forms.TextInput(attrs={**NAME_ATTRIBUTES, "autocomplete": "off"}),
        error_messages={"required": _("Type your name, so that nothing is deleted by a slip.")},
    )

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._name = name
        self.fields["name"].help_text = _("%(name)s, as you log in.") % {"name": name}

    def clean_name(self) -> str:
        """Return the name if it is that of the account, capitals or not, as at the log-in."""
        typed: str = normal_name(self.cleaned_data["name"])
        if typed.casefold() != self._name.casefold():
            raise forms.ValidationError(_("This is not the name of this account."))
        return typed
