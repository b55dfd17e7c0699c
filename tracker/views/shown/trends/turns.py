"""Changes of what was taken, marked in the pictures by numbers and told in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.domain.regimen import Turn, turns_of
from tracker.domain.series import Days
from tracker.views.shown.trends.lanes import Taken
from tracker.views.shown.trends.plot import RIGHT, day_axis
from tracker.views.shown.trends.words import day_words, turn_words

MOST = 8
"""So many changes are marked, those that lasted longest."""

NUMBER_WIDTH = 13
"""How far apart two numbers stand at least."""


@dataclass(frozen=True, slots=True)
class Turned:
    """A change of what was taken: its number in the picture, where it stands, and in words."""

    number: int
    x: float
    anchor_x: float
    words: str
    day: str


@dataclass(frozen=True, slots=True)
class Turns:
    """The changes that are marked, in order of time, and how many there are in all."""

    marked: tuple[Turned, ...]
    found: int


def marked_turns(taken: Sequence[Taken], days: Days) -> Turns:
    found = [turn for one in taken for turn in _lasting(one, days)]
    longest = sorted(found, key=lambda one: -one.lasted)[:MOST]
    longest.sort(key=lambda one: one.turn.place)
    xs = [day_axis(days).before(one.turn.place) for one in longest]
    with_year = days.first.year != days.day(days.length - 1).year
    return Turns(
        tuple(
            Turned(
                number,
                x,
                label_x,
                turn_words(one.taken.substance, one.turn, one.taken.doses.unit),
                day_words(days.day(one.turn.place), with_year=with_year),
            )
            for number, (one, x, label_x) in enumerate(zip(longest, xs, spread(xs), strict=True), 1)
        ),
        len(found),
    )


@dataclass(frozen=True, slots=True)
class _Lasting:
    """A change, and for how many days it lasted, or what was before it, whichever is less."""

    taken: Taken
    turn: Turn
    lasted: int


def _lasting(taken: Taken, days: Days) -> Iterator[_Lasting]:
    turns = turns_of(taken.substance, taken.doses, days)
    places = [0, *(turn.place for turn in turns), days.length]
    for turn, before, after in zip(turns, places, places[2:], strict=False):
        yield _Lasting(taken, turn, min(turn.place - before, after - turn.place))


def spread(xs: Sequence[float]) -> list[float]:
    """Return where the numbers of changes at `xs` stand: none covers another, none is outside."""
    placed: list[float] = []
    for x in xs:
        placed.append(max(x, placed[-1] + NUMBER_WIDTH) if placed else x)
    last = RIGHT - NUMBER_WIDTH / 2
    room = [last - NUMBER_WIDTH * after for after in reversed(range(len(placed)))]
    return [round(min(pair), 1) for pair in zip(placed, room, strict=True)]
