"""Who should ask first: what the rules say of the profile, and of the medicines in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from tracker.domain.diary import Content, Diary, Intake, Profile
from tracker.domain.rules import Flag, find_flags
from tracker.domain.rules.model import SEVERITY_RANK, Partnered, Rule, Severity
from tracker.forms.experiment_choices import Tested
from tracker.knowledge import Knowledge
from tracker.views.shown.groups import RuleLine, line
from tracker.views.shown.profile_medicines import rules_for
from tracker.views.shown.words import capitalised

OF_THE_PERSON = frozenset({"kidney", "condition", "age", "pregnancy", "ul_exceeded"})
"""The kinds of rules that speak of health and dose; tips and checks of typing have their place."""

FIRST_OF_ALL = "consult_clinician"


@dataclass(frozen=True, slots=True)
class Caution:
    """A rule that speaks of this plan; `about` is the medicine where it speaks of one."""

    line: RuleLine
    about: str
    advice: str


def cautions(
    tested: Tested, profile: Profile, at: datetime, timezone: str, known: Knowledge
) -> tuple[Caution, ...]:
    """Return what the rules say to someone with this profile who takes the planned dose."""
    found = [
        *(_of_flag(flag, known) for flag in _flags(tested, profile, at, timezone, known)),
        *_of_medicines(tested, profile.medicines, known),
    ]
    once = {(one.line.id, one.about): one for one in found}
    return tuple(sorted(once.values(), key=lambda one: -_rank(one.line.severity)))


def _flags(
    tested: Tested, profile: Profile, at: datetime, timezone: str, known: Knowledge
) -> Iterator[Flag]:
    """Yield the flags of a day with the planned dose: the same rules as on any day."""
    content = Content(
        substance=tested.substance,
        form=tested.form,
        amount=tested.amount,
        unit=tested.unit,
        basis="elemental",
    )
    dose = Intake(
        id="planned",
        taken_at=at,
        timezone=timezone,
        contents=(content,),
        route="oral",
        source="supplement",
    )
    for flag in find_flags(Diary(profile=profile, intakes=(dose,)), known.rule_book):
        if flag.rule.kind in OF_THE_PERSON or flag.rule.id == FIRST_OF_ALL:
            yield flag


def _of_flag(flag: Flag, known: Knowledge) -> Caution:
    shown = replace(line(flag.rule, known), severity=flag.severity)
    return Caution(shown, "", _advice(flag.rule))


def _of_medicines(tested: Tested, names: Iterable[str], known: Knowledge) -> Iterator[Caution]:
    for name in names:
        for rule in rules_for(name, known):
            is_about_it = isinstance(rule, Partnered) and tested.substance in rule.minerals
            if is_about_it and rule.severity is not None:
                yield Caution(line(rule, known), capitalised(name), _advice(rule))


def _advice(rule: Rule) -> str:
    """Return the advice; one with numbers of a day in it is told by the rule's own line."""
    return "" if "{" in rule.advice else _(rule.advice)


def _rank(severity: Severity | None) -> int:
    return -1 if severity is None else SEVERITY_RANK[severity]
