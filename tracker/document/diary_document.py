"""The diary document: one JSON object that holds a whole diary.

This room is the only place that knows the format. What is read here is a domain `Diary`, and
what is written from a `Diary` reads back as the same.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, get_args

from tracker.document.fields import (
    Choice,
    Day,
    Exactly,
    Field,
    ListOf,
    Moment,
    Number,
    Problem,
    Problems,
    Record,
    Schema,
    Text,
    Truth,
    Whole,
    Zone,
)
from tracker.document.zones import has_offset
from tracker.domain import diary
from tracker.domain.diary import (
    Content,
    Diary,
    EarlierProfile,
    FoodPortion,
    Intake,
    Meal,
    NoneTaken,
    Profile,
    Scale,
    Score,
    Site,
)
from tracker.domain.flag_notes import FlagNote, FlagSaying

FORMAT = "mgapp-diary"
VERSION = 1

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


def merged_age(values: dict[str, Any]) -> dict[str, Any]:
    """Let an age and a birth date stand for one fact: naming one puts the other aside."""
    if "birth_date" in values:
        return values | {"age": None}
    return values | {"birth_date": None} if "age" in values else values


def build_diary(values: dict[str, Any]) -> Diary:
    profile = Profile(**merged_age(values.pop("profile", {})))
    earlier = earlier_profiles(profile, values.pop("earlier_profiles", ()))
    lists = {key: value for key, value in values.items() if key not in ("format", "version")}
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


PROFILE_FIELDS: dict[str, Field] = {
    "birth_date": Day(),
    "age": Number(),
    "sex": Choice(get_args(diary.Sex)),
    "pregnant": Truth(),
    "lactating": Truth(),
    "kidney": Choice(get_args(diary.Kidney)),
    "egfr": Number(),
    "conditions": ListOf(Text()),
    "medicines": ListOf(Text()),
    "region": Choice(get_args(diary.Region)),
    "timezone": Zone(),
    "new_to_supplements": Truth(),
}

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

INTAKE = Record(
    {
        "id": Text(),
        "taken_at": Moment(),
        "timezone": Zone(),
        "precision": Choice(get_args(diary.Precision)),
        "route": Choice(get_args(diary.Route)),
        "source": Choice(get_args(diary.Source)),
        "meal": Choice(get_args(diary.MealRelation)),
        "as_needed": Truth(),
        "note": Text(),
        "product": Text(),
        "product_class": Choice(get_args(diary.ProductClass)),
        "prescribed": Truth(),
        "covers_days": Whole(minimum=1),
        "contents": ListOf(CONTENT),
    },
    required=("id", "taken_at", "timezone"),
    build=made(Intake),
    check=offset_of("taken_at"),
)

FOOD = Record({"food": Text(), "grams": Number(minimum=0)}, build=made(FoodPortion))

MEAL = Record(
    {
        "id": Text(),
        "eaten_at": Moment(),
        "timezone": Zone(),
        "precision": Choice(get_args(diary.Precision)),
        "tags": ListOf(Text()),
        "foods": ListOf(FOOD),
        "note": Text(),
    },
    required=("id", "eaten_at", "timezone"),
    build=made(Meal),
    check=offset_of("eaten_at"),
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

SCORE = Record(
    {
        "id": Text(),
        "felt_at": Moment(),
        "timezone": Zone(),
        "precision": Choice(get_args(diary.Precision)),
        "symptom": Text(),
        "value": Number(),
        "scale": SCALE,
        "sites": ListOf(Record({"site": Text(), "side": Text()}, build=made(Site))),
        "qualities": ListOf(Text()),
        "note": Text(),
    },
    required=("id", "felt_at", "timezone"),
    build=made(Score),
    check=offset_of("felt_at"),
)

NONE_TAKEN = Record(
    {"id": Text(), "day": Day(), "timezone": Zone(), "substance": Text()},
    required=("id", "day", "timezone"),
    build=made(NoneTaken),
)

FLAG_NOTE = Record(
    {"rule": Text(), "entries": ListOf(Text()), "says": Choice(get_args(FlagSaying))},
    required=("rule", "entries", "says"),
    build=lambda values: FlagNote.about(**values),
)

PROFILE = Record(PROFILE_FIELDS)
INTAKES, MEALS, SCORES, NONES_TAKEN = map(ListOf, (INTAKE, MEAL, SCORE, NONE_TAKEN))
FLAG_NOTES = ListOf(FLAG_NOTE)

DOCUMENT = Record(
    {
        "format": Exactly(FORMAT),
        "version": Exactly(VERSION),
        "profile": PROFILE,
        "earlier_profiles": ListOf(Record({"until": Day(), **PROFILE_FIELDS}, required=("until",))),
        "intakes": INTAKES,
        "meals": MEALS,
        "symptoms": SCORES,
        "none_taken": NONES_TAKEN,
        "flag_notes": FLAG_NOTES,
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
    """Note each id that an entry of any list already has, even where other things are wrong."""
    seen: set[str] = set()
    for name in ("intakes", "meals", "symptoms", "none_taken"):
        entries = document.get(name) if isinstance(document, dict) else None
        for position, entry in enumerate(entries if isinstance(entries, list) else ()):
            entry_id = entry.get("id") if isinstance(entry, dict) else None
            if isinstance(entry_id, str) and entry_id in seen:
                path = f"$.{name}[{position}].id"
                problems.append(Problem(path, "another entry has this id"))
            elif isinstance(entry_id, str):
                seen.add(entry_id)


def write_document(diary: Diary) -> dict[str, Any]:
    """Return `diary` as a document; what is not known is left out of it."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "profile": PROFILE.write(diary.profile),
        "earlier_profiles": earlier_changes(diary),
        "intakes": INTAKES.write(diary.intakes),
        "meals": MEALS.write(diary.meals),
        "symptoms": SCORES.write(diary.symptoms),
        "none_taken": NONES_TAKEN.write(diary.none_taken),
        "flag_notes": FLAG_NOTES.write(diary.flag_notes),
    }


def earlier_changes(diary: Diary) -> list[dict[str, Any]]:
    """Return the earlier profiles, each with only what was otherwise than in the next later one."""
    ordered = sorted(diary.earlier_profiles, key=lambda earlier: earlier.until)
    later = [*(earlier.profile for earlier in ordered[1:]), diary.profile]
    return [
        {"until": earlier.until.isoformat()}
        | {
            name: value
            for name, value in PROFILE.write(earlier.profile).items()
            if getattr(earlier.profile, name) != getattr(then, name)
        }
        for earlier, then in zip(ordered, later, strict=True)
    ]


def json_schema() -> Schema:
    """Return the JSON Schema (2020-12) of the document, as published in docs/."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Mg Diary document",
        **DOCUMENT.schema(),
    }
