"""What one tap says: which thing, and when it was taken. There is nothing to type."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Literal, get_args

from tracker.forms.fields import sent_entry_id
from tracker.forms.when import last_of_now
from tracker.models.fields import can_be_an_id

TapKind = Literal["favourite", "of", "product", "usual"]
KINDS: tuple[TapKind, ...] = get_args(TapKind)

MINUTES_AGO = (15, 30, 60)
CHOOSE = "choose"
AT_USUAL_TIME = "usual"
AT_A_TIME = "at"

OLDEST_QUESTION = timedelta(hours=12)
"""A question that was asked longer ago is asked anew, for the time that it is then."""

PLACE = re.compile(r"quick|(of|usual|entry)-[0-9a-f]{16}")
"""The places of a page in which an answer can stand; they come back in an address."""


@dataclass(frozen=True, slots=True)
class Tap:
    """What was tapped. `kind` and `what` name the thing, `entry_id` what is to be made of it.

    `when` is "choose", "usual", "at" (then `clock` says which time of today), or minutes ago.
    `asked_for` is the time that a question named, when this is the answer to it. `place` is the
    part of the page on which it was tapped.
    """

    kind: TapKind
    what: str
    entry_id: str
    when: str
    clock: time | None = None
    asked_for: datetime | None = None
    usual_at: time | None = None
    place: str = ""
    is_twice: bool = False
    shown: str = ""

    @property
    def minutes_ago(self) -> int:
        return int(self.when) if self.when.isdecimal() else 0


def read_tap(posted: Mapping[str, str], *, now: datetime) -> Tap | None:
    """Return the tap that was posted; None where it names nothing that can be taken."""
    kind = next((one for one in KINDS if posted.get(one)), None)
    what = posted.get(kind, "") if kind else ""
    usual_at = _clock(posted.get("at", ""))
    if kind is None or not can_be_an_id(what) or (kind == "usual" and usual_at is None):
        return None
    return Tap(
        kind=kind,
        what=what,
        entry_id=sent_entry_id(posted),
        when=_when(posted.get("minutes_ago", "")),
        clock=_clock(posted.get("clock", "")),
        asked_for=_recent(posted.get("asked_for", ""), now),
        usual_at=usual_at,
        place=read_place(posted),
        is_twice=posted.get("twice") == "yes",
        shown=posted.get("shown", ""),
    )


def read_place(posted: Mapping[str, str]) -> str:
    place = posted.get("place", "")
    return place if PLACE.fullmatch(place) else ""


def posted_clock(at: time) -> str:
    """Return a usual time as it is posted; an imported one can have seconds."""
    return at.isoformat("seconds" if at.second else "minutes")


def _when(text: str) -> str:
    known = (CHOOSE, AT_USUAL_TIME, AT_A_TIME, *map(str, MINUTES_AGO))
    return text if text in known else "0"


def _clock(text: str) -> time | None:
    try:
        return time.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None


def _recent(text: str, now: datetime) -> datetime | None:
    """Return the time that a question asked about, by the clock of `now`; None if it is no more."""
    try:
        at = datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    is_recent = now.astimezone(UTC) - OLDEST_QUESTION <= at <= last_of_now(now)
    return at.astimezone(now.tzinfo) if is_recent else None
