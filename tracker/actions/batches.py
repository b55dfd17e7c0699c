"""Many entries at once, all or nothing: imports and generated diaries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser

from tracker.actions.errors import IdInUse
from tracker.actions.ledger import Ledger, ledger
from tracker.domain.diary import Diary, facts_of
from tracker.models import Belonging, Change, FlagNote, Kept, Person, ProfileFact, is_same, kind_of
from tracker.queries.portions import in_batches


@dataclass(frozen=True, slots=True)
class Added:
    """How many entries were added, how many were there before.

    Profile facts, flag notes and what belongs to no day are not counted.
    `change` undoes all of it; it is None where there was nothing to add.
    """

    added: int
    already_there: int
    change: Change | None


def add_entries(
    *,
    person: Person,
    diary: Diary,
    by: AbstractBaseUser | None = None,
    keep_known_ids: bool = False,
) -> Added:
    """Add the entries, the profile, the belongings and the flag notes of `diary` as one change.

    What is there already, with the same content, is left alone: the same file twice adds
    nothing. An id that is there with other content raises IdInUse, and nothing is added;
    with `keep_known_ids` it is left as it is too, for ids that say by themselves which row of
    which file is meant. Entries are taken as they are: an intake of a file does not end a
    "none taken" of the same day, or an archive would not come out as it went in.
    """
    entries: list[Kept] = [
        *diary.intakes,
        *diary.meals,
        *diary.symptoms,
        *diary.none_taken,
        *diary.skipped_doses,
    ]
    _refuse_repeated(entries)
    with ledger(person, by) as book:
        known = _known_entries(book, entries)
        facts = _new_facts(book, diary)
        notes = _new_flag_notes(book, diary)
        belongings = _new_belongings(book, diary)
        if not keep_known_ids:
            _refuse_other_content(entries, known)
        new = [entry for entry in entries if entry.id not in known]
        for entry in (*new, *facts, *notes, *belongings):
            book.put(entry)
        change = book.write() if book.lines else None
    return Added(added=len(new), already_there=len(entries) - len(new), change=change)


def _refuse_repeated(entries: Iterable[Kept]) -> None:
    repeated = [entry_id for entry_id, n in Counter(one.id for one in entries).items() if n > 1]
    if repeated:
        raise IdInUse(*repeated)


def _refuse_other_content(entries: Iterable[Kept], known: Mapping[str, Kept]) -> None:
    others = [
        entry.id for entry in entries if entry.id in known and not is_same(entry, known[entry.id])
    ]
    if others:
        raise IdInUse(*others)


def _known_entries(book: Ledger, entries: Sequence[Kept]) -> dict[str, Kept]:
    """Return the entries that are there, by id, whatever their kind."""
    ids_by_kind: dict[str, list[str]] = defaultdict(list)
    for entry_id, kind in book.holders([entry.id for entry in entries]).items():
        ids_by_kind[kind].append(entry_id)
    return {
        row.entry_id: row.entry()
        for kind, ids in ids_by_kind.items()
        for some in in_batches(ids)
        for row in book.rows(kind, some)
    }


def _new_facts(book: Ledger, diary: Diary) -> list[Kept]:
    known = {row.entry_id: row.entry() for row in ProfileFact.objects.filter(person=book.person)}
    facts = facts_of(diary.profile, diary.earlier_profiles)
    _refuse_other_content(facts, known)
    return [fact for fact in facts if fact.id not in known]


def _new_flag_notes(book: Ledger, diary: Diary) -> list[Kept]:
    # One note says one thing about one flag: of the same id, it is the same note.
    notes = {note.id: note for note in diary.flag_notes}
    kind = FlagNote.kind
    known = {row.entry_id for ids in in_batches([*notes]) for row in book.rows(kind, ids)}
    return [note for note_id, note in notes.items() if note_id not in known]


def _new_belongings(book: Ledger, diary: Diary) -> list[Kept]:
    """Return the products and the like that are not there; other content raises IdInUse."""
    known = {
        (row.sort, row.entry_id): row.entry()
        for row in Belonging.objects.filter(person=book.person)
    }
    single = (one for one in (diary.tracked, diary.settings, diary.cover_sheet) if one is not None)
    new: list[Kept] = []
    for one in (
        *diary.products,
        *diary.favourites,
        *diary.custom_symptoms,
        *diary.questions,
        *diary.experiments,
        *single,
    ):
        there = known.get((kind_of(one).name, one.id))
        if there is None:
            new.append(one)
        elif not is_same(one, there):
            raise IdInUse(one.id)
    return new
