"""What is handed over by a link: how long the link opens it, and what is known of its openings.

A link holds a token of 256 bits. Only its hash is kept, so whoever reads the database or a backup
cannot open a link with it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal

from tracker.domain.selection import Selection

TRIES = 5
"""How many wrong passcodes a link bears, whoever types them."""

LONGEST_DAYS = 30
DEFAULT_DAYS = 7

Ending = Literal["revoked", "tries", "expired"]
"""Why a link opens nothing any more: its owner ended it, or wrong passcodes did, or time."""

Opened = Literal[
    "report", "pdf", "letter", "csv", "zip", "xlsx", "fhir", "health_link", "wrong_passcode"
]
"""What a reader was given; "wrong_passcode": nothing, for that reason."""


def hash_of(token: str) -> str:
    """Return the name under which a token is kept.

    A token is random and long, so nothing slower than SHA-256 is needed to keep it from being
    guessed.

    >>> hash_of("a-token")[:8]
    '1f6076e3'
    """
    return sha256(token.encode()).hexdigest()


def last_moment(made_at: datetime, days: int) -> datetime:
    """Return when a link ends that was made for so many days: the same instant, days later."""
    return made_at + timedelta(days=days)


@dataclass(frozen=True, slots=True)
class Share:
    """A link that was made: what it shows, and until when. Who has the token can read it.

    `id` names it to its owner, and opens nothing. `label` is the owner's own word for who has it.
    """

    id: str
    label: str
    selection: Selection
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None
    has_passcode: bool = False
    tries_left: int = TRIES
    has_health_file: bool = False

    def ending(self, now: datetime) -> Ending | None:
        """Return why it opens nothing, or None while it is open. At `expires_at` it is over."""
        if self.revoked_at is not None:
            return "revoked"
        if self.expires_at <= now:
            return "expired"
        return "tries" if self.has_passcode and self.tries_left <= 0 else None


@dataclass(frozen=True, slots=True)
class Openings:
    """How often a link gave something and how often its passcode was wrong; the latest of both,
    the newest first.
    """

    opened: int
    wrong: int
    latest: tuple[tuple[datetime, Opened], ...]


NEVER_OPENED = Openings(0, 0, ())
