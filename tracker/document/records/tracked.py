"""What is followed: symptoms of one's own, and which symptoms a check-in asks for."""

from dataclasses import dataclass
from typing import Any

from tracker.document.containers import ListOf, Record
from tracker.document.fields import Schema, Text, Truth
from tracker.document.problems import Problems
from tracker.document.records.common import SCALE, made
from tracker.domain.diary import CustomSymptom, Tracked

CUSTOM_SYMPTOM = Record(
    {
        "id": Text(),
        "name": Text(),
        "scale": SCALE,
        "lowest": Text(),
        "highest": Text(),
        "is_put_away": Truth(),
    },
    required=("id", "name"),
    build=made(CustomSymptom),
)


@dataclass(frozen=True, slots=True)
class TrackedField:
    """The ids of the symptoms that are followed; the list is all there is to it."""

    ids: ListOf

    def read(self, value: Any, path: str, problems: Problems) -> Tracked | None:
        read = self.ids.read(value, path, problems)
        return None if read is None else Tracked(read)

    def write(self, value: Tracked) -> list[Any]:
        return self.ids.write(value.symptoms)

    def schema(self) -> Schema:
        return self.ids.schema()


TRACKED = TrackedField(ListOf(Text()))
