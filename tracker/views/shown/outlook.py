"""What saving an intake would bring, shown before it is saved."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from tracker.domain.diary import Diary, Intake
from tracker.domain.rules import Flag, find_flags
from tracker.domain.rules.model import SEVERITY_RANK, CombinationRule, Severity, SpacingRule
from tracker.domain.rules.words import advice, described, message, sentence
from tracker.domain.timing import next_safe_time
from tracker.knowledge import Knowledge
from tracker.views.shown.other_amount import OtherAmount, other_amount
from tracker.views.shown.seals import is_sealed, seal_of
from tracker.views.shown.statements import severity_word
from tracker.views.shown.times import moment_near
from tracker.views.shown.words import as_sentence

TIPS_AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One flag that saving would newly bring."""

    rule_id: str
    title: str
    message: str
    advice: str
    severity: Severity
    severity_word: str
    grade: str | None
    fine_from: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """The amounts in other words, what would get in the way, and when nothing would any more.

    `digest` names exactly these values and these flags: a form that carries it was shown them.
    """

    amounts: tuple[OtherAmount, ...]
    flags: tuple[Foreseen, ...]
    tips: tuple[Foreseen, ...]
    clear_from: str
    has_no_time: bool
    digest: str

    @property
    def is_clear(self) -> bool:
        return not self.flags

    def lets_save(self, typed: Mapping[str, Any]) -> bool:
        """Was all this seen, or is there nothing to be seen first? Tips stop nobody."""
        return self.is_clear or is_sealed(typed.get("shown", ""), self.digest)


def outlook(
    intakes: Sequence[Intake],
    diary: Diary,
    known: Knowledge,
    *,
    home: ZoneInfo,
    held: Collection[Flag],
) -> Outlook:
    """Return what intakes of one moment would bring to `diary`, between each other too.

    `diary` may hold an earlier state of them; `held` are its flags.
    """
    own = {intake.id for intake in intakes}
    others = tuple(one for one in diary.intakes if one.id not in own)
    before = replace(diary, intakes=others)
    if len(others) < len(diary.intakes):
        held = find_flags(before, known.rule_book)
    new = new_flags(intakes, before, known, held)
    new.sort(key=lambda flag: -SEVERITY_RANK[flag.severity])
    shown = [(flag, _foreseen(flag, intakes, home)) for flag in new]
    tips = [one for flag, one in shown if flag.rule.is_tip]
    return Outlook(
        amounts=tuple(said for intake in intakes for said in _other_amounts(intake, known)),
        flags=tuple(one for flag, one in shown if not flag.rule.is_tip),
        tips=tuple(tips[:TIPS_AT_ONCE]),
        clear_from=_clear_from(new, intakes, before, known, home),
        has_no_time=any(intake.precision == "day" for intake in intakes),
        digest=_digest(intakes, new),
    )


def new_flags(
    intakes: Sequence[Intake], before: Diary, known: Knowledge, held: Collection[Flag]
) -> list[Flag]:
    """Return the flags of `before` with `intakes`, without those that it has already."""
    there = {_key(flag) for flag in held}
    after = replace(before, intakes=(*before.intakes, *intakes))
    return [flag for flag in find_flags(after, known.rule_book) if _key(flag) not in there]


def _key(flag: Flag) -> tuple[str, tuple[str, ...]]:
    return flag.rule.id, flag.entries


def _foreseen(flag: Flag, intakes: Sequence[Intake], home: ZoneInfo) -> Foreseen:
    return Foreseen(
        rule_id=flag.rule.id,
        title=_(flag.rule.title),
        message=as_sentence(message(flag, _)),
        advice=as_sentence(advice(flag, _)),
        severity=flag.severity,
        severity_word=severity_word(flag.severity),
        grade=flag.rule.evidence_grade,
        fine_from=_fine_from(flag, intakes, home),
    )


def _fine_from(flag: Flag, intakes: Sequence[Intake], home: ZoneInfo) -> str:
    """Return from when the later of the two is far enough: the one of here, or the other."""
    if flag.earliest_ok is None:
        return ""
    later = flag.entries_found[-1]
    at = moment_near(flag.earliest_ok, home, intakes[0].taken_at.date()).text
    if [later.id] == [intake.id for intake in intakes]:
        return _("Fine from %(time)s") % {"time": at}
    return _("%(what)s: fine from %(time)s") % {"what": sentence(described(later)), "time": at}


def _clear_from(
    new: list[Flag], intakes: Sequence[Intake], before: Diary, known: Knowledge, home: ZoneInfo
) -> str:
    """Return when no rule about hours stands in the way of one intake, where several do now."""
    about_hours = [flag for flag in new if isinstance(flag.rule, SpacingRule | CombinationRule)]
    if len(about_hours) < 2 or len(intakes) > 1:
        return ""
    (intake,) = intakes
    at: datetime | None = next_safe_time(intake, before, known.rule_book, now=intake.taken_at)
    if at is None:
        return ""
    return moment_near(at, home, intake.taken_at.date()).text


def _other_amounts(intake: Intake, known: Knowledge) -> Iterator[OtherAmount]:
    for content in intake.contents:
        said = other_amount(content, known)
        if said is not None:
            yield said


def _digest(intakes: Sequence[Intake], flags: list[Flag]) -> str:
    found = [(flag.rule.id, flag.severity, flag.gap, str(flag.total)) for flag in flags]
    return seal_of("tracker.outlook", ([replace(intake, id="") for intake in intakes], found))
