"""Everything that the rules found, by rule, each time with its source."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.diary import Intake, Score
from tracker.domain.rules import Flag
from tracker.domain.rules.flag import moment
from tracker.domain.rules.model import SEVERITY_RANK, Rule, Severity
from tracker.domain.rules.words import advice, amount, described, duration, sentence
from tracker.exports.report.values import Column, FlagGroup, Table
from tracker.views.shown.amounts import unit_word
from tracker.views.shown.report.days import is_long
from tracker.views.shown.report.material import Material
from tracker.views.shown.statements import severity_word, statement
from tracker.views.shown.words import as_sentence, long_day

LAST_TIMES = 100
"""Of a rule that was met more often in a long span, the last ones stand on paper."""


def flag_groups(material: Material) -> tuple[FlagGroup, ...]:
    """Return a group for each rule, the most serious first, tips last."""
    found: dict[Rule, list[Flag]] = defaultdict(list)
    for flag in material.flags:
        found[flag.rule].append(flag)
    ordered = sorted(found, key=lambda rule: (rule.is_tip, -_rank(found[rule]), -len(found[rule])))
    return tuple(_group(rule, found[rule], material) for rule in ordered)


def _rank(flags: Sequence[Flag]) -> int:
    return max(SEVERITY_RANK[flag.severity] for flag in flags)


def _group(rule: Rule, flags: Sequence[Flag], material: Material) -> FlagGroup:
    known = material.known
    worst: Severity = max((flag.severity for flag in flags), key=SEVERITY_RANK.__getitem__)
    grade = rule.evidence_grade
    note = known.honesty_note(rule)
    evidence = (
        _("Evidence %(grade)s: %(means)s")
        % {"grade": grade, "means": _(known.semantics.evidence_grade[grade])}
        if grade
        else "",
        _(rule.disagreement),
        _(note) if note else "",
    )
    return FlagGroup(
        rule=_(rule.title),
        severity=severity_word(worst),
        level=worst,
        says=statement(rule, known),
        advice=_advice(flags),
        evidence=" ".join(as_sentence(text) for text in evidence if text),
        occurrences=_tips(flags) if rule.is_tip else _occurrences(flags, material),
        references=material.sources.cite(rule.citations),
    )


def _advice(flags: Sequence[Flag]) -> str:
    # Advice can name the numbers of its flag: those of the highest total stand here.
    highest = max(flags, key=lambda flag: flag.total or Decimal(0))
    return as_sentence(advice(highest, _))


def _tips(flags: Sequence[Flag]) -> Table:
    """A tip is no finding: that it was given, and how often, is enough."""
    days = sorted({moment(flag.entries_found[0]).date() for flag in flags})
    text = ngettext("A tip on %(count)d day.", "A tip on %(count)d days.", len(days))
    return Table(
        text % {"count": len(days)},
        (Column(_("First")), Column(_("Last"))),
        ((long_day(days[0]), long_day(days[-1])),),
    )


def _occurrences(flags: Sequence[Flag], material: Material) -> Table:
    count = ngettext("%(count)d time", "%(count)d times", len(flags)) % {"count": len(flags)}
    if is_long(material) and len(flags) > LAST_TIMES:
        count = _("%(times)s, the last %(shown)d stand here") % {
            "times": count,
            "shown": LAST_TIMES,
        }
        flags = sorted(flags, key=lambda flag: moment(flag.entries_found[0]))[-LAST_TIMES:]
    columns = (Column(_("Day"), share=2), Column(_("What"), share=5), Column(_("Found"), share=4))
    return Table(count, columns, tuple(_occurrence(flag, material) for flag in flags))


def _occurrence(flag: Flag, material: Material) -> tuple[str, ...]:
    first = moment(flag.entries_found[0]).date()
    named = "; ".join(_entry(entry, first) for entry in flag.entries_found)
    return material.short_day(first), named, _measure(flag)


def _entry(entry: Intake | Score, day: date) -> str:
    at = moment(entry)
    return " ".join(filter(None, (_when(at, entry, day), sentence(described(entry)))))


def _when(at: datetime, entry: Intake | Score, day: date) -> str:
    if entry.precision == "day":
        return ""
    return f"{at:%H:%M}" if at.date() == day else f"{date_format(at.date(), 'j M')} {at:%H:%M}"


def _measure(flag: Flag) -> str:
    if flag.required_gap_minutes is not None and flag.gap_minutes is not None:
        return _("%(gap)s apart, %(required)s asked for") % {
            "gap": duration(flag.gap_minutes, _),
            "required": duration(Fraction(flag.required_gap_minutes), _),
        }
    if flag.gap_minutes is not None:
        return _("%(gap)s apart") % {"gap": duration(flag.gap_minutes, _)}
    if flag.total is not None:
        return _("%(total)s %(unit)s, looked at against %(limit)s %(unit)s") % {
            "total": amount(flag.total),
            "limit": amount(flag.limit),
            "unit": unit_word(flag.unit),
        }
    return ""
