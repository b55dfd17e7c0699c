"""The person: the profile, its lines over time, and the first page of the report."""

from dataclasses import dataclass
from typing import Any, get_args

from tracker.document.containers import ListOf, Record
from tracker.document.fields import (
    Anything,
    Choice,
    Day,
    Exactly,
    Field,
    Number,
    Schema,
    Text,
    Truth,
    Zone,
)
from tracker.document.problems import Problems
from tracker.document.records.common import made
from tracker.domain import diary
from tracker.domain.diary import PROFILE_FACTS, CoverSheet, HeldFact, held

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

PROFILE = Record(PROFILE_FIELDS)

FACT_KEYS = Record(
    {"fact": Choice(PROFILE_FACTS), "value": Anything(), "from": Day()}, required=("fact",)
)


@dataclass(frozen=True, slots=True)
class FactField:
    """A fact of the profile; the type of its value is the one that the profile has for it."""

    def read(self, value: Any, path: str, problems: Problems) -> HeldFact | None:
        read = FACT_KEYS.read(value, path, problems)
        if read is None:
            return None
        fact, written = read["fact"], read.get("value")
        kind = PROFILE_FIELDS[fact]
        told = None if written is None else kind.read(written, f"{path}.value", problems)
        return held(fact, told, read.get("from"))

    def write(self, value: HeldFact) -> dict[str, Any]:
        told = None if value.value is None else PROFILE_FIELDS[value.fact].write(value.value)
        since = {} if value.holds_from is None else {"from": value.holds_from.isoformat()}
        return {"fact": value.fact, "value": told, **since}

    def schema(self) -> Schema:
        return {
            "anyOf": [
                Record({"fact": Exactly(fact), "value": kind, "from": Day()}, ("fact",)).schema()
                for fact, kind in PROFILE_FIELDS.items()
            ]
        }


PROFILE_FACT = FactField()

COVER_SHEET = Record({"name": Text(), "questions": ListOf(Text())}, build=made(CoverSheet))
