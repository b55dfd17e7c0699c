"""The changes of a document: what every write did, and whether they lead to what stands in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tracker.document.containers import ListOf, Record, or_null
from tracker.document.fields import Anything, Choice, Field, Moment, Schema, Text, Whole
from tracker.document.problems import Problem, Problems
from tracker.document.records import LISTS, ONES, PROFILE_FACT
from tracker.domain.diary import Diary, RecordedChange, RecordedLine

LIST_OF_KIND = {
    "intake": "intakes",
    "meal": "meals",
    "score": "symptoms",
    "none_taken": "none_taken",
    "skipped_dose": "skipped_doses",
    "product": "products",
    "favourite": "favourites",
    "custom_symptom": "custom_symptoms",
    "question": "questions",
    "experiment": "experiments",
    "flag_note": "flag_notes",
}
"""The list of the document in which what is of a kind stands."""

RECORDS: dict[str, Field] = {
    **{kind: LISTS[name].item for kind, name in LIST_OF_KIND.items()},
    **ONES,
    "profile_fact": PROFILE_FACT,
}
"""The record of everything that has a history, by the name of its kind."""

OWNER = "owner"

LINE_KEYS = Record(
    {"kind": Choice([*RECORDS]), "id": Text(), "before": Anything(), "after": Anything()},
    required=("kind", "id"),
)


@dataclass(frozen=True, slots=True)
class LineField:
    """A line of a change: the record of its kind before and after."""

    def read(self, value: Any, path: str, problems: Problems) -> RecordedLine | None:
        keys = LINE_KEYS.read(value, path, problems)
        if keys is None:
            return None
        kind, own_id = keys["kind"], keys["id"]
        before, after = (
            read_state(keys, kind, when, path, problems) for when in ("before", "after")
        )
        if "before" not in keys and "after" not in keys:
            problems.append(Problem(path, "says nothing: `before` or `after` must be there"))
        return RecordedLine(kind, own_id, before, after)

    def write(self, value: RecordedLine) -> dict[str, Any]:
        write = RECORDS[value.kind].write
        states = {"before": value.before, "after": value.after}
        return {"kind": value.kind, "id": value.id} | {
            when: write(state) for when, state in states.items() if state is not None
        }

    def schema(self) -> Schema:
        return {
            "type": "object",
            "properties": {
                "kind": Choice([*RECORDS]).schema(),
                "id": Text().schema(),
                "before": {},
                "after": {},
            },
            "required": ["kind", "id"],
            "additionalProperties": False,
            "anyOf": [schema_of_kind(kind) for kind in RECORDS],
        }


def read_state(
    keys: dict[str, Any], kind: str, when: str, path: str, problems: Problems
) -> Any | None:
    """Return what the line says of its thing before or after; None where it was not there."""
    if when not in keys:
        return None
    state = RECORDS[kind].read(keys[when], f"{path}.{when}", problems)
    if state is not None and state.id != keys["id"]:
        problems.append(Problem(f"{path}.{when}", "is not about the id of its line"))
    return state


def schema_of_kind(kind: str) -> Schema:
    """Return what a line of `kind` is, by what the document says of its list already."""
    name = LIST_OF_KIND.get(kind, kind)
    if kind == "profile_fact":
        where = "#/properties/profile_facts/anyOf/0/items"
    elif kind in LIST_OF_KIND:
        where = f"#/properties/{name}/anyOf/0/items"
    else:
        where = f"#/properties/{name}/anyOf/0"
    state = or_null({"$ref": where})
    return {"properties": {"kind": {"const": kind}, "before": state, "after": state}}


@dataclass(frozen=True, slots=True)
class ChangeField:
    keys: Record

    def read(self, value: Any, path: str, problems: Problems) -> RecordedChange | None:
        read = self.keys.read(value, path, problems)
        if read is None:
            return None
        return RecordedChange(
            at=read["at"],
            is_owners=read.get("by") == OWNER,
            undoes=read.get("undoes"),
            lines=read.get("lines", ()),
        )

    def write(self, value: RecordedChange) -> dict[str, Any]:
        return self.head(value) | {"lines": self.keys.fields["lines"].write(value.lines)}

    def head(self, value: RecordedChange) -> dict[str, Any]:
        """Return all of a change but its lines."""
        undoes = {} if value.undoes is None else {"undoes": value.undoes}
        return {"at": value.at.isoformat()} | ({"by": OWNER} if value.is_owners else {}) | undoes

    def schema(self) -> Schema:
        return self.keys.schema()


LINE = LineField()
CHANGE = ChangeField(
    Record(
        {
            "at": Moment(),
            "by": Choice((OWNER,)),
            "undoes": Whole(minimum=0),
            "lines": ListOf(LINE),
        },
        required=("at",),
    )
)


def note_contradictions(diary: Diary, problems: Problems) -> None:
    """Note where the changes of `diary` do not follow from each other or do not lead to it.

    Undo writes back what a change says was before, so a history that is not the one of this
    diary would break it long after it was read.
    """
    if diary.changes is None:
        return
    if diary.profile_facts is None:
        problems.append(Problem("$.profile_facts", "is missing: `changes` tell of its lines"))
        return
    left = followed(diary.changes, problems)
    if problems:
        return
    for path, kind, state in states_of(diary):
        if left.pop((kind, state.id), None) != state:
            problems.append(Problem(path, "is not what the changes left"))
    for kind, own_id in left:
        where = LIST_OF_KIND.get(kind, "profile_facts" if kind == "profile_fact" else kind)
        problems.append(Problem(f"$.{where}", f"lacks {own_id!r}, which the changes left"))


def followed(changes: Iterable[RecordedChange], problems: Problems) -> dict[tuple[str, str], Any]:
    """Return what was there after all changes, by kind and id; note each that cannot be."""
    there: dict[tuple[str, str], Any] = {}
    undone: set[int] = set()
    for position, change in enumerate(changes):
        path = f"$.changes[{position}]"
        if change.undoes is not None:
            if change.undoes >= position:
                problems.append(Problem(f"{path}.undoes", "is not the place of an earlier change"))
            elif change.undoes in undone:
                problems.append(Problem(f"{path}.undoes", "was undone by another change"))
            undone.add(change.undoes)
        follow(change.lines, path, there, problems)
    return there


def follow(
    lines: Iterable[RecordedLine], path: str, there: dict[tuple[str, str], Any], problems: Problems
) -> None:
    seen: set[tuple[str, str]] = set()
    for position, line in enumerate(lines):
        key = (line.kind, line.id)
        where = f"{path}.lines[{position}]"
        if key in seen:
            problems.append(Problem(f"{where}.id", "another line of this change has this id"))
        elif there.get(key) != line.before:
            problems.append(Problem(f"{where}.before", "is not what the changes before it left"))
        seen.add(key)
        if line.after is None:
            there.pop(key, None)
        else:
            there[key] = line.after


def states_of(diary: Diary) -> Iterator[tuple[str, str, Any]]:
    """Yield the path, the kind and the value of everything that has a history."""
    for kind, name in LIST_OF_KIND.items():
        for position, state in enumerate(getattr(diary, name)):
            yield f"$.{name}[{position}]", kind, state
    for position, fact in enumerate(diary.profile_facts or ()):
        yield f"$.profile_facts[{position}]", "profile_fact", fact
    for name in ONES:
        if (state := getattr(diary, name)) is not None:
            yield f"$.{name}", name, state
