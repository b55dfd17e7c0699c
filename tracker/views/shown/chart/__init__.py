"""Places, ticks and paths of the charts: the arithmetic of SVG, without a word of SVG in views.

Places are in units of the viewBox, rounded to a tenth: nobody sees more, and a page stays small.
A value of NaN is not known; nothing is drawn where it stands, and no line leads across it.
"""

from tracker.views.shown.chart.axes import EDGE, Axis, DayAxis, Tick, anchor_at
from tracker.views.shown.chart.numbers import nice_top, nice_values, number
from tracker.views.shown.chart.paths import boxes_of, dots_of, path_of, stems_of

__all__ = [
    "EDGE",
    "Axis",
    "DayAxis",
    "Tick",
    "anchor_at",
    "boxes_of",
    "dots_of",
    "nice_top",
    "nice_values",
    "number",
    "path_of",
    "stems_of",
]
