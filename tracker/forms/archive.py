"""An archive that is brought in."""

import re
from codecs import BOM_UTF8
from threading import Lock
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from tracker.document import DocumentError, Problem, parse, read_document
from tracker.document.fields import is_storable
from tracker.domain.diary import Diary

MOST_BYTES = 32 * 1024 * 1024
"""Some fifteen years of a full diary with its history. Reading takes ten times the memory."""
BEGINNING = 100
BYTES_A_PART, BYTES_A_VALUE = 24, 8
"""A diary has more for each of its objects and lists, and for each value, about twice as many. A
file that is made of empty ones and of single digits would take a hundred times its memory."""
SMALL = 64 * 1024
"""A file of this size is read whatever it is made of."""
OTHER_KINDS = {
    b"PK": _("This is a zip file or a spreadsheet. An archive is one file that ends in .json."),
    b"\x1f\x8b": _("This file is compressed. Unpack it first: an archive ends in .json."),
    b"%PDF": _("This is a PDF, a report for reading. An archive is a file that ends in .json."),
    b"<": _("This is a web page or another file of XML. An archive is a file that ends in .json."),
}
"""What else people may have at hand, by how it begins. Nothing of it is unpacked or opened."""

_HALF_OF_A_PAIR = re.compile(rb"\\u[dD][89a-fA-F]")
"""So JSON can write half of a character, which no page can show; two of them make one."""

# One file at a time in each process: reading is what takes memory.
_READING = Lock()


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
        beginning = file.read(BEGINNING).removeprefix(BOM_UTF8).lstrip()
        file.seek(0)
        for mark, words in OTHER_KINDS.items():
            if beginning.startswith(mark):
                raise ValidationError(words)
        return file


def diary_of(text: bytes) -> Diary:
    """Return the diary in the file. Raises DocumentError with all that is wrong in it."""
    if _is_bomb(text):
        raise DocumentError([Problem("$", "holds too many lists and values to be a diary")])
    with _READING:
        read = parse(text)
        if _HALF_OF_A_PAIR.search(text) and not _is_text(read):
            raise DocumentError([Problem("$", "holds characters that are not text")])
        return read_document(read)


def _is_bomb(text: bytes) -> bool:
    """Look whether a file would grow when it is read as no diary does, before it is read."""
    parts, values = text.count(b"{") + text.count(b"["), text.count(b",")
    return max(parts * BYTES_A_PART, values * BYTES_A_VALUE) > max(len(text), SMALL)


def _is_text(value: Any) -> bool:
    """Return whether a page could show each text of what was read."""
    match value:
        case str():
            return is_storable(value.replace("\0", ""))
        case dict():
            return all(_is_text(name) and _is_text(one) for name, one in value.items())
        case list():
            return all(map(_is_text, value))
    return True


__all__ = ["ArchiveForm", "DocumentError", "diary_of"]
