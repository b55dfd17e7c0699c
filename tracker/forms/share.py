"""A link to be made: for whom, how long, behind which passcode. And the passcode of a reader."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from tracker.domain.selection import Selection
from tracker.domain.shares import DEFAULT_DAYS, LONGEST_DAYS, Share, last_moment
from tracker.forms.fields import (
    ListedField,
    NameField,
    TextField,
    forget_problems,
    new_entry_id,
    with_entry_id,
)

LONGEST_LABEL = 80
SHORTEST_PASSCODE = 4
LONGEST_PASSCODE = 100
DAYS = (1, 3, 7, 14, LONGEST_DAYS)


class PasscodeField(TextField):
    """A passcode. Spaces around it are not part of it: they come along when it is copied."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs=PASSCODE_ATTRIBUTES))
        super().__init__(max_length=LONGEST_PASSCODE, **kwargs)


PASSCODE_ATTRIBUTES = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


class ShareForm(forms.Form):
    """What is asked for each link. `what` names what it would show, as the page said it."""

    use_required_attribute = False

    entry_id = forms.CharField(required=False, widget=forms.HiddenInput)
    what = forms.CharField(required=False, widget=forms.HiddenInput)
    label = NameField(
        label=_("Whom is it for?"),
        max_length=LONGEST_LABEL,
        help_text=_(
            "A word for your own list, such as “Dr. Ngo”. Whoever opens the link never sees it."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    days = ListedField(
        label=_("For how long?"),
        widget=forms.RadioSelect,
        choices=[(str(days), ngettext_lazy("%d day", "%d days", days) % days) for days in DAYS],
    )
    passcode = PasscodeField(
        label=_("Passcode, if you want one"),
        help_text=_(
            "At least 4 characters. Tell it in another way than the link, such as by phone. "
            "After 5 wrong ones the link closes for good."
        ),
    )

    def __init__(self, data: Any) -> None:
        super().__init__(with_entry_id(data))

    def show(self, what: str) -> None:
        """Let the form name what the page shows now."""
        typed: Any = self.data
        self.data = typed = typed.copy()
        typed["what"] = what

    def forget_problems(self) -> None:
        forget_problems(self)

    def clean_days(self) -> int:
        days: str = self.cleaned_data["days"]
        if not days:
            raise ValidationError(_("For how many days is it open?"))
        return int(days)

    def clean_passcode(self) -> str:
        passcode: str = self.cleaned_data["passcode"]
        if passcode and len(passcode) < SHORTEST_PASSCODE:
            raise ValidationError(_("Take at least 4 characters, or leave it empty."))
        return passcode

    def share(self, selection: Selection, *, now: datetime) -> Share:
        """Return the link that was asked for, once the form is valid; `passcode` stays here."""
        typed = self.cleaned_data
        return Share(
            id=typed["entry_id"],
            label=typed["label"],
            selection=selection,
            made_at=now,
            expires_at=last_moment(now, typed["days"]),
            has_passcode=bool(typed["passcode"]),
        )


def new_share_typed(what: str) -> dict[str, Any]:
    """Return what the page of a new link opens with."""
    return {"entry_id": new_entry_id(), "what": what, "days": str(DEFAULT_DAYS)}


class PasscodeForm(forms.Form):
    """The passcode that a reader types."""

    use_required_attribute = False

    passcode = PasscodeField(label=_("Passcode"))

    def clean_passcode(self) -> str:
        passcode: str = self.cleaned_data["passcode"]
        if not passcode:
            raise ValidationError(_("Type the passcode that came with the link."))
        return passcode
