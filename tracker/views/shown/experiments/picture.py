"""The means of the blocks in the order of time, as a picture with its numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isnan

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tracker.domain.experiment.reading import Finding, Reading
from tracker.views.shown.chart import Axis, Tick, nice_top, number
from tracker.views.shown.experiments.words import Names
from tracker.views.shown.statistics_words import change, likely
from tracker.views.shown.words import capitalised

WIDTH, HEIGHT = 358, 236
LEFT, RIGHT, TOP, BOTTOM = 26, 304, 26, 196
WHOLE_SCALE = 10
"""A scale of up to so many steps is shown whole; of a longer one, what was used of it."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block: its column, and its mark where it has a mean. `y` None: no score.

    `sign` is "on", "off", or "out" for one that an early stop left out.
    """

    number: int
    sign: str
    what: str
    days: str
    mean: str
    scored: str
    x: float
    left: float
    width: float
    y: float | None


@dataclass(frozen=True, slots=True)
class MeanLine:
    """The mean of the blocks of one kind; its name and its number stand behind the line."""

    sign: str
    y: float
    name: str
    name_y: float
    number: str
    number_y: float


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that the SVG draws; `title` and `description` are read out."""

    title: str
    description: str
    blocks: tuple[Block, ...]
    means: tuple[MeanLine, ...]
    ticks: tuple[Tick, ...]
    left: float = LEFT
    right: float = RIGHT
    top: float = TOP
    bottom: float = BOTTOM

    @property
    def box(self) -> str:
        return f"0 0 {WIDTH} {HEIGHT}"

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def beside(self) -> float:
        """Where the words behind the lines begin."""
        return self.right + 6

    @property
    def foot(self) -> float:
        """Where the numbers of the blocks stand."""
        return self.bottom + 16

    @property
    def caption_y(self) -> float:
        """Where the words under the axis stand."""
        return self.bottom + 34


def picture_of(reading: Reading, finding: Finding, named: Names) -> Picture | None:
    """Return the picture; None where no block has a score."""
    if all(isnan(mean) for mean in finding.result.block_means):
        return None
    axis = _axis(reading, finding)
    return Picture(
        title=_title(finding, named),
        description=_(
            "The mean score of each block in the order of time: a disc for a block with "
            "%(what)s, a square for one without; lines for both means."
        )
        % {"what": named.exposure},
        blocks=tuple(_blocks(reading, finding, axis)),
        means=tuple(_means(finding, axis)),
        ticks=axis.ticks(6),
    )


def _title(finding: Finding, named: Names) -> str:
    result = finding.result
    symptom = capitalised(named.symptom)
    if finding.verdict == "clear":
        words = {
            "change": change(result.estimate),
            "what": named.substance,
            "likely": likely(result.low, result.high),
        }
        said = _("%(change)s with %(what)s, %(likely)s") % words
        return f"{symptom}: {said}"
    if finding.verdict == "too_few":
        return _("%(symptom)s: too few blocks to tell") % {"symptom": symptom}
    if finding.verdict == "none":
        return _("%(symptom)s: no difference that matters") % {"symptom": symptom}
    return _("%(symptom)s: no clear difference") % {"symptom": symptom}


def _axis(reading: Reading, finding: Finding) -> Axis:
    scale = reading.experiment.scale
    low, high = float(scale.min), float(scale.max)
    if high - low > WHOLE_SCALE:
        known = [mean for mean in finding.result.block_means if not isnan(mean)]
        high = low + nice_top(max(known) - low)
    return Axis(low, high, start=BOTTOM, end=TOP)


def _blocks(reading: Reading, finding: Finding, axis: Axis) -> Iterator[Block]:
    at = reading.at
    width = (RIGHT - LEFT) / at.schedule.blocks
    shown = zip(
        at.schedule.block_on, finding.result.block_means, finding.scored_by_block, strict=True
    )
    for place, (is_on, mean, scored) in enumerate(shown):
        first, last = at.days_of(place)
        is_part = place < at.completed_blocks
        yield Block(
            number=place + 1,
            sign=("on" if is_on else "off") if is_part else "out",
            what=_what(is_on=is_on) if is_part else _("not part of it"),
            days=f"{date_format(first, 'j M')} \N{EN DASH} {date_format(last, 'j M Y')}",
            mean=_("no score") if isnan(mean) else number(mean),
            scored=f"{scored} / {at.schedule.block_days}",
            x=round(LEFT + (place + 0.5) * width, 1),
            left=round(LEFT + place * width, 1),
            width=round(width, 1),
            y=None if isnan(mean) else axis.at(mean),
        )


def _what(*, is_on: bool) -> str:
    return _("with") if is_on else _("without")


def _means(finding: Finding, axis: Axis) -> Iterator[MeanLine]:
    """Yield both means; the words of the higher one end above the line, of the other begin below.

    So they never stand in each other's place, however near the means are.
    """
    result = finding.result
    if isnan(result.estimate):
        return
    is_on_above = result.on_mean >= result.off_mean
    for sign, mean, is_above in (
        ("on", result.on_mean, is_on_above),
        ("off", result.off_mean, not is_on_above),
    ):
        y = axis.at(mean)
        name_y = y - 13 if is_above else y + 11
        yield MeanLine(sign, y, _what(is_on=sign == "on"), name_y, number(mean), name_y + 13)
