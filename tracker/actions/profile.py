"""The writes of the profile: facts that hold from a day on."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, get_type_hints

from django.contrib.auth.models import AbstractBaseUser

from tracker.actions import kept
from tracker.actions.errors import UnknownFact
from tracker.actions.kept import Saved
from tracker.actions.ledger import Ledger, ledger
from tracker.actions.profile_lines import day_after, with_names, with_period
from tracker.domain.diary import PROFILE_FACTS, HeldFact, Profile, held
from tracker.models import Change, Person, ProfileFact
from tracker.models.plain import from_plain, plain

_HINTS = get_type_hints(Profile)


def set_profile_fact(
    *,
    person: Person,
    fact: str,
    value: Any,
    holds_from: date | None = None,
    by: AbstractBaseUser | None = None,
) -> Saved[ProfileFact]:
    """Say what a fact of the profile is from a day on; None: since ever.

    `value` is the domain value (`Profile`), and None says that it is not known from then on.
    A value for the same fact and day takes the place of the one before. A fact holds before
    its first day too: for one that began (a pregnancy), say what was so before as well, with
    `holds_from` None.
    """
    told = _held(fact, value, holds_from)
    with ledger(person, by) as book:
        return kept.put(book, told)


def set_profile_facts(
    *,
    person: Person,
    values: Mapping[str, Any],
    since: date | None = None,
    until: date | None = None,
    afterwards: Any = None,
    by: AbstractBaseUser | None = None,
) -> Change | None:
    """Say what some facts are from `since` on (None: since ever), as one change.

    What was so before `since` stays so, and is "not known" where nothing was said: a kidney
    disease that began last May does not rewrite the years before it. Lines of later days stay
    too; with `until`, the last day, those up to it go and `afterwards` holds from the next day.
    `date.max` as `until` says it for good. Returns None where all of it is known already.
    """
    told = {fact: _held(fact, value, since) for fact, value in values.items()}
    ends = {fact: _held(fact, afterwards, day_after(until)) for fact in values if until}
    with ledger(person, by) as book:
        for fact, line in told.items():
            lines = _lines(book, fact)
            _note(book, lines, with_period(lines, line, ends.get(fact)))
        return book.write() if book.lines else None


def change_profile_list(
    *,
    person: Person,
    fact: str,
    add: Sequence[str] = (),
    remove: Sequence[str] = (),
    since: date | None = None,
    by: AbstractBaseUser | None = None,
) -> Change | None:
    """Add names to a list of the profile and take others off, from `since` on (None: since ever).

    Lists of later days change in the same way, so that a medicine taken since March is also in
    the list that was written down for May. Names are compared as the rules compare them.
    Returns None where all of it is known already.
    """
    with ledger(person, by) as book:
        note_names(book, fact, add=add, remove=remove, since=since)
        return book.write() if book.lines else None


def note_names(
    book: Ledger,
    fact: str,
    *,
    add: Sequence[str] = (),
    remove: Sequence[str] = (),
    since: date | None = None,
) -> None:
    """Note in `book` what `change_profile_list` does, as a part of a larger step."""
    _held(fact, tuple(add), since)
    lines = _lines(book, fact)
    _note(book, lines, with_names(lines, fact, add, remove, since))


def remove_profile_fact(
    *,
    person: Person,
    fact: str,
    holds_from: date | None = None,
    by: AbstractBaseUser | None = None,
) -> Change:
    """Take back what was said of a fact from that day on."""
    held_id = HeldFact(fact, None, holds_from).id
    return kept.delete(person, ProfileFact.kind, held_id, None, by)


def _lines(book: Ledger, fact: str) -> list[HeldFact]:
    rows = ProfileFact.objects.filter(person=book.person, fact=fact)
    return sorted((row.entry() for row in rows), key=lambda line: line.holds_from or date.min)


def _note(book: Ledger, before: Sequence[HeldFact], after: Sequence[HeldFact]) -> None:
    """Note in `book` what turns the lines `before` into the lines `after`."""
    had, has = ({line.id: line for line in lines} for lines in (before, after))
    for line in before:
        if line.id not in has:
            book.drop(line)
    for line in after:
        if line != had.get(line.id):
            book.put(line, before=had.get(line.id))


def _held(fact: str, value: Any, holds_from: date | None) -> HeldFact:
    if fact not in PROFILE_FACTS:
        known = ", ".join(PROFILE_FACTS)
        raise UnknownFact(f"The profile has no fact {fact!r}; it has: {known}.")
    try:
        of_its_type = None if value is None else from_plain(_HINTS[fact], plain(value))
    except (ValueError, ArithmeticError) as error:
        raise UnknownFact(f"The profile's {fact} cannot have this value.") from error
    return held(fact, of_its_type, holds_from)
