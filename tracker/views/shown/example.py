"""The example of the front page: a morning of two doses, and what the engine says of it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from tracker.domain.diary import Content, Diary, Intake
from tracker.domain.rules import find_flags
from tracker.domain.rules.model import Severity
from tracker.domain.rules.words import advice, message
from tracker.domain.timing import blocked_windows
from tracker.knowledge import Knowledge
from tracker.views.shown.ribbons import Tick
from tracker.views.shown.statements import severity_word

RULE = "mg_calcium"
FIRST_HOUR, LAST_HOUR = 7, 12
LEFT = 14
WIDTH_PER_HOUR = 64

CALCIUM = Intake(
    id="calcium",
    taken_at=datetime(2026, 6, 10, 8, 10, tzinfo=UTC),
    timezone="UTC",
    contents=(Content("calcium", None, Decimal(600), "mg", "elemental"),),
    route="oral",
    source="supplement",
)
MAGNESIUM = Intake(
    id="magnesium",
    taken_at=datetime(2026, 6, 10, 8, 35, tzinfo=UTC),
    timezone="UTC",
    contents=(Content("magnesium", "glycinate", Decimal(200), "mg", "elemental"),),
    route="oral",
    source="supplement",
)


@dataclass(frozen=True, slots=True)
class ExampleEntry:
    at: datetime
    glyph: str
    says: str
    x: float


@dataclass(frozen=True, slots=True)
class Example:
    """Two entries, the stretch in which the second is too near, and the flag's own words."""

    rule_id: str
    entries: tuple[ExampleEntry, ...]
    message: str
    advice: str
    severity: Severity
    severity_word: str
    grade: str | None
    fine_from: datetime
    near_x: float
    near_width: float
    fine_x: float
    end_x: float
    ticks: tuple[Tick, ...]


def example(known: Knowledge) -> Example:
    """Return what the rules of today say of the example's morning."""
    found = find_flags(Diary(intakes=(CALCIUM, MAGNESIUM)), known.rule_book)
    flag = next(flag for flag in found if flag.rule.id == RULE)
    start, end = (CALCIUM.taken_at.replace(hour=hour, minute=0) for hour in (FIRST_HOUR, LAST_HOUR))
    windows = blocked_windows(
        MAGNESIUM, Diary(intakes=(CALCIUM,)), known.rule_book, start=start, end=end
    )
    near_from = min(window.start for window in windows)
    fine_from = max(window.end for window in windows)
    return Example(
        rule_id=flag.rule.id,
        entries=(
            ExampleEntry(CALCIUM.taken_at, "calcium", _("Calcium, 600 mg"), x_of(CALCIUM.taken_at)),
            ExampleEntry(
                MAGNESIUM.taken_at,
                "magnesium",
                _("Magnesium (glycinate), 200 mg"),
                x_of(MAGNESIUM.taken_at),
            ),
        ),
        message=message(flag, _),
        advice=advice(flag, _),
        severity=flag.severity,
        severity_word=severity_word(flag.severity),
        grade=flag.rule.evidence_grade,
        fine_from=fine_from,
        near_x=x_of(near_from),
        near_width=x_of(fine_from) - x_of(near_from),
        fine_x=x_of(fine_from),
        end_x=x_of(end),
        ticks=tuple(
            Tick(LEFT + (hour - FIRST_HOUR) * WIDTH_PER_HOUR, f"{hour:02}:00")
            for hour in range(FIRST_HOUR, LAST_HOUR + 1)
        ),
    )


def x_of(at: datetime) -> float:
    hours = at.hour + at.minute / 60 - FIRST_HOUR
    return round(LEFT + hours * WIDTH_PER_HOUR, 1)
