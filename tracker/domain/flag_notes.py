"""What a person says about a flag. The flag itself is derived, and never kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from json import dumps
from typing import Literal

FlagSaying = Literal["seen", "discussed"]


def flag_key(rule: str, entries: Iterable[str]) -> str:
    """Return a short name of the flag that `rule` raises about the entries of these ids.

    The order of the entries does not matter. It holds nothing that was typed, so that it can
    stand in an address.

    >>> flag_key("mg_calcium", ["b", "a"]) == flag_key("mg_calcium", ["a", "b"])
    True
    """
    named = dumps([rule, *sorted(set(entries))], ensure_ascii=True)
    return sha256(named.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class FlagNote:
    """The person has seen a flag, or has talked about it with a clinician.

    `entries` are the ids of the flag's entries, sorted: an entry that is corrected keeps its
    flag's notes, and one that joins the flag makes it another flag.
    """

    rule: str
    entries: tuple[str, ...]
    says: FlagSaying

    @classmethod
    def about(cls, rule: str, entries: Iterable[str], says: FlagSaying) -> "FlagNote":
        """Return the note on the flag of `rule` about these entries, in whatever order."""
        return cls(rule, tuple(sorted(set(entries))), says)

    @property
    def key(self) -> str:
        return flag_key(self.rule, self.entries)

    @property
    def id(self) -> str:
        """Name the flag and what is said of it: there is one note for the two."""
        return f"{self.says} {self.key}"
