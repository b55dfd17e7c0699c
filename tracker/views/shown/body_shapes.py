"""The shapes of the body's places on our drawing of it.

There are three views: `front` (it faces you), `back`, and `near`, which shows face, palms and
soles from nearer. Each is 360 units wide and symmetrical, so a place on a side is written down
for the left half of the drawing, and mirrored for the other one. As on a clinician's chart, the
left half of `front` and `near` is the person's right side.

What is written down are the edges between places. The outline of the body cuts them to shape
(`templates/tracker/check_in/_body_defs.html`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

View = Literal["front", "back", "near"]

WIDTH = 360


@dataclass(frozen=True, slots=True)
class Shape:
    """A place in one view: its edges, and the point where its tick stands."""

    view: View
    edges: str
    x: int
    y: int
    is_mirrored: bool = False

    @property
    def column(self) -> int:
        """Return where it stands from the left, in steps of 40: for its checkbox."""
        return round(self.x / 40)

    @property
    def row(self) -> int:
        return round(self.y / 40)


_SHOULDER = "M84 106H152L133 168 84 162Z", 112, 144
_UPPER_ARM = "M84 162 133 168 121 230 70 212Z", 104, 194
_ELBOW = "M70 212 121 230 104 268 52 248Z", 88, 238
_FOREARM = "M52 248 104 268 84 314 28 292Z", 68, 280
_WRIST = "M28 292 84 314 72 344 14 322Z", 50, 318
_HAND = "M14 322 72 344 76 406H0V340Z", 38, 360
_KNEE = "M100 412H180V464H100Z", 148, 438
_ANKLE = "M100 534H180V570H100Z", 149, 554
_FOOT = "M92 570H180V622H92Z", 142, 592

_HALVES: Mapping[View, Mapping[str, tuple[str, int, int]]] = {
    "front": {
        "head": ("M138 2H180V50H138Z", 164, 32),
        "face": ("M138 50H180V96H138Z", 164, 70),
        "neck": ("M138 96H180V118H152V106H138Z", 170, 106),
        "shoulder": _SHOULDER,
        "chest": ("M152 106V118H160V198H122L133 168Z", 146, 168),
        "upper arm": _UPPER_ARM,
        "elbow": _ELBOW,
        "forearm": _FOREARM,
        "wrist": _WRIST,
        "palm": _HAND,
        "abdomen": ("M122 198H160V274H116Z", 146, 236),
        "hip": ("M104 274H146V324H104Z", 134, 300),
        "groin": ("M146 274H180V348L146 324Z", 165, 306),
        "thigh": ("M100 324H146L180 348V412H100Z", 148, 372),
        "knee": _KNEE,
        "shin": ("M100 464H180V534H100Z", 147, 498),
        "ankle": _ANKLE,
        "top of foot": _FOOT,
    },
    "back": {
        "head": ("M138 2H180V80H138Z", 164, 46),
        "neck": ("M138 80H180V118H152V106H138Z", 170, 100),
        "shoulder": _SHOULDER,
        "upper back": ("M152 106V118H160V214H122L133 168Z", 147, 174),
        "upper arm": _UPPER_ARM,
        "elbow": _ELBOW,
        "forearm": _FOREARM,
        "wrist": _WRIST,
        "back of hand": _HAND,
        "lower back": ("M122 214H160V276H116Z", 147, 248),
        "buttock": ("M100 276H180V344H100Z", 150, 310),
        "thigh": ("M100 344H180V412H100Z", 148, 378),
        "knee": _KNEE,
        "calf": ("M100 464H180V534H100Z", 147, 498),
        "ankle": _ANKLE,
        "heel": _FOOT,
    },
    "near": {
        "head": ("M124 4H180V56H124Z", 156, 36),
        "face": ("M124 56H180V100H124Z", 156, 80),
        "jaw": ("M124 100H180V146H124Z", 162, 116),
        "fingers": ("M4 10H96V66L86 106 14 110Z", 58, 64),
        "thumb": ("M96 70H128V150L98 160 86 106Z", 104, 116),
        "palm": ("M14 110 86 106 98 160 92 190H14Z", 58, 146),
        "toes": ("M60 196H170V252H60Z", 114, 232),
        "sole": ("M60 252H170V346H60Z", 114, 300),
        "heel": ("M60 346H170V404H60Z", 112, 372),
    },
}
_MIDDLES: Mapping[View, Mapping[str, tuple[str, int, int]]] = {
    "front": {
        "chest": ("M160 118H200V198H160Z", 180, 168),
        "abdomen": ("M160 198H200V274H160Z", 180, 236),
    },
    "back": {
        "upper back": ("M160 118H200V214H160Z", 180, 174),
        "lower back": ("M160 214H200V276H160Z", 180, 248),
    },
    "near": {},
}
_SIDES: Mapping[View, tuple[str, str]] = {
    "front": ("right", "left"),
    "back": ("left", "right"),
    "near": ("right", "left"),
}
"""Whose side the left and the right half of each view are."""


def _shapes() -> Iterator[tuple[tuple[str, str], Shape]]:
    for view, halves in _HALVES.items():
        left, right = _SIDES[view]
        for site, (edges, x, y) in halves.items():
            yield (site, left), Shape(view, edges, x, y)
            yield (site, right), Shape(view, edges, WIDTH - x, y, is_mirrored=True)
        for site, (edges, x, y) in _MIDDLES[view].items():
            yield (site, "middle"), Shape(view, edges, x, y)


def _by_place() -> Mapping[tuple[str, str], tuple[Shape, ...]]:
    found: dict[tuple[str, str], tuple[Shape, ...]] = {}
    for place, shape in _shapes():
        found[place] = (*found.get(place, ()), shape)
    return found


SHAPES = _by_place()
"""The shapes of each place, by site and side; one can stand in several views."""
