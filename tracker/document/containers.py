"""The lists and objects of a document: what holds fields, and is a field itself."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.document.fields import Field, Schema
from tracker.document.problems import Problem, Problems, at, until_enough, wrong_type


@dataclass(frozen=True, slots=True)
class ListOf:
    item: Field

    def read(self, value: Any, path: str, problems: Problems) -> tuple[Any, ...] | None:
        if not isinstance(value, list):
            problems.append(wrong_type("a list", value, path))
            return None
        read = (
            self.item.read(item, f"{path}[{position}]", problems)
            for position, item in enumerate(until_enough(value, problems))
        )
        return tuple(item for item in read if item is not None)

    def write(self, value: Iterable[Any]) -> list[Any]:
        return [self.item.write(item) for item in value]

    def schema(self) -> Schema:
        return {"type": "array", "items": self.item.schema()}


@dataclass(frozen=True, slots=True)
class Record:
    """An object with known keys. A key that is null counts as absent.

    `check` sees the values that could be read, and notes where they do not go together;
    `build` makes the domain value, and is called only where all is in order.
    """

    fields: Mapping[str, Field]
    required: Sequence[str] = ()
    build: Callable[[dict[str, Any]], Any] = lambda values: values
    check: Callable[[dict[str, Any], str, Problems], None] = lambda _values, _path, _problems: None

    def read(self, value: Any, path: str, problems: Problems) -> Any:
        if not isinstance(value, dict):
            problems.append(wrong_type("an object", value, path))
            return None
        before = len(problems)
        self._note_keys(value, path, problems)
        values = {
            key: kind.read(value[key], at(path, key), problems)
            for key, kind in self.fields.items()
            if value.get(key) is not None
        }
        self.check(values, path, problems)
        return self.build(values) if len(problems) == before else None

    def write(self, value: Any) -> dict[str, Any]:
        known = {key: getattr(value, key) for key in self.fields}
        return {
            key: self.fields[key].write(item) for key, item in known.items() if item is not None
        }

    def _note_keys(self, value: dict[str, Any], path: str, problems: Problems) -> None:
        for key in until_enough(value, problems):
            if key not in self.fields:
                known = ", ".join(self.fields)
                problems.append(Problem(at(path, key), f"unknown key; known here: {known}"))
        for key in self.required:
            if value.get(key) is None:
                problems.append(Problem(at(path, key), "is missing"))

    def schema(self) -> Schema:
        return {
            "type": "object",
            "properties": {
                key: kind.schema() if key in self.required else or_null(kind.schema())
                for key, kind in self.fields.items()
            },
            "required": list(self.required),
            "additionalProperties": False,
        }


def or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}
