"""Small diaries for the tests of the rules, and what is flagged in them."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from tracker.domain.diary import Content, Diary, Intake, Meal, Profile, Score
from tracker.domain.rules import Flag, find_flags
from tracker.knowledge import knowledge

ZONE = "America/New_York"
BOOK = knowledge().rule_book


def time_at(text: str, zone: str = ZONE, fold: int = 0) -> datetime:
    """Return `08:10` (on 2026-06-10), or `2026-06-11 08:10`, as a time in `zone`."""
    text = text if "-" in text else f"2026-06-10 {text}"
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold)


def content(substance: str, amount: float | str | None = None, **details: object) -> Content:
    details = {"unit": "mg", "basis": "elemental"} | details if amount is not None else details
    return Content(substance, amount=None if amount is None else Decimal(str(amount)), **details)


def take(substance, amount=None, at="08:00", *, zone=ZONE, fold=0, **details) -> Intake:
    """Return a swallowed supplement (a medicine where it has no amount) with one content."""
    of_content = {"form", "unit", "basis", "compound"} & details.keys()
    contents = (content(substance, amount, **{key: details.pop(key) for key in of_content}),)
    source = "medicine" if amount is None else "supplement"
    return intake(contents, at, zone=zone, fold=fold, **({"source": source} | details))


def intake(contents, at="08:00", *, zone=ZONE, fold=0, **details) -> Intake:
    taken_at = time_at(at, zone, fold)
    names = "+".join(str(one.substance) for one in contents)
    usual = {"id": f"{names} {at}", "route": "oral", "source": "supplement"}
    return Intake(taken_at=taken_at, timezone=zone, contents=tuple(contents), **(usual | details))


def meal(at, *tags, zone=ZONE, **details) -> Meal:
    return Meal(f"meal {at}", time_at(at, zone), zone, tags=tags, **details)


def felt(symptom, value=None, at="21:00", zone=ZONE, **details) -> Score:
    number = None if value is None else Decimal(value)
    return Score(f"{symptom} {at}", time_at(at, zone), zone, symptom, number, **details)


def flags_of(*intakes, today: date | None = None, profile=None, **lists) -> list[Flag]:
    diary = Diary(profile=profile or Profile(), intakes=intakes, **lists)
    return find_flags(diary, BOOK, today=today)


def by_rule(rule: str, *intakes, **lists) -> list[Flag]:
    return [flag for flag in flags_of(*intakes, **lists) if flag.rule.id == rule]
