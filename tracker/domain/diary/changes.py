"""The history of a diary, as it is handed on from one place to another."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class RecordedLine:
    """What a change did to one thing; `before` or `after` None: it was not there.

    `kind` says of which kind it is ("intake", "product", "profile_fact" ...), and `before` and
    `after` are its domain values.
    """

    kind: str
    id: str
    before: Any = None
    after: Any = None


@dataclass(frozen=True, slots=True)
class RecordedChange:
    """One write to a diary. `undoes` is the place, from 0, of the change that it took back.

    `is_owners` says that the diary's own login wrote it. Who else did is not kept here: the
    names of other logins are not this person's to hand on. `lines` are read once where a change
    comes from a database, since one import can have a hundred thousand.
    """

    at: datetime
    is_owners: bool = False
    undoes: int | None = None
    lines: Iterable[RecordedLine] = ()
