"""The diary document: one JSON object that holds a whole diary.

This room is the only place that knows the format. What is read here is a domain `Diary`, and
what is written from a `Diary` reads back as the same.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from tracker.document.fields import Day, Exactly, ListOf, Problem, Problems, Record, Schema
from tracker.document.records import COVER_SHEET, LISTS, PROFILE, PROFILE_FIELDS, SETTINGS, TRACKED
from tracker.domain.diary import Diary, EarlierProfile, Profile, Tracked

FORMAT = "mgapp-diary"
VERSION = 1

ENTRIES_OF_DAYS = ("intakes", "meals", "symptoms", "none_taken", "skipped_doses")
ID_SPACES = (
    ENTRIES_OF_DAYS,
    ("products",),
    ("favourites",),
    ("custom_symptoms",),
    ("questions",),
    ("experiments",),
)
"""Within each of these no id may stand twice. A product and an entry can share one."""


def merged_age(values: dict[str, Any]) -> dict[str, Any]:
    """Let an age and a birth date stand for one fact: naming one puts the other aside."""
    if "birth_date" in values:
        return values | {"age": None}
    return values | {"birth_date": None} if "age" in values else values


def build_diary(values: dict[str, Any]) -> Diary:
    profile = Profile(**merged_age(values.pop("profile", {})))
    earlier = earlier_profiles(profile, values.pop("earlier_profiles", ()))
    lists = {key: value for key, value in values.items() if key not in ("format", "version")}
    if "tracked" in lists:
        lists["tracked"] = Tracked(lists["tracked"])
    return Diary(profile=profile, earlier_profiles=earlier, **lists)


def earlier_profiles(
    current: Profile, changes: tuple[dict[str, Any], ...]
) -> tuple[EarlierProfile, ...]:
    """Return the earlier profiles whole, oldest first.

    A fact that an earlier profile leaves out was as in the next later one.
    """
    whole: list[EarlierProfile] = []
    later = current
    for change in sorted(changes, key=lambda change: change["until"], reverse=True):
        facts = {name: value for name, value in change.items() if name != "until"}
        later = replace(later, **merged_age(facts))
        whole.append(EarlierProfile(change["until"], later))
    return tuple(reversed(whole))


DOCUMENT = Record(
    {
        "format": Exactly(FORMAT),
        "version": Exactly(VERSION),
        "profile": PROFILE,
        "earlier_profiles": ListOf(Record({"until": Day(), **PROFILE_FIELDS}, required=("until",))),
        **LISTS,
        "tracked": TRACKED,
        "settings": SETTINGS,
        "cover_sheet": COVER_SHEET,
    },
    required=("format", "version"),
    build=build_diary,
)


class DocumentError(ValueError):
    """A document that is not a diary document; `problems` says everything that is wrong."""

    def __init__(self, problems: Problems) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def read_document(document: Any) -> Diary:
    """Return the diary in `document`, a parsed JSON value. Raises `DocumentError`."""
    problems: Problems = []
    read = DOCUMENT.read(document, "$", problems)
    note_repeated_ids(document, problems)
    if problems or not isinstance(read, Diary):
        raise DocumentError(problems)
    return read


def note_repeated_ids(document: Any, problems: Problems) -> None:
    """Note each id that something else of its kind has, even where other things are wrong."""
    lists = document if isinstance(document, dict) else {}
    for names in ID_SPACES:
        note_repeated(
            (
                (f"$.{name}[{position}].id", entry.get("id") if isinstance(entry, dict) else None)
                for name in names
                for position, entry in enumerate(as_list(lists.get(name)))
            ),
            "another entry has this id",
            problems,
        )
    tracked = ((f"$.tracked[{n}]", one) for n, one in enumerate(as_list(lists.get("tracked"))))
    note_repeated(tracked, "is in the list already", problems)


def note_repeated(texts: Iterable[tuple[str, Any]], message: str, problems: Problems) -> None:
    """Note each path whose text an earlier one has; what is no text is noted elsewhere."""
    seen: set[str] = set()
    for path, text in texts:
        if isinstance(text, str) and text in seen:
            problems.append(Problem(path, message))
        elif isinstance(text, str):
            seen.add(text)


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def write_document(diary: Diary) -> dict[str, Any]:
    """Return `diary` as a document; what is not known is left out of it."""
    lists = {name: kind.write(getattr(diary, name)) for name, kind in LISTS.items()}
    ones = {
        "tracked": TRACKED.write(diary.tracked.symptoms) if diary.tracked else None,
        "settings": SETTINGS.write(diary.settings) if diary.settings else None,
        "cover_sheet": COVER_SHEET.write(diary.cover_sheet) if diary.cover_sheet else None,
    }
    return {
        "format": FORMAT,
        "version": VERSION,
        "profile": PROFILE.write(diary.profile),
        "earlier_profiles": earlier_changes(diary),
        **lists,
        **{name: one for name, one in ones.items() if one is not None},
    }


def earlier_changes(diary: Diary) -> list[dict[str, Any]]:
    """Return the earlier profiles, each with only what was otherwise than in the next later one."""
    ordered = sorted(diary.earlier_profiles, key=lambda earlier: earlier.until)
    profiles = [*(earlier.profile for earlier in ordered), diary.profile]
    return [
        {"until": earlier.until.isoformat()}
        | {
            name: value
            for name, value in PROFILE.write(earlier.profile).items()
            if getattr(earlier.profile, name) != getattr(then, name)
        }
        for earlier, then in zip(ordered, profiles[1:], strict=True)
    ]


def json_schema() -> Schema:
    """Return the JSON Schema (2020-12) of the document, as published in docs/."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Mg Diary document",
        **DOCUMENT.schema(),
    }
