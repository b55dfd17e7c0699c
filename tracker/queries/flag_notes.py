"""What the person says about flags."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from tracker.domain.flag_notes import FlagSaying
from tracker.models import FlagNote, Person


def sayings_about(
    person: Person, flag_keys: Collection[str]
) -> Mapping[str, frozenset[FlagSaying]]:
    """Return what is said about each of the flags; one of which nothing is said is left out."""
    if not flag_keys:
        return {}
    said: dict[str, set[FlagSaying]] = defaultdict(set)
    for row in FlagNote.objects.filter(person=person, flag_key__in=flag_keys):
        said[row.flag_key].add(row.says)
    return {key: frozenset(sayings) for key, sayings in said.items()}
