"""The ribbon in words: for who does not see it, and for who would rather read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.domain.blocked import Obstacle
from tracker.domain.diary import MICROSECONDS_PER_MINUTE, Diary, Intake, instant
from tracker.domain.next_times import is_spoken_of
from tracker.domain.ribbon import Axis, Lane, LaneName, Mark, Ribbon
from tracker.domain.rules.model import CombinationRule
from tracker.domain.rules.words import described, sentence
from tracker.domain.usual_doses import UsualDose
from tracker.knowledge import Knowledge
from tracker.views.shown.day_entries import ShownEntry
from tracker.views.shown.times import moment_near
from tracker.views.shown.words import every


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence; where it has a rule, the rule says so."""

    text: str
    rule_id: str = ""
    rule_title: str = ""


@dataclass(frozen=True, slots=True)
class LaneWords:
    """What one lane shows: its entries, its usual doses, and when it is clear and why not."""

    sign: LaneName
    name: str
    entries: tuple[ShownEntry, ...]
    usual: tuple[str, ...]
    lines: tuple[Line, ...]


LANE_NAMES: Mapping[LaneName, Any] = {
    "magnesium": gettext_lazy("Magnesium"),
    "calcium": gettext_lazy("Calcium"),
    "vitamin_d": gettext_lazy("Vitamin D"),
    "medicine": gettext_lazy("Medicines"),
    "other": gettext_lazy("Other"),
    "meal": gettext_lazy("Meals"),
    "symptom": gettext_lazy("Symptoms"),
}


def entry_label(entry: ShownEntry) -> str:
    """Return an entry in one line: "08:10, Calcium 600, 600 mg calcium"."""
    return ", ".join([entry.at.text, entry.title, *entry.amounts])


def usual_label(dose: UsualDose) -> str:
    words = {"what": dose.product.name, "time": f"{dose.at:%H:%M}"}
    return _("%(what)s, usually %(time)s, not logged") % words


def lanes_in_words(
    ribbon: Ribbon,
    entries: Mapping[Mark, ShownEntry],
    diary: Diary,
    *,
    now: datetime,
    home: ZoneInfo,
    known: Knowledge,
) -> tuple[LaneWords, ...]:
    """Return the lanes that have something to say; `entries` are those of the marks."""
    teller = _Teller(ribbon.axis, frozenset(one.id for one in diary.intakes), now, home, known)
    return tuple(
        LaneWords(
            lane.name,
            str(LANE_NAMES[lane.name]),
            entries=tuple(entries[mark] for mark in lane.marks),
            usual=tuple(usual_label(dose) for dose in lane.usual),
            lines=tuple(teller.lines(lane)),
        )
        for lane in ribbon.lanes
        if lane.marks or lane.usual or lane.candidates
    )


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells of a day's lanes; `logged` are the ids of what is no supposition."""

    axis: Axis
    logged: frozenset[str]
    now: datetime
    home: ZoneInfo
    known: Knowledge

    def lines(self, lane: Lane) -> Iterator[Line]:
        if lane.name == "vitamin_d":
            yield Line(_("Clear all day: no rule asks for hours around vitamin D."))
        for candidate in lane.candidates:
            name = sentence(described(candidate)) if lane.name == "medicine" else ""
            found = [one for one in lane.obstacles if one.candidate is candidate]
            yield from self._lines_of(candidate, name, found)

    def _lines_of(self, candidate: Intake, name: str, found: list[Obstacle]) -> Iterator[Line]:
        if not is_spoken_of(candidate, self.known.rule_book):
            yield Line(_named(name, _("no rule known")))
            return
        yield Line(_named(name, self._clear(found)))
        for one in _whole(found):
            yield Line(_named(name, self._obstacle(one)), one.rule.id, _(one.rule.title))

    def _clear(self, found: list[Obstacle]) -> str:
        if not found:
            return _("clear all day.")
        spans = [
            _("%(from)s to %(until)s") % {"from": self._clock(start), "until": self._clock(end)}
            for start, end in self._spans_clear_of(found)
        ]
        return _("clear from %(spans)s.") % {"spans": every(spans)} if spans else _("not clear.")

    def _spans_clear_of(self, found: list[Obstacle]) -> Iterator[tuple[datetime, datetime]]:
        free_from = self.axis.start
        for one in sorted(found, key=lambda one: one.span):
            # The first moment that is too near can be a microsecond after the last that is not.
            if instant(one.start) - instant(free_from) >= MICROSECONDS_PER_MINUTE:
                yield free_from, one.start
            free_from = max(free_from, one.end, key=instant)
        if instant(free_from) < instant(self.axis.end):
            yield free_from, self.axis.end

    def _obstacle(self, one: Obstacle) -> str:
        words = {
            "from": self._clock(one.start),
            "until": self._clock(one.end),
            "what": described(one.entry),
            "time": self._clock(one.entry.taken_at),
        }
        if isinstance(one.rule, CombinationRule):
            start = _("hours do not help")
        else:
            start = _("too near from %(from)s to %(until)s") % words
        return _("%(start)s %(because)s.") % {
            "start": start,
            "because": self._because(one) % words,
        }

    def _because(self, one: Obstacle) -> str:
        if not one.is_supposed:
            return _("because of %(what)s at %(time)s")
        if one.entry.id in self.logged:
            return _("because of %(what)s at %(time)s, if you took your usual doses too")
        if instant(one.entry.taken_at) <= instant(self.now):
            return _("if you took %(what)s at %(time)s")
        return _("if you take %(what)s at %(time)s")

    def _clock(self, at: datetime) -> str:
        if instant(at) == instant(self.axis.end):
            return "24:00"
        return moment_near(at, self.home, self.axis.day).text


def _whole(found: Iterable[Obstacle]) -> Iterator[Obstacle]:
    """Yield the obstacles, those as one that differ in nothing but how serious they are."""
    alike: dict[tuple[str, str, bool], list[Obstacle]] = {}
    for one in found:
        alike.setdefault((one.entry.id, one.rule.id, one.is_supposed), []).append(one)
    for parts in alike.values():
        whole, *others = sorted(parts, key=lambda one: one.span)
        for part in others:
            if part.span[0] > whole.span[1]:
                yield whole
                whole = part
            whole = replace(whole, span=(whole.span[0], max(whole.span[1], part.span[1])))
        yield whole


def _named(name: str, text: str) -> str:
    """Return what is said of one of several things, or of the lane's only one."""
    return f"{name}: {text}" if name else sentence(text)
