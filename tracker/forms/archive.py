"""An archive that is brought in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from tracker.document import DocumentError, parse, read_document
from tracker.domain.diary import Diary

MOST_BYTES = 32 * 1024 * 1024
"""Some fifteen years of a full diary with its history. Reading takes ten times the memory."""


class ArchiveForm(forms.Form):
    """The file; it is read as a diary document by `diary_of`, after it was kept."""

    file = forms.FileField(
        label=_("Archive, a file that ends in .json"),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        error_messages={
            "required": _("Choose a file first."),
            "missing": _("Choose a file first."),
            "invalid": _("Choose a file first."),
            "empty": _("This file is empty."),
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            most = filesizeformat(MOST_BYTES)
            raise ValidationError(
                _("This file is larger than %(most)s. The command `import` takes any size."),
                params={"most": most},
            )
        return file


def diary_of(text: bytes) -> Diary:
    """Return the diary in the file. Raises DocumentError with all that is wrong in it."""
    return read_document(parse(text))


__all__ = ["ArchiveForm", "DocumentError", "diary_of"]
