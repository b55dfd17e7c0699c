"""What several records have in common."""

from collections.abc import Callable
from typing import Any, get_args

from tracker.document.containers import Record
from tracker.document.fields import Choice, Number, Text
from tracker.document.problems import Problem, Problems
from tracker.document.zones import has_offset
from tracker.domain import diary
from tracker.domain.diary import Content, Scale

MICRO_SIGN, GREEK_MU = "\u00b5", "\u03bc"

UNIT = Choice(
    get_args(diary.Unit),
    aliases={"ug": "mcg", f"{MICRO_SIGN}g": "mcg", f"{GREEK_MU}g": "mcg"},
)


def made(kind: type) -> Callable[[dict[str, Any]], Any]:
    """Return a `build` that hands the values to `kind`, whose defaults fill what is absent."""
    return lambda values: kind(**values)


def offset_of(time: str) -> Callable[[dict[str, Any], str, Problems], None]:
    """Return a `check` of an entry: its time has an offset that its zone has then."""

    def check(values: dict[str, Any], path: str, problems: Problems) -> None:
        at, zone = values.get(time), values.get("timezone")
        if at is not None and zone is not None and not has_offset(zone, at):
            problems.append(Problem(f"{path}.{time}", f"{zone} does not have this offset then"))

    return check


CONTENT = Record(
    {
        "substance": Text(),
        "form": Text(),
        "amount": Number(minimum=0),
        "unit": UNIT,
        "basis": Choice(get_args(diary.Basis)),
        "compound": Text(),
    },
    build=made(Content),
)

SCALE = Record(
    {
        "min": Number(),
        "max": Number(),
        "better": Choice(get_args(diary.Better)),
        "unit": Text(),
    },
    build=made(Scale),
)
