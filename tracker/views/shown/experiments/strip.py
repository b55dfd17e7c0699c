"""What the page of a day says of the experiments that run on it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.domain.daily import NOT_TAKEN_ON_PURPOSE
from tracker.domain.diary import Diary, Experiment
from tracker.domain.experiment import Course, course
from tracker.knowledge import Knowledge
from tracker.views.kept_html import FRESH_ID
from tracker.views.shown.buttons import Button
from tracker.views.shown.experiments.words import (
    Names,
    day_words,
    experiment_address,
    names_of,
    this_block,
)
from tracker.views.shown.words import long_day

OPEN_FOR = timedelta(days=7)
"""For how long the day page says that a result is open."""


@dataclass(frozen=True, slots=True)
class Strip:
    """One experiment on one day.

    `sign` is "on", "off", or empty where the day is none of it. `where` says where in its block
    the day stands, `next` what comes tomorrow, `closed` until when the result is closed.
    """

    says: str
    link: str
    address: str
    sign: str = ""
    dose: str = ""
    where: str = ""
    next: str = ""
    closed: str = ""
    button: Button | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    """One experiment as the page of the day `on` tells it."""

    experiment: Experiment
    at: Course
    on: date
    named: Names

    @property
    def is_today(self) -> bool:
        return self.on == self.at.today


def strips(diary: Diary, on: date, today: date, known: Knowledge) -> tuple[Strip, ...]:
    """Return what is said of the experiments on the page of the day `on`.

    Days to come say nothing: who knows the order in advance expects more of it.
    """
    if on > today:
        return ()
    return tuple(_strips(diary, on, today, known))


def _strips(diary: Diary, on: date, today: date, known: Knowledge) -> Iterator[Strip]:
    for one in diary.experiments:
        at = course(one, today)
        told = _Told(one, at, on, names_of(one, diary.custom_symptoms, known))
        if at.block_at(on) is not None:
            yield _of_block(told, _left_out_button(told, diary, known))
        elif told.is_today and (one.first_day - on).days == 1:
            what = with_or_without(told.named, is_on=at.schedule.block_on[0])
            text = _("Your experiment begins tomorrow: %(what)s.") % {"what": what}
            yield _plain(one, text, _("Your plan"))
        elif told.is_today and not at.is_stopped and timedelta() <= on - at.opens_on < OPEN_FOR:
            text = _("Your experiment is over, and what it shows is open.")
            yield _plain(one, text, _("See what it shows"))


def _plain(one: Experiment, says: str, link: str) -> Strip:
    return Strip(says, link, experiment_address(one.id))


def _of_block(told: _Told, button: Button | None) -> Strip:
    one, at, on = told.experiment, told.at, told.on
    is_on = bool(at.is_on(on))
    first, last = at.days_of(at.block_at(on) or 0)
    words = {
        "day": (on - first).days + 1,
        "days": one.block_days,
        "last": day_words(last),
        "open": long_day(at.opens_on),
    }
    when = this_block(one.block_days) if told.is_today else _("That day")
    return Strip(
        says=f"{when}: {with_or_without(told.named, is_on=is_on)}",
        link=_("Your experiment"),
        address=experiment_address(one.id),
        sign="on" if is_on else "off",
        dose=told.named.dose if is_on else "",
        where=_where(words, is_last=on == last),
        next=_tomorrow(at, told.named) if told.is_today and on == last else "",
        closed=_("What it shows stays closed until %(open)s.") % words if at.is_running else "",
        button=button,
    )


def _where(words: Mapping[str, object], *, is_last: bool) -> str:
    if is_last:
        return _("Day %(day)d of %(days)d.") % words
    return _("Day %(day)d of %(days)d, until %(last)s.") % words


def with_or_without(names: Names, *, is_on: bool) -> str:
    """Return what a block is: without means without any form of the substance."""
    if is_on:
        return _("with %(what)s") % {"what": names.exposure}
    return _("without %(what)s") % {"what": names.substance}


def _tomorrow(at: Course, names: Names) -> str:
    """Return what changes tomorrow; told on the last day of a block, for tablets are laid out."""
    tomorrow = at.today + timedelta(days=1)
    is_on = at.is_on(tomorrow)
    if is_on is None:
        return _("This is its last day.")
    what = with_or_without(names, is_on=is_on)
    if is_on == at.is_on(at.today):
        return _("From tomorrow: still %(what)s.") % {"what": what}
    return _("From tomorrow: %(what)s.") % {"what": what}


def _left_out_button(told: _Told, diary: Diary, known: Knowledge) -> Button | None:
    """Return the button that says that it was left out, until something of it is said."""
    one, on = told.experiment, told.on
    substances = known.rule_book.substances
    if told.at.is_on(on) or substances.find(one.substance) is None:
        return None
    taken = {
        substances.id_of(content.substance)
        for intake in diary.intakes
        if intake.taken_at.date() == on and intake.source not in NOT_TAKEN_ON_PURPOSE
        for content in intake.contents
    }
    said = {none.substance for none in diary.none_taken if none.day == on}
    if one.substance in taken or said & {one.substance, None}:
        return None
    fields = (("entry_id", FRESH_ID), ("day", on.isoformat()), ("substance", one.substance))
    text = _("No %(what)s today") if told.is_today else _("No %(what)s that day")
    return Button(reverse("tracker:log_none"), text % {"what": told.named.substance}, fields)
