"""Which fonts a text needs, and how a text is made fit to be set in them.

The fonts stand in fonts/, a folder for each script. A report reads the folders of its own
characters only, since reading all of them takes longer than setting a year.
"""

import json
import re
import unicodedata
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
LATIN = "latin"
BOX = "\N{WHITE SQUARE}"
"""Stands for a character that no font has: it can be seen that something stood there."""

_LINE_ENDS = dict.fromkeys(map(ord, "\v\f\x1c\x1d\x1e\x85\u2028\u2029"), "\n")
_SPACES = {ord("\r"): "", ord("\t"): " ", 0xFEFF: ""}

# Characters that show nothing by themselves, so that no font needs to have them: joiners, marks
# of direction, selectors of a variant (Unicode: Default_Ignorable_Code_Point).
_UNSEEN = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]"
)
_FROM_THE_RIGHT = ("R", "AL")
_STRONG = ("L", *_FROM_THE_RIGHT)


@dataclass(frozen=True, slots=True)
class _Coverage:
    """The folder and the family of each run of characters, ordered by its first."""

    firsts: list[int]
    lasts: list[int]
    folders: list[str]
    families: dict[str, str]

    def folder_of(self, code: int) -> str | None:
        at = bisect(self.firsts, code) - 1
        return self.folders[at] if at >= 0 and code <= self.lasts[at] else None


@cache
def coverage() -> _Coverage:
    """Return what scripts/make_report_fonts.py wrote of the fonts."""
    known = json.loads((FONTS / "coverage.json").read_text(encoding="ascii"))
    runs = sorted(
        (first, last, entry["folder"]) for entry in known for first, last in entry["ranges"]
    )
    firsts, lasts, folders = (list(column) for column in zip(*runs, strict=True))
    return _Coverage(firsts, lasts, folders, {one["folder"]: one["family"] for one in known})


class _Characters(dict[int, str]):
    """For str.translate: each character as it is set. Remembers the folders of those met."""

    def __init__(self, *, is_strict: bool = False) -> None:
        super().__init__(_LINE_ENDS | _SPACES | {ord("\n"): "\n"})
        self.folders = {LATIN}
        self.is_strict = is_strict

    def __missing__(self, code: int) -> str:
        # Some fonts name a shape for NUL, which a PDF must not hold.
        folder = coverage().folder_of(code) if code else None
        if self.is_strict and _joins(chr(code)):
            folder = None
        if folder is None and (self.is_strict or not _UNSEEN.match(chr(code))):
            self[code] = self[ord(BOX)]
        else:
            self.folders.add(folder or LATIN)
            self[code] = chr(code)
        return self[code]


def _joins(character: str) -> bool:
    """Is it set together with the character before it, which may be one of another font?"""
    return unicodedata.category(character).startswith("M")


@dataclass(frozen=True, slots=True)
class Lettering:
    """Makes texts fit to be set, and knows which fonts all of them together need."""

    _characters: _Characters = field(default_factory=_Characters)

    @classmethod
    def strict(cls) -> "Lettering":
        """Return one that shows marks as boxes, for texts that put them where none belongs."""
        return cls(_Characters(is_strict=True))

    def shown(self, text: str) -> str:
        """Return the text with a box for each character that no font has."""
        return text.translate(self._characters)

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders of fonts in a fixed order, the Latin one first."""
        return tuple(name for name in coverage().families if name in self._characters.folders)

    @property
    def families(self) -> list[str]:
        return [coverage().families[name] for name in self.folders]


def is_read_from_the_right(text: str) -> bool:
    """Does its first letter with a direction say so?

    >>> is_read_from_the_right("(שלום) hello")
    True
    """
    return not text.isascii() and next(_directions(text), "L") in _FROM_THE_RIGHT


def _directions(text: str) -> Iterator[str]:
    return (way for way in map(unicodedata.bidirectional, text) if way in _STRONG)
