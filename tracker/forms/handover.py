"""What is handed over: what was ticked, read into a choice, and kept from page to page."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from tracker.domain.selection import Selection

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What leaves of the days that are looked at. None for names: all, those to come too."""

    symptoms: Names | None = None
    substances: Names | None = None
    with_notes: bool = True
    with_name: bool = True

    def of_days(self, first: date, last: date) -> Selection:
        return Selection(
            first, last, self.symptoms, self.substances, self.with_notes, self.with_name
        )

    def kept(self) -> dict[str, Any]:
        """Return it as a session keeps it."""
        return asdict(self)


def choice_kept(kept: Mapping[str, Any]) -> Choice:
    """Return the choice that a session kept; the usual one where it kept none."""
    return Choice(
        symptoms=_names(kept.get("symptoms")),
        substances=_names(kept.get("substances")),
        with_notes=bool(kept.get("with_notes", True)),
        with_name=bool(kept.get("with_name", True)),
    )


def _names(kept: Sequence[str] | None) -> Names | None:
    return None if kept is None else tuple(kept)


def ticked(sent: Collection[str], offered: Sequence[str]) -> Names | None:
    """Return which of those that were offered were ticked; None, and so all, for every one.

    >>> ticked(["b", "x"], ["a", "b"]), ticked(["a", "b"], ["a", "b"]), ticked([], ["a"])
    (('b',), None, ())
    """
    chosen = tuple(name for name in offered if name in sent)
    return None if len(chosen) == len(offered) else chosen


def sent_choice(sent: Any, symptoms: Sequence[str], substances: Sequence[str]) -> Choice:
    """Return the choice that a form sent, of the symptoms and substances that it offered."""
    return Choice(
        symptoms=ticked(sent.getlist("symptom"), symptoms),
        substances=ticked(sent.getlist("substance"), substances),
        with_notes="notes" in sent,
        with_name="name" in sent,
    )
