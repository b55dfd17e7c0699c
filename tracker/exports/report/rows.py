"""How many lines a text takes in a column, counted before it is set.

Where the layout is told how high a row is, it sets each cell once; to find it out by itself it sets
each twice, which is what a long table costs most of its time.
"""

import json
from collections.abc import Sequence
from functools import cache, lru_cache

from tracker.exports.report.lettering import FONTS

UNKNOWN = 0
"""Lines that only setting the text can tell."""

_KERNING = 1.005
"""How much wider than the sum of its letters a word is, at most."""


@cache
def _widths(weight: str) -> dict[str, float]:
    known = json.loads((FONTS / "widths.json").read_text(encoding="utf-8"))[weight]
    return {letter: _KERNING * width / 1000 for letter, width in known.items()}


@lru_cache(maxsize=10_000)
def _width(word: str, weight: str) -> float:
    """Return how wide a word is, in the size of its letters; infinite where it is not known."""
    widths = _widths(weight)
    return sum(widths.get(letter, float("inf")) for letter in word)


def lines_of(text: str, width: float, weight: str = "regular") -> int:
    """Return how many lines a text takes at most, `width` times the size of its letters wide.

    It is counted as if lines ended at spaces only. UNKNOWN is a text with a letter that is set
    together with others, or with a word wider than the column.
    """
    space, lines = _width(" ", weight), 0
    for paragraph in text.split("\n"):
        lines += 1
        left = width
        for word in paragraph.split(" "):
            wide = _width(word, weight)
            if wide > width:
                return UNKNOWN
            if wide > left:
                lines += 1
                left = width
            left -= wide + space
    return lines


def lines_of_row(cells: Sequence[str], widths: Sequence[float]) -> int:
    """Return how many lines the longest cell of a row takes; the first may be bold."""
    first, *others = zip(cells, widths, strict=True)
    found = [lines_of(*first, "bold"), *(lines_of(*one) for one in others)]
    return UNKNOWN if UNKNOWN in found else max(found)
