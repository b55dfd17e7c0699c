"""What a document would bring to a diary: what is new, what is there already, what differs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from tracker.domain.diary import Diary, Experiment, facts_of
from tracker.models import (
    ENTRY_KINDS,
    KINDS,
    Belonging,
    FlagNote,
    Kept,
    KeptRow,
    Person,
    ProfileFact,
    is_same,
    kind_of,
)
from tracker.queries.archive import is_blank
from tracker.queries.portions import in_batches


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something of the document, and what stands in its way in the diary."""

    theirs: Kept
    mine: Kept


@dataclass(frozen=True, slots=True)
class Compared:
    """What the document holds of one kind: the new in its order, how many are the same."""

    kind: str
    new: tuple[Kept, ...]
    same: int
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All kinds of which the document holds anything.

    `takes_history` says that the diary is empty and becomes the one of the document, with its
    history.
    """

    kinds: tuple[Compared, ...]
    takes_history: bool

    @property
    def new(self) -> int:
        return sum(len(one.new) for one in self.kinds)

    @property
    def same(self) -> int:
        return sum(one.same for one in self.kinds)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        return tuple(chain.from_iterable(one.conflicts for one in self.kinds))


def compared(person: Person | None, diary: Diary) -> Comparison:
    """Return what `diary` would bring to the diary of `person`, kind by kind.

    None is somebody who has no diary yet.
    """
    blank = person is None or is_blank(person)
    by_kind: dict[str, list[Kept]] = defaultdict(list)
    for one in everything_in(diary):
        by_kind[kind_of(one).name].append(one)
    # What is blank has at most the fact of sign-up, and that gives way.
    in_the_way = _InTheWay(None if blank else person, by_kind)
    return Comparison(
        kinds=tuple(
            _compared(kind, by_kind[kind], in_the_way) for kind in KINDS if kind in by_kind
        ),
        takes_history=blank and diary.changes is not None,
    )


def everything_in(diary: Diary) -> Iterator[Kept]:
    """Yield all that a diary keeps, each once, in the order in which it is stored."""
    facts = diary.profile_facts
    yield from facts_of(diary.profile, diary.earlier_profiles) if facts is None else facts
    yield from chain(
        diary.products, diary.favourites, diary.custom_symptoms, diary.questions, diary.experiments
    )
    ones = (diary.tracked, diary.settings, diary.cover_sheet)
    yield from (one for one in ones if one is not None)
    yield from chain(
        diary.intakes, diary.meals, diary.symptoms, diary.none_taken, diary.skipped_doses
    )
    # One note says one thing about one flag: of the same id, it is the same note.
    yield from {note.id: note for note in diary.flag_notes}.values()


class _InTheWay:
    """What stands in the way of something: what has its id, or an experiment in its days."""

    def __init__(self, person: Person | None, by_kind: Mapping[str, Sequence[Kept]]) -> None:
        entries = [kind.name for kind in ENTRY_KINDS]
        self._entries = _by_id(
            person, entries, [one.id for name in entries for one in by_kind.get(name, ())]
        )
        notes = [note.id for note in by_kind.get(FlagNote.kind, ())]
        self._notes = _by_id(person, [FlagNote.kind], notes)
        self._few = _few_of(person)
        self._experiments = [one for one in self._few.values() if isinstance(one, Experiment)]

    def of(self, theirs: Kept) -> Kept | None:
        kind = kind_of(theirs)
        if kind in ENTRY_KINDS:
            return self._entries.get(theirs.id)
        if kind.name == FlagNote.kind:
            return self._notes.get(theirs.id)
        mine = self._few.get((kind.name, theirs.id))
        if mine is None and isinstance(theirs, Experiment):
            return next((one for one in self._experiments if theirs.overlaps(one)), None)
        return mine


def _few_of(person: Person | None) -> dict[tuple[str, str], Kept]:
    """Return what there is little of, by kind and id."""
    tables: tuple[type[KeptRow], ...] = () if person is None else (Belonging, ProfileFact)
    return {
        (row.kind_name, row.entry_id): row.entry()
        for table in tables
        for row in table._default_manager.filter(person=person)
    }


def _by_id(person: Person | None, kinds: Iterable[str], ids: Sequence[str]) -> dict[str, Kept]:
    if person is None:
        return {}
    return {
        row.entry_id: row.entry()
        for kind in kinds
        for some in in_batches(ids)
        for row in KINDS[kind]
        .rows_of(person)
        .filter(entry_id__in=some)
        .prefetch_related(*KINDS[kind].model.child_lists)
    }


def _compared(kind: str, those: Iterable[Kept], in_the_way: _InTheWay) -> Compared:
    new: list[Kept] = []
    conflicts: list[Conflict] = []
    same = 0
    for theirs in those:
        mine = in_the_way.of(theirs)
        if mine is None:
            new.append(theirs)
        elif kind_of(mine).name == kind and is_same(theirs, mine):
            same += 1
        else:
            conflicts.append(Conflict(theirs, mine))
    return Compared(kind, tuple(new), same, tuple(conflicts))
