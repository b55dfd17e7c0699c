"""What the forms of accounts have in common."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

MOST_CHARACTERS = 1024
TOO_LONG = _("A password has at most 1,024 characters here.")
NAME_ATTRIBUTES = {"autocapitalize": "none", "autocorrect": "off", "spellcheck": "false"}
"""A keyboard leaves a name as it was typed."""


class Plain(forms.Form):
    """Labels say what a field is; a placeholder would say it twice.

    A password that is too long is refused before anything is worked out of it. The browser is not
    told: it would cut off silently what was pasted.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            if isinstance(field.widget, forms.PasswordInput):
                field.validators.append(MaxLengthValidator(MOST_CHARACTERS, TOO_LONG))
