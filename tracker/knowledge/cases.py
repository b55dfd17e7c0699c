"""Turns the short diary of a worked case into a whole one.

The short form has the keys of the diary document, with what rarely matters filled in: see
README.md. It is as strict as the document: a key that is not known is an error.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tracker.domain.diary import (
    Content,
    Diary,
    EarlierProfile,
    Intake,
    Meal,
    NoneTaken,
    Profile,
    Score,
)
from tracker.domain.rules.model import Case
from tracker.knowledge.reading import KnowledgeError, Problems, read

CASE_DAY = "2026-06-10"
CASE_ZONE = "UTC"
TIME = re.compile(r"\d\d:\d\d")

CONTENT_KEYS = frozenset(field.name for field in fields(Content))
PROFILE_KEYS = frozenset(field.name for field in fields(Profile))
DIARY_KEYS = (
    "profile",
    "earlier_profiles",
    "intakes",
    "meals",
    "symptoms",
    "none_taken",
    "today",
)

TAKEN_AS_SUPPLEMENTS = frozenset(
    {
        "magnesium",
        "calcium",
        "iron",
        "zinc",
        "vitamin_d",
        "vitamin_b6",
        "phosphate",
        "alpha_lipoic_acid",
    }
)
"""Substances of cases that are supplements where the case does not say; others are medicines."""

Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ShortList:
    """How one list of the short form becomes entries: their type, and the key of their time."""

    kind: type[Any]
    id_letter: str
    time: str
    expand: Callable[[Table], Table]


def case_diary(case: Case) -> tuple[Diary, date | None]:
    """Return the diary of `case`, and the day as of which its weekly tips are asked for.

    Raises KnowledgeError where the short form is wrong; for cases of loaded rules it is not.
    """
    problems: Problems = []
    diary = read_case(case.diary, f"case '{case.says}'", problems)
    if problems:
        raise KnowledgeError(problems)
    return diary


def read_case(
    short: Mapping[str, Any], where: str, problems: Problems
) -> tuple[Diary, date | None]:
    """Return the whole diary of the short form, adding what is wrong with it to `problems`."""
    problems.extend(
        f"{where}: unknown key '{key}'; allowed: {', '.join(DIARY_KEYS)}"
        for key in short
        if key not in DIARY_KEYS
    )
    profile = _table(short, "profile", where, problems)
    diary = Diary(
        profile=read(Profile, profile, f"{where}: profile", problems) or Profile(),
        earlier_profiles=_earlier_profiles(profile, short, where, problems),
        intakes=_entries(INTAKES, "intakes", short, where, problems),
        meals=_entries(MEALS, "meals", short, where, problems),
        symptoms=_entries(SYMPTOMS, "symptoms", short, where, problems),
        none_taken=_entries(NONE_TAKEN, "none_taken", short, where, problems),
    )
    today = short.get("today")
    if today is not None and type(today) is not date:
        problems.append(f"{where}: today: must be a date, not {today!r}")
        today = None
    return diary, today


def _table(short: Mapping[str, Any], key: str, where: str, problems: Problems) -> Table:
    value = short.get(key, {})
    if isinstance(value, dict):
        return value
    problems.append(f"{where}: {key}: must be a table")
    return {}


def _list(short: Mapping[str, Any], key: str, where: str, problems: Problems) -> list[Table]:
    value = short.get(key, [])
    if isinstance(value, list) and all(isinstance(item, dict) for item in value):
        return value
    problems.append(f"{where}: {key}: must be a list of tables")
    return []


def _earlier_profiles(
    profile: Table, short: Mapping[str, Any], where: str, problems: Problems
) -> tuple[EarlierProfile, ...]:
    """Return the earlier profiles; a fact left out keeps the value of the next later one."""
    earlier: list[EarlierProfile] = []
    later = profile
    given = _list(short, "earlier_profiles", where, problems)
    for position, facts in reversed(list(enumerate(given))):
        place = f"{where}: earlier_profiles[{position}]"
        until = facts.get("until")
        later = {**later, **{key: facts[key] for key in facts if key != "until"}}
        known = read(Profile, later, place, problems)
        if type(until) is not date:
            problems.append(f"{place}: until: must be a date, not {until!r}")
        elif known is not None:
            earlier.append(EarlierProfile(until, known))
    return tuple(reversed(earlier))


def _entries(
    shape: ShortList, key: str, short: Mapping[str, Any], where: str, problems: Problems
) -> tuple[Any, ...]:
    entries = (
        _entry(shape, raw, position, f"{where}: {key}[{position}]", problems)
        for position, raw in enumerate(_list(short, key, where, problems))
    )
    return tuple(entry for entry in entries if entry is not None)


def _entry(shape: ShortList, raw: Table, position: int, where: str, problems: Problems) -> Any:
    zone = raw.get("timezone", CASE_ZONE)
    whole = {"id": f"{shape.id_letter}{position + 1}", "timezone": zone, **shape.expand(raw)}
    at = _time(raw.get("at"), zone)
    if shape.time == "day":
        whole["day"] = raw.get("day")
    elif at is None:
        problems.append(f"{where}: at: must be a time such as '08:10' or '2026-06-11 08:10'")
        return None
    else:
        whole[shape.time] = at
    return read(shape.kind, whole, where, problems)


def _time(at: object, zone: object) -> datetime | None:
    if not isinstance(at, str) or not isinstance(zone, str):
        return None
    try:
        wall_clock = datetime.fromisoformat(f"{CASE_DAY} {at}" if TIME.fullmatch(at) else at)
        return wall_clock.replace(tzinfo=ZoneInfo(zone))
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return None


def _expand_intake(raw: Table) -> Table:
    """Give a flat intake its one content; by mouth, and a supplement or a medicine."""
    flat = frozenset() if "contents" in raw else CONTENT_KEYS
    whole = {key: value for key, value in raw.items() if key not in flat and key != "at"}
    contents = whole.get("contents", [{key: raw[key] for key in raw if key in flat}])
    if isinstance(contents, list):
        contents = [_in_mg(content) for content in contents if content != {}]
    whole["contents"] = contents
    whole.setdefault("route", "oral")
    whole.setdefault("source", _usual_source(contents))
    return whole


def _in_mg(content: object) -> object:
    if isinstance(content, dict) and "amount" in content:
        return {"unit": "mg", **content}
    return content


def _usual_source(contents: object) -> str:
    if not isinstance(contents, list):
        return "supplement"
    named = [content.get("substance") for content in contents if isinstance(content, dict)]
    all_known = all(str(name) in TAKEN_AS_SUPPLEMENTS for name in named)
    return "supplement" if all_known else "medicine"


def _expand_other(raw: Table) -> Table:
    return {key: value for key, value in raw.items() if key != "at"}


INTAKES = ShortList(Intake, "i", "taken_at", _expand_intake)
MEALS = ShortList(Meal, "m", "eaten_at", _expand_other)
SYMPTOMS = ShortList(Score, "s", "felt_at", _expand_other)
NONE_TAKEN = ShortList(NoneTaken, "n", "day", _expand_other)
