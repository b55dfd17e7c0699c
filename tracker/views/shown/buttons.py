"""What can be pressed: a link, a button that posts, and what takes a change back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tracker.views.shown.addresses import undo_address


@dataclass(frozen=True, slots=True)
class Link:
    href: str
    text: str


@dataclass(frozen=True, slots=True)
class Button:
    """A button that posts `fields` to `action`."""

    action: str
    text: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Undo:
    text: str
    action: str


def undo_shown(last_change: Mapping[str, Any] | None) -> Undo | None:
    """Return the undo of the last write, as it was left in the session."""
    if not last_change or last_change.get("change") is None:
        return None
    return Undo(str(last_change["text"]), undo_address(int(last_change["change"])))
