"""The ribbon of a day, ready to draw: 24 hours, a lane for each thing, and the clear time.

Across, everything stands in per cent of the day, so that the picture fills a phone and a desk
alike; down, and within a mark, in pixels, so that neither becomes coarse.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Literal
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from tracker.domain.blocked import Blocked
from tracker.domain.diary import Diary, Score, instant
from tracker.domain.ribbon import Axis, Hour, Lane, LaneName, Mark, ribbon
from tracker.domain.rules.words import amount
from tracker.domain.usual_doses import UsualDose
from tracker.knowledge import Knowledge
from tracker.views.shown.addresses import entry_address
from tracker.views.shown.day_entries import ShownEntry
from tracker.views.shown.ribbon_places import Place, places
from tracker.views.shown.ribbon_words import (
    LANE_NAMES,
    LaneWords,
    entry_label,
    lanes_in_words,
    usual_label,
)
from tracker.views.shown.times import clock
from tracker.views.shown.times import place as place_name

Look = Literal["solid", "hollow", "usual"]

A_DAY = timedelta(hours=24)

TOP = 20
HOURS = 24
"""Room above the lanes for the time of now, and below them for the hours."""

TICK, GAP = 5, 3
"""The length of an hour's tick, and what lies between a lane's edge and its stretches."""

FIRST_ROW, NEXT_ROW, SYMPTOM_ROW = 32, 24, 40
BAR = 30
LOWEST_BAR = 2
"""The height of a symptom at the top of its scale, in a lane of `SYMPTOM_ROW`, and of a 0."""

ROWS = 3
WIDTH = 18
WIDTHS: Mapping[LaneName, int] = {"medicine": 22, "symptom": 8}
"""How far apart, in px, two marks of a row stand at least."""

LABEL_EVERY = 3
EDGE = 12
"""Nearer than this to an end of the day, in per cent, the time of now stands beside its line."""


@dataclass(frozen=True, slots=True)
class ShownMark:
    """A mark `x` per cent of the day across, `dx` px from there, and `y` px down.

    `target` is the outline of what a finger reaches around it, `bar` the height of a symptom.
    Without `href` it leads nowhere.
    """

    x: float
    dx: float
    y: float
    target: str
    label: str
    href: str
    look: Look = "solid"
    is_about: bool = False
    bar: float | None = None

    @property
    def bar_top(self) -> float:
        return BAR / 2 - (self.bar or 0)


@dataclass(frozen=True, slots=True)
class ShownStretch:
    """A stretch that is filled with a pattern, such as `near-caution` or `if-info`."""

    x: float
    width: float
    pattern: str


@dataclass(frozen=True, slots=True)
class ShownLane:
    sign: LaneName
    name: str
    y: int
    height: int
    stretches: tuple[ShownStretch, ...]
    marks: tuple[ShownMark, ...]

    @property
    def middle(self) -> float:
        return self.y + self.height / 2

    @property
    def inner_y(self) -> int:
        return self.y + GAP

    @property
    def inner_height(self) -> int:
        return self.height - 2 * GAP


@dataclass(frozen=True, slots=True)
class ShownHour:
    x: float
    label: str


@dataclass(frozen=True, slots=True)
class ShownNow:
    x: float
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Legend:
    """What of the picture has to be explained, because it is in it."""

    has_blocked: bool
    has_supposed: bool
    has_usual: bool
    has_about: bool


@dataclass(frozen=True, slots=True)
class ShownRibbon:
    """The picture, and the same in words; `hour_lines` and `ticks` are paths 100 wide, 1 high."""

    lanes: tuple[ShownLane, ...]
    hours: tuple[ShownHour, ...]
    hour_lines: str
    ticks: str
    now: ShownNow | None
    change_x: float | None
    notes: tuple[str, ...]
    legend: Legend
    words: tuple[LaneWords, ...]
    apart: tuple[ShownEntry, ...]

    @property
    def top(self) -> int:
        return TOP

    @property
    def bottom(self) -> int:
        """Where the lanes end and the hours begin."""
        return self.lanes[-1].y + self.lanes[-1].height

    @property
    def lanes_height(self) -> int:
        return self.bottom - TOP

    @property
    def tick(self) -> int:
        return TICK

    @property
    def tick_end(self) -> int:
        return self.bottom + TICK

    @property
    def height(self) -> int:
        return self.bottom + HOURS


def ribbon_shown(
    diary: Diary,
    on: date,
    entries: Iterable[ShownEntry],
    *,
    now: datetime,
    home: ZoneInfo,
    known: Knowledge,
) -> ShownRibbon | None:
    """Return the ribbon of the day `on`; its marks say what its `entries` say.

    `now` is drawn on today's, and `None` stands for a day with nothing to draw.
    """
    found = ribbon(diary, on, known.rule_book, home=home, today=now.date())
    if found is None:
        return None
    by_address = {entry.address: entry for entry in entries}
    shown = {mark: by_address[entry_address(mark.kind, mark.entry_id)] for mark in found.marks}
    drawn = _Drawing(found.axis, shown, is_today=on == now.date())
    change = found.axis.clock_change
    return ShownRibbon(
        lanes=tuple(drawn.lanes(found.lanes)),
        hours=tuple(drawn.hours()),
        hour_lines=drawn.lines(hour for hour in found.axis.hours if _is_labelled(hour)),
        ticks=drawn.lines(hour for hour in found.axis.hours if not _is_labelled(hour)),
        now=drawn.now(now, home) if drawn.is_today else None,
        change_x=None if change is None else drawn.x(change),
        notes=tuple(_notes(found.axis, home)),
        legend=_legend(found.lanes),
        words=lanes_in_words(found, shown, diary, now=now, home=home, known=known),
        apart=tuple(shown[mark] for mark in found.apart),
    )


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Draws on the hours of a day what the entries of its marks say."""

    axis: Axis
    entries: Mapping[Mark, ShownEntry]
    is_today: bool

    def x(self, at: datetime) -> float:
        return round(100 * self.axis.share(at), 2)

    def lanes(self, lanes: Iterable[Lane]) -> Iterator[ShownLane]:
        y = TOP
        for lane in lanes:
            shown = self.lane(lane, y)
            yield shown
            y += shown.height

    def lane(self, lane: Lane, y: int) -> ShownLane:
        things: list[tuple[datetime, Mark | UsualDose]] = [
            *((mark.at, mark) for mark in lane.marks),
            *((dose.at, dose) for dose in lane.usual),
        ]
        things.sort(key=lambda thing: instant(thing[0]))
        is_symptom = lane.name == "symptom"
        found = places(
            [self.axis.share(at) for at, _thing in things],
            width=WIDTHS.get(lane.name, WIDTH),
            rows=1 if is_symptom else ROWS,
        )
        rows = max((place.row for place in found), default=0)
        first = SYMPTOM_ROW if is_symptom else FIRST_ROW
        reach = NEXT_ROW / 2 if rows else first / 2
        return ShownLane(
            sign=lane.name,
            name=str(LANE_NAMES[lane.name]),
            y=y,
            height=first + rows * NEXT_ROW,
            stretches=tuple(self.stretch(one) for one in lane.blocked),
            marks=tuple(
                self.mark(thing, place, y + first / 2 + place.row * NEXT_ROW, reach)
                for (_at, thing), place in zip(things, found, strict=True)
            ),
        )

    def stretch(self, one: Blocked) -> ShownStretch:
        x = self.x(one.start)
        pattern = f"{'if' if one.is_supposed else 'near'}-{one.severity}"
        return ShownStretch(x, round(self.x(one.end) - x, 2), pattern)

    def mark(self, thing: Mark | UsualDose, place: Place, y: float, reach: float) -> ShownMark:
        x, target = self.x(thing.at), _box(place, reach)
        if isinstance(thing, UsualDose):
            # The place where it can be taken stands on the page of today only.
            href = "#usual" if self.is_today else ""
            return ShownMark(x, place.nudge, y, target, usual_label(thing), href, "usual")
        shown, entry = self.entries[thing], thing.entry
        return ShownMark(
            x,
            place.nudge,
            y,
            target,
            entry_label(shown),
            shown.address,
            "hollow" if isinstance(entry, Score) and entry.value is None else "solid",
            is_about=thing.precision == "about",
            bar=_bar(entry) if isinstance(entry, Score) else None,
        )

    def hours(self) -> Iterator[ShownHour]:
        for hour in self.axis.hours:
            if _is_labelled(hour):
                yield ShownHour(self.x(hour.at), f"{hour.at:%H}")
        yield ShownHour(100, "24")

    def lines(self, hours: Iterable[Hour]) -> str:
        """Return a path with an upright line at each hour."""
        return "".join(f"M{self.x(hour.at)} 0v1" for hour in hours)

    def now(self, now: datetime, home: ZoneInfo) -> ShownNow | None:
        if not self.axis.holds(now):
            return None
        x = self.x(now)
        anchor = "start" if x < EDGE else "end" if x > 100 - EDGE else "middle"
        text = _("now %(time)s") % {"time": clock(now.astimezone(self.axis.zone), home)}
        return ShownNow(x, text, anchor)


def _is_labelled(hour: Hour) -> bool:
    """Every third hour is; one that comes twice is where it comes first."""
    return hour.at.hour % LABEL_EVERY == 0 and not (hour.is_twice and hour.at.fold)


def _box(place: Place, reach: float) -> str:
    width = round(place.left + place.right, 1)
    return f"M{-round(place.left, 1)} {-reach}h{width}v{2 * reach}h{-width}Z"


def _bar(score: Score) -> float:
    """Return the height of a score; the worst and the best of its scale are its ends.

    A 0 is a score, so it has a height that can be seen. One without a value is drawn hollow.
    """
    if score.value is None:
        return BAR
    low, high = score.scale.min, score.scale.max
    share = (score.value - low) / (high - low) if high > low else Decimal(1)
    return round(max(LOWEST_BAR, BAR * float(min(max(share, Decimal(0)), Decimal(1)))), 1)


def _legend(lanes: Collection[Lane]) -> Legend:
    stretches = [one for lane in lanes for one in lane.blocked]
    return Legend(
        has_blocked=any(not one.is_supposed for one in stretches),
        has_supposed=any(one.is_supposed for one in stretches),
        has_usual=any(lane.usual for lane in lanes),
        has_about=any(mark.precision == "about" for lane in lanes for mark in lane.marks),
    )


def _notes(axis: Axis, home: ZoneInfo) -> Iterator[str]:
    if axis.clock_change is not None:
        yield _clock_change(axis, axis.clock_change)
    if axis.start.utcoffset() != axis.start.astimezone(home).utcoffset():
        yield _("The hours are those of %(place)s.") % {"place": place_name(axis.start)}


def _clock_change(axis: Axis, first: datetime) -> str:
    """Return what the change does to the day; `first` is the first moment of the new clock."""
    before = first.astimezone(timezone(axis.start.utcoffset() or timedelta()))
    words = {
        "old": f"{before:%H:%M}",
        "new": f"{first:%H:%M}",
        "hours": amount(Decimal(axis.length / timedelta(hours=1))),
    }
    if axis.length < A_DAY:
        text = _("At the dotted line %(old)s becomes %(new)s: this day has %(hours)s hours.")
    else:
        text = _(
            "At the dotted line %(old)s becomes %(new)s again, "
            "and what lies between comes twice: this day has %(hours)s hours."
        )
    return text % words
