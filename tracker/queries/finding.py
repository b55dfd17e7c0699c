"""Entries found by what they are, newest first, a page at a time.

One query over the tables of all kinds names the entries of a page; those are then read by their
keys. The number of queries is the same however long the diary is.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Literal, NamedTuple

from django.db.models import (
    Case,
    CharField,
    DateTimeField,
    F,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
)

from tracker.domain.day_summary import DaySummary, summarise
from tracker.domain.diary import Diary, Profiles
from tracker.domain.rules.model import Severity
from tracker.domain.substances import normalised
from tracker.knowledge import knowledge
from tracker.models import DiaryRow, Intake, IntakeContent, Meal, NoneTaken, Person, Score
from tracker.queries.belongings import belongings
from tracker.queries.entries import diary_where
from tracker.queries.summaries import entries_around, stored_summaries

PAGE = 50

KindName = Literal["intake", "meal", "score", "none_taken"]
TABLES: Mapping[KindName, type[DiaryRow]] = {
    "intake": Intake,
    "meal": Meal,
    "score": Score,
    "none_taken": NoneTaken,
}

NO_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)
"""Where a "none taken" stands among the moments of its day: it has none, and comes last."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are looked for; what is left open finds every one.

    What is asked of intakes alone (substance, product, as needed) and of symptoms alone says
    which kinds are meant: "magnesium" leaves out meals, "magnesium" and "nerve pain" shows both.
    """

    kind: KindName | None = None
    substance: str = ""
    product: str = ""
    symptom: str = ""
    is_as_needed: bool = False
    flagged: Severity | Literal["any"] | None = None
    first: date | None = None
    last: date | None = None
    text: str = ""

    @property
    def is_everything(self) -> bool:
        return self == Wanted()


class Line(NamedTuple):
    """An entry, by what orders it and by what finds it."""

    day: date
    has_time: int
    at: datetime
    kind: KindName
    pk: int
    entry_id: str


@dataclass(frozen=True, slots=True)
class Found:
    """The entries of one page, and how many there are on all of them."""

    lines: tuple[Line, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


@dataclass(frozen=True, slots=True)
class Listed:
    """What was found, read: a diary of these entries alone, and the summaries of their days."""

    diary: Diary
    summaries: tuple[DaySummary, ...]


def found(
    person: Person, wanted: Wanted, page: int = 1, among: Collection[str] | None = None
) -> Found:
    """Return the entries of a page; of a page beyond the last one, those of the last.

    `among` are the ids of the entries that can be meant, where the rules decide on them.
    """
    if among is not None:
        meant = [line for line in _lines(person, wanted) if line.entry_id in among]
        page = _page_that_is(page, len(meant))
        return Found(tuple(meant[_places_of(page)]), len(meant), page)
    rows = _rows(person, wanted)
    if rows is None:
        return Found((), 0, 1)
    total = rows.count()
    page = _page_that_is(page, total)
    return Found(tuple(Line(*row) for row in _in_order(rows)[_places_of(page)]), total, page)


def listed(person: Person, of: Found, known: Profiles) -> Listed:
    """Return the entries of a page, and their days in short.

    Days without a stored summary are worked out from what is read around them in the same
    queries; nothing is written.
    """
    days = {line.day for line in of.lines}
    stored = stored_summaries(person, days=days)
    missing = days - stored.keys()
    conditions = dict(entries_around(person, missing))
    for kind, keys in _by_kind(of.lines).items():
        conditions[kind] |= Q(pk__in=keys)
    read = diary_where(conditions, known)
    made = summarise(read, sorted(missing), knowledge().rule_book) if missing else []
    alone = replace(_only(read, {line.entry_id for line in of.lines}), **belongings(person))
    return Listed(alone, (*stored.values(), *made))


def substances_taken(person: Person) -> list[str]:
    """Return the names of the substances in the person's intakes, as names are compared."""
    names = IntakeContent.objects.filter(person=person).exclude(substance_key="").order_by()
    # Sorted here: each database sorts text in a way of its own.
    return sorted(names.values_list("substance_key", flat=True).distinct())


def symptoms_felt(person: Person) -> list[str]:
    """Return the symptoms of the person's scores, as they are kept."""
    names = Score.objects.filter(person=person).values_list("symptom", flat=True)
    return sorted(name for name in names.order_by().distinct() if name)


def _lines(person: Person, wanted: Wanted) -> Iterator[Line]:
    rows = _rows(person, wanted)
    return iter(()) if rows is None else (Line(*row) for row in _in_order(rows))


def _places_of(page: int) -> slice:
    return slice((page - 1) * PAGE, page * PAGE)


def _page_that_is(page: int, total: int) -> int:
    return min(max(page, 1), max(1, -(-total // PAGE)))


def _in_order(rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    return rows.order_by("-line_day", "-has_time", "-at", "line_kind", "-pk")


def _rows(person: Person, wanted: Wanted) -> QuerySet[Any, Any] | None:
    """Return the lines of all kinds that can be meant, in one query; None where none can."""
    parts = [
        _ordered_by(TABLES[kind]._default_manager.filter(_common(person, wanted) & own), kind)
        for kind, own in _conditions(person, wanted).items()
    ]
    if not parts:
        return None
    first, *others = parts
    return first.union(*others, all=True) if others else first


def _ordered_by(rows: QuerySet[Any], kind: KindName) -> QuerySet[Any, Any]:
    is_timed = kind != "none_taken"
    has_time = Case(When(precision="day", then=0), default=1, output_field=IntegerField())
    lines: QuerySet[Any, Any] = (
        rows.order_by()
        .annotate(
            line_day=F("day"),
            has_time=has_time if is_timed else Value(-1, output_field=IntegerField()),
            at=F("instant") if is_timed else Value(NO_MOMENT, output_field=DateTimeField()),
            line_kind=Value(kind, output_field=CharField()),
        )
        .values_list("line_day", "has_time", "at", "line_kind", "pk", "entry_id")
    )
    return lines


def _common(person: Person, wanted: Wanted) -> Q:
    condition = Q(person=person)
    if wanted.first is not None:
        condition &= Q(day__gte=wanted.first)
    if wanted.last is not None:
        condition &= Q(day__lte=wanted.last)
    return condition


def _conditions(person: Person, wanted: Wanted) -> dict[KindName, Q]:
    """Return what is asked of each kind that can be meant."""
    asked: dict[KindName, Q] = {
        "intake": _asked_of_intakes(person, wanted),
        "meal": _has_text(wanted, "note"),
        "score": _has_text(wanted, "note"),
        "none_taken": Q(),
    }
    if wanted.symptom:
        asked["score"] &= _is_called(wanted.symptom, "symptom")
    if wanted.substance:
        asked["none_taken"] &= Q(substance__in=_names_of(wanted.substance))
    return {kind: asked[kind] for kind in TABLES if _can_be(kind, wanted)}


def _can_be(kind: KindName, wanted: Wanted) -> bool:
    if wanted.kind not in (None, kind):
        return False
    is_of_label = bool(wanted.product or wanted.is_as_needed)
    is_of_intakes = bool(wanted.substance or is_of_label)
    is_of_any = not (is_of_intakes or wanted.symptom)
    match kind:
        case "intake":
            return is_of_any or is_of_intakes
        case "score":
            return is_of_any or bool(wanted.symptom)
        case "meal":
            return is_of_any and wanted.flagged is None
    says_none = is_of_any or (bool(wanted.substance) and not is_of_label)
    return says_none and wanted.flagged is None and not wanted.text


def _asked_of_intakes(person: Person, wanted: Wanted) -> Q:
    # Lists of keys, made once: asked for each intake, a database may walk all contents each time.
    holding = IntakeContent.objects.filter(person=person).order_by().values("intake")
    asked = Q()
    if wanted.substance:
        names = _names_of(wanted.substance)
        asked &= Q(pk__in=holding.filter(substance_key__in=names))
    if wanted.product:
        asked &= Q(product_id=wanted.product)
    if wanted.is_as_needed:
        asked &= Q(as_needed=True)
    if wanted.text:
        called_so = Q(pk__in=holding.filter(_holds(wanted.text, "substance")))
        asked &= _has_text(wanted, "note", "product") | called_so
    return asked


def _names_of(substance: str) -> frozenset[str]:
    """Return every name under which the substance may be written, as names are compared."""
    found = knowledge().rule_book.substances.find(substance)
    return frozenset({normalised(substance)}) if found is None else found.names | {found.id}


def _has_text(wanted: Wanted, *columns: str) -> Q:
    return _holds(wanted.text, *columns) if wanted.text else Q()


# SQLite knows the capitals of English letters only. For others the text is asked for as a pattern,
# which every database compares letter by letter in any alphabet; that takes longer.


def _holds(text: str, *columns: str) -> Q:
    """Return the condition that one of the columns holds the text, in capitals or not."""
    lookup, asked = ("icontains", text) if text.isascii() else ("iregex", re.escape(text))
    condition = Q()
    for column in columns:
        condition |= Q(**{f"{column}__{lookup}": asked})
    return condition


def _is_called(name: str, column: str) -> Q:
    """Return the condition that the column is the name, in capitals or not."""
    if name.isascii():
        return Q(**{f"{column}__iexact": name})
    return Q(**{f"{column}__iregex": rf"\A{re.escape(name)}\Z"})


def _by_kind(lines: Collection[Line]) -> Mapping[KindName, list[int]]:
    keys: dict[KindName, list[int]] = defaultdict(list)
    for line in lines:
        keys[line.kind].append(line.pk)
    return keys


def _only(diary: Diary, entry_ids: Collection[str]) -> Diary:
    """Return the diary with none but these entries."""
    return replace(
        diary,
        intakes=tuple(one for one in diary.intakes if one.id in entry_ids),
        meals=tuple(one for one in diary.meals if one.id in entry_ids),
        symptoms=tuple(one for one in diary.symptoms if one.id in entry_ids),
        none_taken=tuple(one for one in diary.none_taken if one.id in entry_ids),
    )
