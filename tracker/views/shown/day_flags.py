"""What the rules found on a day: warning signs, flags and tips, each with its source."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from tracker.domain.day_summary import is_of, touches
from tracker.domain.diary import Intake, Score
from tracker.domain.flag_notes import FlagSaying, flag_key
from tracker.domain.rules import Flag
from tracker.domain.rules.flag import moment
from tracker.domain.rules.model import SEVERITY_RANK, Severity, WarningSign, WeeklyDietRule
from tracker.domain.rules.words import advice, described, message, sentence
from tracker.knowledge import Knowledge
from tracker.views.shown.citations import Cited, cited
from tracker.views.shown.statements import severity_word
from tracker.views.shown.times import Moment, moment_near, moment_shown
from tracker.views.shown.words import as_sentence

TIPS_AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class FlaggedEntry:
    """An entry that a flag is about; `at` carries its date where that is not the page's."""

    at: Moment
    name: str


@dataclass(frozen=True, slots=True)
class ShownFlag:
    """A flag in words. `key` names it in the page and in what is posted about it."""

    key: str
    rule_id: str
    title: str
    severity: Severity
    severity_word: str
    message: str
    entries: tuple[FlaggedEntry, ...]
    advice: str
    fine_from: Moment | None
    grade: str | None
    grade_means: str
    disagreement: str
    honesty_note: str
    sources: tuple[Cited, ...]
    is_seen: bool
    is_discussed: bool


@dataclass(frozen=True, slots=True)
class ShownFlags:
    """The flags of a day, the most serious first; of the tips only the first few at once."""

    warnings: tuple[ShownFlag, ...]
    flags: tuple[ShownFlag, ...]
    tips: tuple[ShownFlag, ...]
    more_tips: tuple[ShownFlag, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.warnings or self.flags or self.tips)


def flags_on(found: Iterable[Flag], day: date, *, is_with_weekly: bool = True) -> list[Flag]:
    """Return those flags that touch the local day: at least one of their entries is of it."""
    return [
        flag
        for flag in found
        if touches(flag, day) and (is_with_weekly or not isinstance(flag.rule, WeeklyDietRule))
    ]


def key_of(flag: Flag) -> str:
    return flag_key(flag.rule.id, flag.entries)


def flags_shown(
    flags: Iterable[Flag],
    said: Mapping[str, Collection[FlagSaying]],
    day: date,
    home: ZoneInfo,
    known: Knowledge,
) -> ShownFlags:
    """Return the flags made ready for the page; `said` is what the person says of them."""
    in_order = sorted(flags, key=lambda flag: -SEVERITY_RANK[flag.severity])
    shown = [
        (flag, _shown(flag, said.get(key_of(flag), ()), day, home, known)) for flag in in_order
    ]
    tips = sorted((one for flag, one in shown if flag.rule.is_tip), key=lambda one: one.is_seen)
    return ShownFlags(
        warnings=tuple(one for flag, one in shown if isinstance(flag.rule, WarningSign)),
        flags=tuple(
            one
            for flag, one in shown
            if not flag.rule.is_tip and not isinstance(flag.rule, WarningSign)
        ),
        tips=tuple(tips[:TIPS_AT_ONCE]),
        more_tips=tuple(tips[TIPS_AT_ONCE:]),
    )


def _shown(
    flag: Flag, said: Collection[FlagSaying], day: date, home: ZoneInfo, known: Knowledge
) -> ShownFlag:
    rule = flag.rule
    grade = rule.evidence_grade
    fine_from = flag.earliest_ok
    return ShownFlag(
        key=key_of(flag),
        rule_id=rule.id,
        title=_(rule.title),
        severity=flag.severity,
        severity_word=severity_word(flag.severity),
        message=as_sentence(message(flag, _)),
        entries=tuple(_entry(entry, day, home) for entry in flag.entries_found),
        advice=as_sentence(advice(flag, _)),
        fine_from=None if fine_from is None else moment_near(fine_from, home, day),
        grade=grade,
        grade_means="" if grade is None else as_sentence(_(known.semantics.evidence_grade[grade])),
        disagreement=as_sentence(_(rule.disagreement)) if rule.disagreement else "",
        honesty_note=_(known.honesty_note(rule)) if known.honesty_note(rule) else "",
        sources=tuple(cited(rule.citations, known)),
        is_seen="seen" in said,
        is_discussed="discussed" in said,
    )


def _entry(entry: Intake | Score, day: date, home: ZoneInfo) -> FlaggedEntry:
    at = moment(entry)
    if entry.precision != "minute" and is_of(entry, day):
        shown = moment_shown(at, home, entry.precision)
    else:
        shown = moment_near(at, home, day)
    return FlaggedEntry(shown, sentence(described(entry)))
