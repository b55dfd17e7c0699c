"""The diary document: one JSON object that holds a whole diary.

This room is the only place that knows the format. What is read here is a domain `Diary`, and
what is written from a `Diary` reads back as the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from tracker.document.containers import ListOf, Record
from tracker.document.fields import Day, Exactly, Schema
from tracker.document.history import CHANGE, note_contradictions
from tracker.document.problems import Problem, Problems, until_enough
from tracker.document.records import LISTS, ONES, PROFILE, PROFILE_FACT, PROFILE_FIELDS
from tracker.domain.diary import Diary, EarlierProfile, Profile, Profiles, profiles_from

FORMAT = "mgapp-diary"
VERSION = 1

ENTRIES_OF_DAYS = ("intakes", "meals", "symptoms", "none_taken", "skipped_doses")
NOT_OF_DIARY = ("format", "version", "profile", "earlier_profiles")
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
    """Return the diary; its profile comes of the facts where those are there."""
    rest = {key: value for key, value in values.items() if key not in NOT_OF_DIARY}
    if values.get("profile_facts") is not None:
        profile, earlier = profiles_from(values["profile_facts"])
    else:
        profile, earlier = profiles_told(values)
    return Diary(profile=profile, earlier_profiles=earlier, **rest)


def profiles_told(values: dict[str, Any]) -> Profiles:
    """Return what `profile` and `earlier_profiles` say."""
    profile = Profile(**merged_age(values.get("profile", {})))
    return profile, earlier_profiles(profile, values.get("earlier_profiles", ()))


def agreed_profiles(values: dict[str, Any], path: str, problems: Problems) -> None:
    """Note where `profile` and `earlier_profiles` say otherwise than the facts do.

    They cannot say all that facts can, so they are compared with what they would say of these.
    A document without a `profile` says nothing of it that could be wrong.
    """
    facts = values.get("profile_facts")
    is_told = "profile" in values or "earlier_profiles" in values
    if problems or facts is None or not is_told:
        return
    now, earlier = profiles_from(facts)
    known = {name: getattr(now, name) for name in PROFILE_FIELDS}
    told: dict[str, Any] = {
        "profile": {name: value for name, value in known.items() if value is not None},
        "earlier_profiles": tuple(turns_of(now, earlier)),
    }
    of_facts, written = Diary(*profiles_told(told)), Diary(*profiles_told(values))
    if of_facts.profile != written.profile:
        problems.append(Problem(f"{path}.profile", "is not what profile_facts say"))
    for position, turn in enumerate(values.get("earlier_profiles", ())):
        if of_facts.profile_on(turn["until"]) != written.profile_on(turn["until"]):
            where = f"{path}.earlier_profiles[{position}]"
            problems.append(Problem(where, "is not what profile_facts say"))
    for turn in told["earlier_profiles"]:
        if not problems and of_facts.profile_on(turn["until"]) != written.profile_on(turn["until"]):
            message = f"lacks what profile_facts say up to {turn['until']}"
            problems.append(Problem(f"{path}.earlier_profiles", message))


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
        "profile_facts": ListOf(PROFILE_FACT),
        **LISTS,
        **ONES,
        "changes": ListOf(CHANGE),
    },
    required=("format", "version"),
    build=build_diary,
    check=agreed_profiles,
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
    if not problems:
        note_contradictions(read, problems)
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
    facts = (
        (f"$.profile_facts[{position}]", name_of_fact(fact))
        for position, fact in enumerate(as_list(lists.get("profile_facts")))
    )
    note_repeated(facts, "another line says this fact from this day on", problems)
    tracked = ((f"$.tracked[{n}]", one) for n, one in enumerate(as_list(lists.get("tracked"))))
    note_repeated(tracked, "is in the list already", problems)


def name_of_fact(fact: Any) -> str | None:
    return f"{fact.get('fact')} {fact.get('from')}" if isinstance(fact, dict) else None


def note_repeated(texts: Iterable[tuple[str, Any]], message: str, problems: Problems) -> None:
    """Note each path whose text an earlier one has; what is no text is noted elsewhere."""
    seen: set[str] = set()
    for path, text in until_enough(texts, problems):
        if isinstance(text, str) and text in seen:
            problems.append(Problem(path, message))
        elif isinstance(text, str):
            seen.add(text)


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def write_document(diary: Diary) -> dict[str, Any]:
    """Return `diary` as a document; what is not known is left out of it."""
    lists = {name: kind.write(getattr(diary, name)) for name, kind in LISTS.items()}
    history = {} if diary.changes is None else {"changes": [*map(CHANGE.write, diary.changes)]}
    return {**head_of(diary), **lists, **ones_of(diary), **history}


def head_of(diary: Diary) -> dict[str, Any]:
    """Return what stands before the lists: what the document is, and the profile over time."""
    facts = diary.profile_facts
    return {
        "format": FORMAT,
        "version": VERSION,
        "profile": PROFILE.write(diary.profile),
        "earlier_profiles": [
            {"until": turn.pop("until").isoformat()}
            | {name: PROFILE_FIELDS[name].write(value) for name, value in turn.items()}
            for turn in turns_of(diary.profile, diary.earlier_profiles)
        ],
        **({} if facts is None else {"profile_facts": [*map(PROFILE_FACT.write, facts)]}),
    }


def ones_of(diary: Diary) -> dict[str, Any]:
    """Return what there is one of: settings and the like."""
    there = {name: getattr(diary, name) for name in ONES}
    return {name: ONES[name].write(one) for name, one in there.items() if one is not None}


def turns_of(now: Profile, earlier: Sequence[EarlierProfile]) -> Iterator[dict[str, Any]]:
    """Yield the earlier profiles, each with only what was otherwise than in the next later one."""
    ordered = sorted(earlier, key=lambda one: one.until)
    profiles = [*(one.profile for one in ordered), now]
    for one, then in zip(ordered, profiles[1:], strict=True):
        known = {name: getattr(one.profile, name) for name in PROFILE_FIELDS}
        yield {"until": one.until} | {
            name: value
            for name, value in known.items()
            if value is not None and value != getattr(then, name)
        }


def json_schema() -> Schema:
    """Return the JSON Schema (2020-12) of the document, as published in docs/."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Mg Diary document",
        **DOCUMENT.schema(),
    }
