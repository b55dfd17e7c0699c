"""The changes of an entry in words: when, by whom, and what was before and after."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.forms.scales import OwnSymptoms
from tracker.knowledge import knowledge
from tracker.queries import PastChange
from tracker.views.shown.addresses import entry_address, undo_address
from tracker.views.shown.buttons import Link
from tracker.views.shown.entry_words import differences, entry_line
from tracker.views.shown.product import product_differences
from tracker.views.shown.times import Moment

What = Literal["created", "changed", "deleted", "restored"]
Difference = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One change. `line` is the entry where it came or went; `differences` are (what, before,
    after) where it stayed, and `is_untold` says that it changed in nothing that has words here.
    """

    heading: str
    at: Moment
    by: str
    line: str
    differences: tuple[Difference, ...]
    is_untold: bool


@dataclass(frozen=True, slots=True)
class Undoing:
    text: str
    action: str


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Everything that the template shows; `back` leads to what the history is of."""

    title: str
    back: Link
    changes: tuple[ShownChange, ...]
    undo: Undoing | None


@dataclass(frozen=True, slots=True)
class _Words:
    """How entries of one kind are told."""

    name: Any
    line: Callable[[Any, OwnSymptoms], str]
    differences: Callable[[Any, Any, OwnSymptoms], list[Difference]]
    address: Callable[[str, Any], str]


_OF_ENTRY = _Words(
    name=gettext_lazy("The entry"),
    line=lambda entry, own: entry_line(entry, knowledge(), own),
    differences=lambda before, after, own: differences(before, after, knowledge(), own),
    address=lambda kind, entry: entry_address(kind, entry.id),
)
_OF_PRODUCT = _Words(
    name=gettext_lazy("The product"),
    line=lambda product, _own: product.name,
    differences=lambda before, after, _own: product_differences(before, after, knowledge()),
    address=lambda _kind, product: reverse("tracker:product", args=[product.id]),
)
KINDS_TOLD: Mapping[str, _Words] = {
    **dict.fromkeys(("intake", "meal", "score", "none_taken"), _OF_ENTRY),
    "product": _OF_PRODUCT,
}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads the history: their login, their clock, and the symptoms that they named."""

    name: str
    now: datetime
    own: OwnSymptoms


def history_page(
    past: Sequence[PastChange], *, kind: str, reader: Reader, undone: int | None
) -> HistoryPage:
    """Return the page of `past`, the latest change first.

    `undone` is how many entries it concerns to take the latest change back; None: it cannot be.
    """
    words, latest, first = KINDS_TOLD[kind], past[0], past[-1]
    entry = latest.after or latest.before
    return HistoryPage(
        title=words.line(entry, reader.own),
        back=Link(words.address(kind, entry), str(words.name)),
        changes=tuple(_shown(one, _what(one, first), words, reader) for one in past),
        undo=None if undone is None else _undoing(latest, undone),
    )


def _what(change: PastChange, first: PastChange) -> What:
    if change.after is None:
        return "deleted"
    if change.before is not None:
        return "changed"
    return "created" if change == first else "restored"


def _shown(change: PastChange, what: What, words: _Words, reader: Reader) -> ShownChange:
    headings = {
        "created": _("Written down"),
        "changed": _("Changed"),
        "deleted": _("Deleted"),
        "restored": _("Brought back"),
    }
    is_change = what == "changed"
    found = words.differences(change.before, change.after, reader.own) if is_change else []
    return ShownChange(
        heading=headings[what],
        at=_moment(change.at, reader.now),
        by=change.by if change.by and change.by != reader.name else "",
        line="" if is_change else words.line(change.after or change.before, reader.own),
        differences=tuple(found),
        is_untold=is_change and not found,
    )


def _moment(at: datetime, now: datetime) -> Moment:
    local = at.astimezone(now.tzinfo)
    return Moment(local.isoformat(timespec="seconds"), date_format(local, "j F Y, H:i"))


def _undoing(latest: PastChange, entries: int) -> Undoing:
    if entries > 1:
        text = _("Take this change back, all %(count)s entries") % {"count": f"{entries:,}"}
    elif latest.after is None:
        text = _("Bring it back")
    else:
        text = _("Take this change back")
    return Undoing(text, undo_address(latest.change_id))
