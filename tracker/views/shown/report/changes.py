"""When what is taken changed: its form, its dose, a beginning, an end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.domain.daily import Exposure
from tracker.domain.regimen import Turn, turns_of
from tracker.domain.series import Days, Doses
from tracker.views.shown.report.material import Material
from tracker.views.shown.trends.words import turn_words


@dataclass(frozen=True, slots=True)
class Changed:
    """A change of a form or a dose, a beginning or an end.

    `lasted` is for how many days it held, or what was before it, whichever is less.
    """

    place: int
    day: date
    words: str
    lasted: int


def changes(material: Material) -> list[Changed]:
    """Return what changed of what was taken, in order of time.

    What happened by the plan of an experiment that runs would tell its weeks apart.
    """
    found = [one for substance in material.substances for one in _changes_of(substance, material)]
    return sorted(found, key=lambda one: one.place)


def _changes_of(substance: str, material: Material) -> Iterator[Changed]:
    turns = _turns(substance, material)
    unit = material.doses(Exposure(substance)).unit
    places = [0, *(turn.place for turn in turns), material.days.length]
    for turn, before, after in zip(turns, places, places[2:], strict=False):
        yield Changed(
            turn.place,
            material.days.day(turn.place),
            turn_words(substance, turn, unit),
            lasted=min(turn.place - before, after - turn.place),
        )


def _turns(substance: str, material: Material) -> list[Turn]:
    days, doses = material.days, material.doses(Exposure(substance))
    locked = material.locked_substances.get(substance)
    if locked is None:
        return turns_of(substance, doses, days)
    length = max(days.place(locked.first_day), 0)
    before = Days.between(days.first, days.day(length - 1), days.written)
    cut = Doses(doses.amount[:length], doses.as_needed[:length], doses.unit, doses.taken[:length])
    return turns_of(substance, cut, before)
