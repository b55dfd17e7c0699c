"""SVG as text: attributes that print in light colours, and classes for pages that have dark ones.

Nothing has a style attribute. Colour is set as `color`, and drawn with as `currentColor`, so that a
style sheet changes all of a group by one class.
"""

import re
from collections.abc import Iterable
from unicodedata import east_asian_width

from django.utils.html import escape

WIDTH, LEFT, RIGHT = 600.0, 122.0, 592.0
"""180 mm on paper. Names stand left of `LEFT`, what is drawn between it and `RIGHT`."""

TOP = 4.0
ROW, ROW_GAP = 16.0, 4.0
"""How high a symptom's row is, and how far it is from the next."""
LANE, LANE_BAR = 11.0, 8.0
"""How high a lane of what was taken is, and the highest bar in it."""

FONT, SMALL = 9.5, 8.5
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"

COLOURS = {
    "ink": "#1c2426",
    "muted": "#56626a",
    "line": "#c9c5bb",
    "symptom": "#8c1f6b",
    "magnesium": "#0b6e69",
    "calcium": "#9a4b00",
    "vitamin_d": "#7a5d00",
    "medicine": "#2b5c9e",
    "other": "#56626a",
}
"""The light colours of theme/_colours.scss, by the class that a page knows them by."""


def document(height: float, title: str, description: str, parts: Iterable[str]) -> str:
    """Return a whole document, `WIDTH` wide."""
    inner = [element("title", title), element("desc", description), *parts]
    return element_of(
        "svg",
        inner,
        xmlns="http://www.w3.org/2000/svg",
        width=f"{WIDTH:g}",
        height=f"{height:g}",
        viewBox=f"0 0 {WIDTH:g} {height:g}",
        role="img",
        font_family="Noto Sans, sans-serif",
        font_size=f"{FONT:g}",
    )


def element_of(name: str, inner: Iterable[str] = (), /, **attributes: str) -> str:
    """Return an element around what is SVG already; `_` in a name stands for `-`."""
    told = "".join(f' {_name(key)}="{escape(_clean(value))}"' for key, value in attributes.items())
    content = "".join(inner)
    return f"<{name}{told}>{content}</{name}>" if content else f"<{name}{told}/>"


def element(name: str, words: str, /, **attributes: str) -> str:
    """Return an element around words."""
    return element_of(name, [escape(_clean(words))], **attributes)


def coloured(colour: str, parts: Iterable[str]) -> str:
    """Return a group in one of `COLOURS`."""
    return element_of("g", parts, class_=colour, color=COLOURS[colour])


def text(x: float, y: float, words: str, *, anchor: str = "start", size: float = FONT) -> str:
    return element(
        "text",
        words,
        x=f"{x:g}",
        y=f"{y:g}",
        text_anchor=anchor,
        font_size=f"{size:g}",
        fill="currentColor",
    )


def filled(d: str, **attributes: str) -> str:
    return element_of("path", d=d, fill="currentColor", **attributes)


def stroked(d: str, width: float, **attributes: str) -> str:
    return element_of(
        "path", d=d, fill="none", stroke="currentColor", stroke_width=f"{width:g}", **attributes
    )


def fitting(words: str, room: float = LEFT - 26, size: float = FONT) -> str:
    """Return as much of a name as has room; letters of East Asia are twice as wide.

    >>> fitting("Magnesium (glycinate)"), fitting("Magnesium (glycinate)", 50)
    ('Magnesium (glycinate)', 'Magnesium…')
    """
    left = room / (0.48 * size)
    for number, letter in enumerate(words):
        left -= 2 if east_asian_width(letter) in "WF" else 1
        if left < 0:
            return f"{words[: max(number - 1, 1)].rstrip(' (')}{ELLIPSIS}"
    return words


def _name(key: str) -> str:
    names = {"class_": "class", "viewBox": "viewBox"}
    return names.get(key) or key.replace("_", "-")


def _clean(words: str) -> str:
    """Return the words without what no XML may hold: control characters, halves of pairs."""
    return NOT_IN_XML.sub("", words)


def lane_name(name: str, foot: float) -> str:
    """Return the name of a lane, left of it."""
    return coloured("ink", [text(0, foot - 1, fitting(name))])


def uprights(xs: Iterable[float], top: float, foot: float) -> str:
    """Return the lines that lead from what is drawn down to the axis."""
    return coloured("line", [stroked("".join(f"M{x:g} {top:g}V{foot:g}" for x in xs), 0.4)])
