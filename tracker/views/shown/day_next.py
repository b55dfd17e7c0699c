"""When each thing is fine next, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from tracker.domain.diary import Diary, Intake, instant
from tracker.domain.next_times import IfTaken, NextTime, next_times, untimed_near
from tracker.domain.rules.words import described, sentence
from tracker.domain.timing import BlockedWindow
from tracker.domain.usual_doses import open_doses_around
from tracker.knowledge import Knowledge
from tracker.views.shown.times import Moment, moment_near
from tracker.views.shown.usual_words import if_taken_words
from tracker.views.shown.words import capitalised, every, substance_name

State = Literal["now", "later", "ask", "no_rule"]
MINERALS = frozenset({"magnesium", "calcium", "iron", "zinc"})


@dataclass(frozen=True, slots=True)
class Reason:
    """What stands in the way, and the rule that says so."""

    text: str
    rule_id: str
    rule_title: str


@dataclass(frozen=True, slots=True)
class ShownNext:
    glyph: str
    name: str
    state: State
    at: Moment | None
    reasons: tuple[Reason, ...]
    if_taken: Reason | None


@dataclass(frozen=True, slots=True)
class ShownNextTimes:
    """The list, and what it could not look at because it has no time."""

    lines: tuple[ShownNext, ...]
    untimed: str


def next_shown(diary: Diary, now: datetime, home: ZoneInfo, known: Knowledge) -> ShownNextTimes:
    book = known.rule_book
    doses = open_doses_around(diary, now.date(), home)
    untimed = [described(intake) for intake in untimed_near(diary, book, now=now)]
    return ShownNextTimes(
        lines=tuple(
            _line(one, now, home, known)
            for one in next_times(diary, book, now=now, open_doses=doses)
        ),
        untimed=capitalised(every(dict.fromkeys(untimed))),
    )


def _line(one: NextTime, now: datetime, home: ZoneInfo, known: Knowledge) -> ShownNext:
    glyph, name = _named(one.candidate, known)
    return ShownNext(
        glyph=glyph,
        name=name,
        state=_state(one),
        at=moment_near(one.at, home, now.date()) if one.at and not one.is_now else None,
        reasons=tuple({reason.text: reason for reason in _reasons(one, now, home)}.values()),
        if_taken=None if one.if_taken is None else _if_taken(one.if_taken, now, home),
    )


def _state(one: NextTime) -> State:
    if one.at is None:
        return "ask"
    if not one.is_now:
        return "later"
    return "now" if one.is_known else "no_rule"


def _named(candidate: Intake, known: Knowledge) -> tuple[str, str]:
    (*_others, content) = candidate.contents
    is_mineral = candidate.source == "supplement" and content.substance in MINERALS
    if not is_mineral or len(candidate.contents) > 1:
        return "medicine", sentence(described(candidate))
    glyph = content.substance if content.substance in ("magnesium", "calcium") else "other"
    name = capitalised(substance_name(content.substance or "", known))
    if content.substance == "calcium":
        name = _("%(name)s, 600 mg") % {"name": name}
    return glyph or "other", name


def _reasons(one: NextTime, now: datetime, home: ZoneInfo) -> Iterator[Reason]:
    for rule in one.ask_about:
        yield Reason(_(rule.title), rule.id, _(rule.title))
    for window in sorted(one.because, key=lambda window: instant(window.end), reverse=True):
        yield Reason(_reason(window, now, home), window.rule.id, _(window.rule.title))


def _if_taken(one: IfTaken, now: datetime, home: ZoneInfo) -> Reason:
    """Return the other answer: "from 11:00 if you took the tablet at 07:00"."""
    words = {"if": if_taken_words(one.doses, home, now)}
    if one.at is None:
        rule, text = one.ask_about[0], _("ask: hours do not help %(if)s")
        return Reason(text % words, rule.id, _(rule.title))
    last = max(one.because, key=lambda window: instant(window.end))
    words["time"] = moment_near(one.at, home, now.date()).text
    return Reason(_("from %(time)s %(if)s") % words, last.rule.id, _(last.rule.title))


def _reason(window: BlockedWindow, now: datetime, home: ZoneInfo) -> str:
    at = window.entry.taken_at
    words = {"what": described(window.entry), "time": moment_near(at, home, now.date()).text}
    if instant(at) > instant(now):
        return _("before %(what)s at %(time)s") % words
    return _("after %(what)s at %(time)s") % words
