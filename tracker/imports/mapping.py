"""What the columns of somebody's table mean: a small TOML file, described in docs/import.md."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, get_args

from tracker.document.containers import ListOf, Record
from tracker.document.fields import Choice, Number, Text
from tracker.document.problems import Problem, Problems
from tracker.document.records import UNIT
from tracker.domain import diary
from tracker.domain.diary import Basis, Better, MealRelation, Route, Scale, Source, Unit

DecimalMark = Literal["point", "comma"]
ZeroMeans = Literal["not_logged", "none_taken"]


@dataclass(frozen=True, slots=True)
class IntakeColumn:
    """A column of amounts. The substance stands in a column of its own, or is the same in all."""

    amount_column: str
    substance: str | None = None
    substance_column: str | None = None
    note_column: str | None = None
    unit: Unit | None = None
    basis: Basis | None = None
    form: str | None = None
    compound: str | None = None
    product: str | None = None
    route: Route | None = "oral"
    source: Source | None = "supplement"
    meal: MealRelation = "unknown"
    zero: ZeroMeans = "not_logged"

    @property
    def columns(self) -> tuple[str, ...]:
        named = (self.amount_column, self.substance_column, self.note_column)
        return tuple(column for column in named if column is not None)


@dataclass(frozen=True, slots=True)
class ScoreColumn:
    """A column of scores of one symptom, all on one scale."""

    column: str
    symptom: str
    scale: Scale


@dataclass(frozen=True, slots=True)
class TableMapping:
    """Which column holds the time, and what the others are. Columns not named are left out."""

    time_column: str
    time_format: str | None = None
    delimiter: str | None = None
    decimal: DecimalMark | None = None
    intake: tuple[IntakeColumn, ...] = ()
    score: tuple[ScoreColumn, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that the table has to have, once."""
        intake = (column for one in self.intake for column in one.columns)
        score = (one.column for one in self.score)
        return tuple(dict.fromkeys((self.time_column, *intake, *score)))


class MappingError(ValueError):
    """A mapping that cannot be used; `problems` says everything that is wrong with it."""

    def __init__(self, problems: Problems) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def read_mapping(text: str) -> TableMapping:
    """Return the mapping in `text`: TOML, or JSON where it begins with a brace.

    Raises MappingError with every problem at once.
    """
    problems: Problems = []
    mapping = MAPPING.read(_parsed(text), "mapping", problems)
    if isinstance(mapping, TableMapping):
        problems.extend(_contradictions(mapping))
    if problems or not isinstance(mapping, TableMapping):
        raise MappingError(problems)
    return mapping


def _parsed(text: str) -> Any:
    try:
        if text.lstrip().startswith("{"):
            return json.loads(text, parse_float=Decimal)
        return tomllib.loads(text, parse_float=Decimal)
    except (json.JSONDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise MappingError([Problem("mapping", f"is neither TOML nor JSON: {error}")]) from error


def _contradictions(mapping: TableMapping) -> Iterator[Problem]:
    if not mapping.intake and not mapping.score:
        yield Problem("mapping", "imports nothing; add an [[intake]] or a [[score]]")
    for position, intake in enumerate(mapping.intake):
        if (intake.substance is None) == (intake.substance_column is None):
            where = f"mapping.intake[{position}]"
            yield Problem(where, "needs either `substance` or `substance_column`")
    for position, score in enumerate(mapping.score):
        if score.scale.min >= score.scale.max:
            yield Problem(f"mapping.score[{position}]", "`min` must be below `max`")


def _intake_column(values: dict[str, Any]) -> IntakeColumn:
    return IntakeColumn(**values)


def _score_column(values: dict[str, Any]) -> ScoreColumn:
    column = values.pop("column")
    return ScoreColumn(column, values.pop("symptom", column), Scale(**values))


def _table_mapping(values: dict[str, Any]) -> TableMapping:
    return TableMapping(**values)


INTAKE = Record(
    {
        "amount_column": Text(),
        "substance": Text(),
        "substance_column": Text(),
        "note_column": Text(),
        "unit": UNIT,
        "basis": Choice(get_args(diary.Basis)),
        "form": Text(),
        "compound": Text(),
        "product": Text(),
        "route": Choice(get_args(diary.Route)),
        "source": Choice(get_args(diary.Source)),
        "meal": Choice(get_args(diary.MealRelation)),
        "zero": Choice(get_args(ZeroMeans)),
    },
    required=("amount_column",),
    build=_intake_column,
)

SCORE = Record(
    {
        "column": Text(),
        "symptom": Text(),
        "min": Number(),
        "max": Number(),
        "better": Choice(get_args(Better)),
        "unit": Text(),
    },
    required=("column", "min", "max", "better"),
    build=_score_column,
)

MAPPING = Record(
    {
        "time_column": Text(),
        "time_format": Text(),
        "delimiter": Choice((",", ";", "\t"), aliases={"tab": "\t"}),
        "decimal": Choice(get_args(DecimalMark)),
        "intake": ListOf(INTAKE),
        "score": ListOf(SCORE),
    },
    required=("time_column",),
    build=_table_mapping,
)
