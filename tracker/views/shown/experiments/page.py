"""The page of one experiment, made ready for its template."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.diary import CustomSymptom, Experiment
from tracker.domain.experiment import Course
from tracker.domain.experiment.reading import Followed, Reading
from tracker.domain.rules.words import sentence
from tracker.knowledge import Knowledge
from tracker.views.shown.addresses import day_address
from tracker.views.shown.buttons import Link
from tracker.views.shown.experiments.result import ShownResult, result_shown
from tracker.views.shown.experiments.strip import with_or_without
from tracker.views.shown.experiments.words import (
    Names,
    block_words,
    day_words,
    days_between,
    names_of,
    this_block,
)
from tracker.views.shown.words import capitalised, long_day

MOST_DAYS = 7
"""So many days are named; of more, their number is told."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A block in the row of marks: `sign` is "on", "off" or "to_come"."""

    sign: str
    words: str
    is_now: bool


@dataclass(frozen=True, slots=True)
class NamedDays:
    """Days that went otherwise, or of which nothing is known: some by name, all by number."""

    label: str
    days: tuple[Link, ...]
    more: int


@dataclass(frozen=True, slots=True)
class FollowedLine:
    """How the days of one kind went; `named` are those that are not as planned."""

    sign: str
    says: str
    named: tuple[NamedDays, ...]


@dataclass(frozen=True, slots=True)
class RuleTold:
    """A rule that was shown before the plan was fixed."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class ExperimentPage:
    """Everything on the page. `state` is "planned", "running" or "over".

    `closed` says until when the result is closed; `result` is there once it is open.
    """

    id: str
    title: str
    state: str
    lead: str
    marks: tuple[Mark, ...]
    followed: tuple[FollowedLine, ...]
    scored: str
    closed: str
    protocol: tuple[tuple[str, str], ...]
    cautions: tuple[RuleTold, ...]
    result: ShownResult | None

    @property
    def can_be_stopped(self) -> bool:
        return self.state == "running"

    @property
    def can_be_taken_back(self) -> bool:
        return self.state == "planned"


def experiment_page(
    reading: Reading, own: Iterable[CustomSymptom], known: Knowledge
) -> ExperimentPage:
    one, at = reading.experiment, reading.at
    named = names_of(one, own, known)
    return ExperimentPage(
        id=one.id,
        title=named.title,
        state="over" if at.is_over else "running" if at.has_begun else "planned",
        lead=_lead(at, named, one),
        marks=tuple(marks(at, named)) if at.has_begun else (),
        followed=followed_lines(reading, named) if reading.days else (),
        scored=scored_words(reading),
        closed="" if at.is_over else _closed(at),
        protocol=tuple(protocol_rows(one, at, named)),
        cautions=cautions_told(one, known),
        result=result_shown(reading, named) if reading.finding else None,
    )


def _lead(at: Course, named: Names, one: Experiment) -> str:
    words = {
        "first": day_words(at.first_day),
        "last": long_day(at.last_day),
        "stop": long_day(at.opens_on),
        "blocks": at.completed_blocks,
        "all": at.schedule.blocks,
    }
    if at.is_stopped and at.is_over:
        return (
            _("Stopped early on %(stop)s, after %(blocks)d of %(all)d blocks were complete.")
            % words
        )
    if at.is_over:
        return _("It ended on %(last)s.") % words
    if not at.has_begun:
        return _("It begins on %(first)s.") % words
    return _now_words(at, named, one)


def _now_words(at: Course, named: Names, one: Experiment) -> str:
    words = {
        "this_week": this_block(one.block_days),
        "what": with_or_without(named, is_on=bool(at.is_on(at.today))),
        "until": day_words(at.days_of(at.block or 0)[1]),
    }
    return _("%(this_week)s: %(what)s, until %(until)s.") % words


def _closed(at: Course) -> str:
    return _(
        "What it shows stays closed until %(open)s. Looking earlier would change what you expect, "
        "and what you feel."
    ) % {"open": long_day(at.opens_on)}


def marks(at: Course, named: Names) -> Iterator[Mark]:
    """Yield a mark a block; of those to come nothing is told."""
    for block, is_on in enumerate(at.schedule.block_on):
        last = at.days_of(block)[1]
        is_now = at.block == block
        is_told = at.is_over or is_now or last < at.today
        is_left_out = at.is_stopped and block >= at.completed_blocks
        sign = ("on" if is_on else "off") if is_told and not is_left_out else "to_come"
        yield Mark(sign, _mark_words(block, sign, named, is_now=is_now, is_over=at.is_over), is_now)


def _mark_words(block: int, sign: str, named: Names, *, is_now: bool, is_over: bool) -> str:
    """Return what a mark means, for those who do not see it."""
    what = (
        with_or_without(named, is_on=sign == "on")
        if sign != "to_come"
        else _("not part of it any more")
        if is_over
        else _("to come")
    )
    words = {"number": block + 1, "what": what}
    if is_now:
        return _("Block %(number)d, now: %(what)s") % words
    return _("Block %(number)d: %(what)s") % words


def scored_words(reading: Reading) -> str:
    if not reading.days:
        return ""
    words = {"scored": reading.scored, "days": reading.days}
    return (
        ngettext(
            "A score on %(scored)d of %(days)d day.",
            "A score on %(scored)d of %(days)d days.",
            reading.days,
        )
        % words
    )


def followed_lines(reading: Reading, named: Names) -> tuple[FollowedLine, ...]:
    """Return how the plan was followed, with and without; nothing here compares how it felt."""
    kept = reading.kept
    on = _("Days with %(what)s: taken on %(known)s.")
    off = _("Days without %(what)s: left out on %(known)s.")
    return (
        FollowedLine(
            "on",
            on % {"what": named.exposure, "known": _of_days(kept.on)},
            _named(kept.on, _("Not taken")),
        ),
        FollowedLine(
            "off",
            off % {"what": named.substance, "known": _of_days(kept.off)},
            _named(kept.off, _("Taken all the same")),
        ),
    )


def _of_days(followed: Followed) -> str:
    words = {"number": followed.as_planned, "days": followed.days}
    return ngettext("%(number)d of %(days)d", "%(number)d of %(days)d", followed.days) % words


def _named(followed: Followed, otherwise: str) -> tuple[NamedDays, ...]:
    found = ((otherwise, followed.otherwise), (_("Not known"), followed.unknown))
    return tuple(_named_days(label, days) for label, days in found if days)


def _named_days(label: str, days: Sequence[date]) -> NamedDays:
    # The latest are those that can still be remembered.
    shown = days[-MOST_DAYS:]
    links = tuple(Link(day_address(day), date_format(day, "D j M")) for day in shown)
    return NamedDays(label, links, len(days) - len(shown))


def protocol_rows(one: Experiment, at: Course, named: Names) -> Iterator[tuple[str, str]]:
    """Yield what was fixed before the first day."""
    half = {"blocks": at.schedule.blocks // 2, "length": block_words(one.block_days)}
    asked = {True: _("Asked"), False: _("Not asked"), None: _("Not known")}
    yield _("Compared"), f"{capitalised(named.symptom)}: {named.measure}"
    yield _("With"), capitalised(named.with_dose)
    yield _("Without"), _("No %(what)s, in any form") % {"what": named.substance}
    yield (
        _("How long"),
        _("%(blocks)d times %(length)s with, %(blocks)d times %(length)s without") % half,
    )
    yield (
        _("Days"),
        _("%(days)d: %(between)s")
        % {"days": one.days, "between": days_between(one.first_day, one.last_day)},
    )
    yield _("Order"), _("Drawn by lot, every order as likely as any other")
    yield _("Fixed"), fixed_words(one)
    yield _("Clinician"), asked[one.has_asked_clinician]
    if one.note:
        yield _("Note"), one.note
    if one.stopped_because:
        yield _("Why it was stopped"), sentence(one.stopped_because)


def fixed_words(one: Experiment) -> str:
    at = one.fixed_at
    return _("%(day)s, %(time)s") % {"day": long_day(at.date()), "time": f"{at:%H:%M}"}


def cautions_told(one: Experiment, known: Knowledge) -> tuple[RuleTold, ...]:
    """Return the rules that were shown before it was fixed, as far as they still exist."""
    rules = known.rule_book.by_id
    return tuple(
        RuleTold(rule_id, _(rules[rule_id].title)) for rule_id in one.cautions if rule_id in rules
    )
