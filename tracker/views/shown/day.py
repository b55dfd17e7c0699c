"""The page of one day, made ready for the template."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tracker.domain.diary import Diary
from tracker.domain.flag_notes import FlagSaying
from tracker.domain.next_times import MEDICINE_DAYS
from tracker.domain.rules import Flag
from tracker.knowledge import Knowledge
from tracker.views.kept_html import FRESH_ID
from tracker.views.shown.addresses import day_address, log_address, undo_address
from tracker.views.shown.day_entries import ShownEntry, entries_shown
from tracker.views.shown.day_flags import ShownFlags, flags_shown
from tracker.views.shown.day_next import ShownNextTimes, next_shown
from tracker.views.shown.day_totals import ShownTotals, totals_shown
from tracker.views.shown.first_questions import Question
from tracker.views.shown.times import zone_of

BACK = MEDICINE_DAYS + timedelta(days=1)
"""How far back the page looks: the medicines of two weeks have a place in "fine next"."""


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


@dataclass(frozen=True, slots=True)
class DayPage:
    """Everything that the day's template shows; it computes nothing."""

    on: date
    heading: str
    relation: str
    previous: Link | None
    next: Link | None
    is_today: bool
    undo: Undo | None
    question: Question | None
    primary: Link
    others: tuple[Link, ...]
    fine_next: ShownNextTimes | None
    flags: ShownFlags
    totals: ShownTotals
    entries: tuple[ShownEntry, ...]
    nothing_buttons: tuple[Button, ...]


def day_page(
    diary: Diary,
    flags: Collection[Flag],
    said: Mapping[str, Collection[FlagSaying]],
    *,
    on: date,
    now: datetime,
    known: Knowledge,
    question: Question | None = None,
    last_change: Mapping[str, Any] | None = None,
) -> DayPage:
    """Return the page of `on`; `now` stands in the person's zone."""
    home = zone_of(diary.profile, zones_of_day(diary, on))
    entries = entries_shown(diary, on, home, known)
    today = now.date()
    primary, *others = _logs(on, today)
    return DayPage(
        on=on,
        heading=date_format(on, "l, j F Y"),
        relation=relation(on, today),
        previous=_neighbour(on, -1),
        next=_neighbour(on, 1),
        is_today=on == today,
        undo=_undo(last_change),
        question=question if on == today else None,
        primary=primary,
        others=tuple(others),
        fine_next=next_shown(diary, now, home, known) if on == today else None,
        flags=flags_shown(flags, said, on, home, known),
        totals=totals_shown(diary, on, known),
        entries=entries,
        nothing_buttons=tuple(_nothing_buttons(entries, on, today)),
    )


def zones_of_day(diary: Diary, on: date) -> list[str]:
    """Return the zones that the day's intakes were written in, the first one first."""
    of_day = [one for one in diary.intakes if one.taken_at.date() == on]
    return [one.timezone for one in sorted(of_day, key=lambda one: one.taken_at)]


def relation(on: date, today: date) -> str:
    """Return where the day lies from today, where there is a word for it."""
    words = {-1: _("Yesterday"), 0: _("Today"), 1: _("Tomorrow")}
    far = _("A day to come") if on > today else ""
    return words.get((on - today).days, far)


def _neighbour(on: date, days: int) -> Link | None:
    try:
        day = on + timedelta(days=days)
    except OverflowError:  # the calendar ends here
        return None
    return Link(day_address(day), date_format(day, "D j M"))


def _undo(last_change: Mapping[str, Any] | None) -> Undo | None:
    if not last_change:
        return None
    return Undo(str(last_change["text"]), undo_address(int(last_change["change"])))


def _logs(on: date, today: date) -> Iterator[Link]:
    """Yield where things are logged, for the day that is looked at; magnesium comes first."""
    kinds: tuple[tuple[str, dict[str, str], str], ...] = (
        ("log_intake", {"kind": "magnesium"}, _("Log magnesium")),
        ("log_intake", {"kind": "calcium"}, _("Calcium")),
        ("log_intake", {"kind": "vitamin_d"}, _("Vitamin D")),
        ("log_intake", {"kind": "medicine"}, _("Medicine")),
        ("log_intake", {"kind": "product"}, _("Product")),
        ("log_meal", {}, _("Meal")),
        ("log_symptom", {}, _("Symptom")),
    )
    day = {"on": on.isoformat()} if on < today else {}
    for page, asked, text in kinds:
        yield Link(log_address(page, **asked, **day), text)


def _nothing_buttons(entries: Collection[ShownEntry], on: date, today: date) -> Iterator[Button]:
    """Yield the buttons for a day without, save where an entry says otherwise already."""
    if on > today:
        return
    glyphs = {entry.glyph for entry in entries}
    day = ("day", on.isoformat())
    is_said = "none" in glyphs
    words = _nothing_words(is_today=on == today)
    if "magnesium" not in glyphs and not is_said:
        yield _none_button(words["magnesium"], day, "magnesium")
    if glyphs <= {"symptom", "meal"}:
        yield _none_button(words["anything"], day, "")
    if "symptom" not in glyphs:
        fields = (("entry_id", FRESH_ID), day)
        yield Button(log_address("log_no_symptoms"), words["symptoms"], fields)


def _nothing_words(*, is_today: bool) -> Mapping[str, str]:
    if is_today:
        return {
            "magnesium": _("No magnesium today"),
            "anything": _("Nothing at all today"),
            "symptoms": _("No symptoms today"),
        }
    return {
        "magnesium": _("No magnesium that day"),
        "anything": _("Nothing at all that day"),
        "symptoms": _("No symptoms that day"),
    }


def _none_button(text: str, day: tuple[str, str], substance: str) -> Button:
    fields = (("entry_id", FRESH_ID), day, ("substance", substance))
    return Button(log_address("log_none"), text, fields)
