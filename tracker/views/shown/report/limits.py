"""Totals that went over a limit."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from tracker.domain.rules import Flag
from tracker.domain.rules.flag import moment
from tracker.domain.rules.model import Rule
from tracker.domain.rules.words import amount, whose_limit
from tracker.exports.report.values import Column, Section, Table
from tracker.views.shown.amounts import unit_word
from tracker.views.shown.report.material import Material
from tracker.views.shown.words import capitalised, long_day


def limits(material: Material) -> Section:
    heading = _("Limits")
    found: dict[Rule, list[Flag]] = defaultdict(list)
    for flag in material.flags:
        if flag.total is not None:
            found[flag.rule].append(flag)
    if not found:
        return Section(heading, nothing=_("No total that could be counted went over a limit."))
    ordered = sorted(found, key=lambda rule: -len(found[rule]))
    return Section(
        heading,
        table=Table(
            _("Totals of any 20 hours, of what was taken and could be counted."),
            _columns(),
            tuple(_row(rule, found[rule]) for rule in ordered),
        ),
        references=material.sources.cite(ref for rule in ordered for ref in rule.citations),
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("What"), share=4),
        Column(_("Times"), is_number=True),
        Column(_("Highest"), share=3),
        Column(_("Looked at against"), share=3),
        Column(_("Last"), share=3),
    )


def _row(rule: Rule, flags: Sequence[Flag]) -> tuple[str, ...]:
    worst = max(flags, key=lambda flag: flag.total or Decimal(0))
    highest = {"total": _amount(worst.total, worst), "day": long_day(_day(worst))}
    against = {"whose": whose_limit(worst, _), "limit": _amount(worst.limit, worst)}
    return (
        _(rule.title),
        str(len(flags)),
        _("%(total)s, %(day)s") % highest,
        capitalised(_("%(whose)s, %(limit)s") % against),
        long_day(_day(flags[-1])),
    )


def _amount(value: Decimal | None, flag: Flag) -> str:
    return f"{amount(value)} {unit_word(flag.unit)}".strip()


def _day(flag: Flag) -> date:
    return moment(flag.entries_found[-1]).date()
