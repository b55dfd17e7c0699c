"""Reads TOML tables into frozen dataclasses and says everything that is wrong with them.

The dataclass is the schema: its fields are the allowed keys, their types the allowed values,
and a field without a default has to be there. Problems are collected, not raised, so that one
run reports all of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache, partial
from types import NoneType, UnionType
from typing import (
    Any,
    ClassVar,
    Literal,
    Protocol,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

Problems = list[str]
"""Lines such as `rules/x.toml: severity: must be one of info, caution, not 'high'`."""


class KnowledgeError(Exception):
    """The knowledge files are wrong; `problems` holds a line for each thing to mend."""

    def __init__(self, problems: Problems) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class Record(Protocol):
    """Any dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


RecordType = TypeVar("RecordType", bound=Record)
Reader = Callable[[Any, str, Problems], Any]


class WrongValue(Exception):
    """A value cannot be used. Without a text: what is wrong with it was already reported."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How to read one dataclass: a reader for each key, and the keys that have to be there.

    TOML has no null: a field that may be `None` may be left out, and stands in `unset`.
    """

    readers: Mapping[str, Reader]
    required: frozenset[str]
    unset: Mapping[str, None]


def read(kind: type[RecordType], raw: object, where: str, problems: Problems) -> RecordType | None:
    """Return `raw` as a `kind`, or `None` after adding what is wrong with it to `problems`."""
    try:
        return _read_record(kind, raw, where, problems)
    except WrongValue as wrong:
        report(wrong, where, problems)
        return None


def report(wrong: WrongValue, where: str, problems: Problems) -> None:
    if wrong.args:
        problems.append(f"{where}: {wrong}")


def _read_record(kind: type[RecordType], raw: object, where: str, problems: Problems) -> RecordType:
    if not isinstance(raw, dict):
        raise WrongValue("must be a table")
    plan = _plan_of(kind)
    known_problems = len(problems)
    values = {key: _read_field(plan, key, value, where, problems) for key, value in raw.items()}
    problems.extend(f"{where}: '{key}' is missing" for key in sorted(plan.required - raw.keys()))
    if len(problems) > known_problems:
        raise WrongValue
    return kind(**{**plan.unset, **values})


def _read_field(plan: Plan, key: str, value: object, where: str, problems: Problems) -> Any:
    reader = plan.readers.get(key)
    if reader is None:
        allowed = ", ".join(sorted(plan.readers))
        problems.append(f"{where}: unknown key '{key}'; allowed: {allowed}")
        return None
    if value == "" and key in plan.required:
        problems.append(f"{where}: '{key}' must not be empty")
        return None
    place = f"{where}: {key}"
    try:
        return reader(value, place, problems)
    except WrongValue as wrong:
        report(wrong, place, problems)
        return None


@cache
def _plan_of(kind: type[Record]) -> Plan:
    types = get_type_hints(kind)
    without_default = {
        field.name
        for field in fields(kind)
        if field.default is MISSING and field.default_factory is MISSING
    }
    unset = {name for name in without_default if NoneType in get_args(types[name])}
    return Plan(
        readers={field.name: _reader_of(types[field.name]) for field in fields(kind)},
        required=frozenset(without_default - unset),
        unset=dict.fromkeys(unset),
    )


def _reader_of(kind: Any) -> Reader:
    """Return the reader of the values of a type, as it stands in a dataclass."""
    if kind in SCALARS:
        return SCALARS[kind]
    if is_dataclass(kind):
        return partial(_read_record, cast("type[Record]", kind))
    return _reader_of_generic(get_origin(kind), get_args(kind))


def _reader_of_generic(origin: Any, arguments: tuple[Any, ...]) -> Reader:
    if origin is Literal:
        return partial(_read_choice, arguments)
    if origin in (Union, UnionType):
        return _reader_of(next(one for one in arguments if one is not NoneType))
    if origin in (tuple, frozenset):
        return partial(_read_list, origin, _reader_of(arguments[0]))
    return partial(_read_mapping, _reader_of(arguments[0]), _reader_of(arguments[1]))


def _read_list(
    collection: Callable[[list[Any]], Any],
    read_item: Reader,
    value: Any,
    where: str,
    problems: Problems,
) -> Any:
    if not isinstance(value, list):
        raise WrongValue("must be a list")
    items = [
        _read_item(read_item, item, f"{where}[{position}]", problems)
        for position, item in enumerate(value)
    ]
    if collection is frozenset and len(set(items)) < len(items):
        raise WrongValue("names something twice")
    return collection(items)


def _read_item(read_item: Reader, item: Any, where: str, problems: Problems) -> Any:
    try:
        return read_item(item, where, problems)
    except WrongValue as wrong:
        report(wrong, where, problems)
        return None


def _read_mapping(
    read_key: Reader, read_item: Reader, value: Any, where: str, problems: Problems
) -> dict[Any, Any]:
    if not isinstance(value, dict):
        raise WrongValue("must be a table")
    return {
        _read_item(read_key, key, where, problems): _read_item(
            read_item, item, f"{where}: {key}", problems
        )
        for key, item in value.items()
    }


def _read_anything(value: Any, _where: str, _problems: Problems) -> Any:
    return value


def _read_choice(choices: tuple[str, ...], value: Any, _where: str, _problems: Problems) -> str:
    for choice in choices:
        if value == choice:
            return choice
    raise WrongValue(f"must be one of {', '.join(choices)}, not {value!r}")


def _read_text(value: Any, _where: str, _problems: Problems) -> str:
    if not isinstance(value, str):
        raise WrongValue(f"must be a text, not {value!r}")
    # A long text may be broken into lines in the file; it is one paragraph all the same.
    return value.replace("\n", " ")


def _read_decimal(value: Any, _where: str, _problems: Problems) -> Decimal:
    if type(value) is int:
        return Decimal(value)
    if not isinstance(value, Decimal) or not value.is_finite():
        raise WrongValue(f"must be a number, not {value!r}")
    return value


def _read_exactly(kind: type, name: str, value: Any, _where: str, _problems: Problems) -> Any:
    # `type` and not isinstance: true is no whole number here, and a time is no date.
    if type(value) is not kind:
        raise WrongValue(f"must be {name}, not {value!r}")
    return value


SCALARS: Mapping[Any, Reader] = {
    Any: _read_anything,
    str: _read_text,
    Decimal: _read_decimal,
    int: partial(_read_exactly, int, "a whole number"),
    bool: partial(_read_exactly, bool, "true or false"),
    date: partial(_read_exactly, date, "a date"),
    datetime: partial(_read_exactly, datetime, "a time"),
}
