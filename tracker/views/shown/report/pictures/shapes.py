"""The shapes by which things are told apart without their colours, as paths around a point."""

from collections.abc import Callable, Mapping
from math import cos, pi, sin

R = 4.2
"""Half of how large a shape is."""


def _circle(x: float, y: float) -> str:
    return f"M{x - R:.1f} {y:.1f}a{R} {R} 0 1 0 {2 * R} 0a{R} {R} 0 1 0 {-2 * R} 0z"


def _square(x: float, y: float) -> str:
    side = 2 * R - 1
    return f"M{x - side / 2:.1f} {y - side / 2:.1f}h{side:.1f}v{side:.1f}h{-side:.1f}z"


def _sun(x: float, y: float) -> str:
    """Eight points: far and near corners in turn."""
    corners = (
        (x + r * sin(turn * pi / 8), y - r * cos(turn * pi / 8))
        for turn, r in enumerate((R + 0.6, R / 2) * 8)
    )
    return "M" + "L".join(f"{across:.1f} {down:.1f}" for across, down in corners) + "z"


def _capsule(x: float, y: float) -> str:
    high, half = R - 1, R / 2
    return (
        f"M{x - half:.1f} {y - high:.1f}h{2 * half:.1f}"
        f"a{high:.1f} {high:.1f} 0 0 1 0 {2 * high:.1f}h{-2 * half:.1f}"
        f"a{high:.1f} {high:.1f} 0 0 1 0 {-2 * high:.1f}z"
    )


def _diamond(x: float, y: float) -> str:
    return f"M{x:.1f} {y - R:.1f}l{R} {R}l{-R} {R}l{-R} {-R}z"


SHAPES: Mapping[str, Callable[[float, float], str]] = {
    "magnesium": _circle,
    "calcium": _square,
    "vitamin_d": _sun,
    "medicine": _capsule,
    "other": _diamond,
}


def shape(sign: str, x: float, y: float) -> str:
    """Return the path of a sign's shape."""
    return SHAPES[sign](x, y)
