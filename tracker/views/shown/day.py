"""The page of one day, made ready for the template."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tracker.domain.diary import Diary
from tracker.domain.experiment.left_out import without_left_out
from tracker.domain.flag_notes import FlagSaying
from tracker.domain.next_times import MEDICINE_DAYS
from tracker.domain.rules import Flag
from tracker.knowledge import Knowledge
from tracker.views.kept_html import FRESH_ID
from tracker.views.shown.addresses import day_address, log_address
from tracker.views.shown.buttons import Button, Link, Undo, undo_shown
from tracker.views.shown.check_in_card import CheckInCard, check_in_card
from tracker.views.shown.day_entries import ShownEntry, entries_shown
from tracker.views.shown.day_flags import ShownFlags, flags_shown
from tracker.views.shown.day_next import ShownNextTimes, next_shown
from tracker.views.shown.day_totals import ShownTotals, totals_shown
from tracker.views.shown.experiments.strip import Strip, strips
from tracker.views.shown.first_questions import Question
from tracker.views.shown.food_share import ShownFood, food_shown
from tracker.views.shown.quick import (
    Answer,
    Quick,
    placed,
    quick_shown,
    said_in_place,
    with_answer,
)
from tracker.views.shown.ribbon import ShownRibbon, ribbon_shown
from tracker.views.shown.times import zone_of

BACK = MEDICINE_DAYS + timedelta(days=1)
"""How far back the page looks: the medicines of two weeks have a place in "fine next"."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the parts of the page ask of it; see DayPage."""

    on: date
    is_live: bool
    fresh_id: str = FRESH_ID


@dataclass(frozen=True, slots=True)
class DayPage:
    """Everything that the day's template shows; it computes nothing.

    `is_live` says that a tap changes the page in its place; `answer` is what a tap brought.
    """

    on: date
    heading: str
    relation: str
    previous: Link | None
    next: Link | None
    is_today: bool
    is_live: bool
    undo: Undo | None
    quick: Quick | None
    answer: Answer | None
    question: Question | None
    primary: Link
    others: tuple[Link, ...]
    experiments: tuple[Strip, ...]
    check_in: CheckInCard | None
    ribbon: ShownRibbon | None
    fine_next: ShownNextTimes | None
    flags: ShownFlags
    totals: ShownTotals
    food: ShownFood | None
    entries: tuple[ShownEntry, ...]
    nothing_buttons: tuple[Button, ...]
    fresh_id: str = FRESH_ID

    @property
    def facts(self) -> PageFacts:
        return PageFacts(self.on, self.is_live)


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
    asked: Answer | None = None,
    is_demo: bool = False,
) -> DayPage:
    """Return the page of `on`; `now` stands in the person's zone."""
    diary = without_left_out(diary, on)
    home = zone_of(diary.profile, zones_of_day(diary, on))
    entries = entries_shown(diary, on, home, known)
    today = now.date()
    quick = quick_shown(diary, now=now, home=home, known=known) if on == today else None
    answer = _answer(last_change, asked, quick, entries) if on == today else None
    primary, *others = _logs(on, today)
    return DayPage(
        on=on,
        heading=date_format(on, "l, j F Y"),
        relation=relation(on, today),
        previous=_neighbour(on, -1),
        next=_neighbour(on, 1),
        is_today=on == today,
        is_live=on == today and not is_demo,
        undo=None if answer else undo_shown(last_change),
        quick=with_answer(quick, answer) if quick and answer else quick,
        answer=answer,
        question=question if on == today else None,
        primary=primary,
        others=tuple(others),
        experiments=strips(diary, on, today, known),
        check_in=check_in_card(diary, on, today),
        ribbon=ribbon_shown(diary, on, entries, now=now, home=home, known=known),
        fine_next=next_shown(diary, now, home, known) if on == today else None,
        flags=flags_shown(flags, said, on, home, known),
        totals=totals_shown(diary, on, known),
        food=food_shown(diary, on, today, known) if entries and on <= today else None,
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
    return Link(day_address(day), date_format(day, "D j"))


def _answer(
    last_change: Mapping[str, Any] | None,
    asked: Answer | None,
    quick: Quick | None,
    entries: Collection[ShownEntry],
) -> Answer | None:
    """Return what a tap brought, at the place where it was tapped."""
    if asked is None and not (last_change and last_change.get("place")):
        return None
    places = {*(quick.places() if quick else ()), *(one.place for one in entries if one.place)}
    return placed(asked or said_in_place(last_change or {}), places)


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


def _nothing_words(*, is_today: bool) -> Mapping[str, str]:
    if is_today:
        return {
            "magnesium": _("No magnesium today"),
            "anything": _("Nothing at all today"),
        }
    return {
        "magnesium": _("No magnesium that day"),
        "anything": _("Nothing at all that day"),
    }


def _none_button(text: str, day: tuple[str, str], substance: str) -> Button:
    fields = (("entry_id", FRESH_ID), day, ("substance", substance))
    return Button(log_address("log_none"), text, fields)
