"""The totals of a day beside its limits and recommended intakes, in words."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from tracker.domain.diary import Diary, Profile
from tracker.domain.limits import Limit
from tracker.domain.references import ReferenceRange
from tracker.domain.rules.model import LimitRule
from tracker.domain.rules.words import REGION_NAMES, amount, sentence
from tracker.domain.totals import Amount, DayTotal, Part, day_totals
from tracker.knowledge import Knowledge
from tracker.knowledge.reference_values import (
    amount_in_food,
    reference_intakes,
    reference_sources,
)
from tracker.views.shown.amounts import IU_PER_MCG, content_shown, rounded
from tracker.views.shown.citations import Cited, cited
from tracker.views.shown.signs import sign_of
from tracker.views.shown.words import capitalised, every, substance_name

FIRST = "magnesium"


@dataclass(frozen=True, slots=True)
class LeftOut:
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class ShownTotal:
    """One substance of the day. Empty texts are not shown; "taken" always is."""

    name: str
    glyph: str
    taken: str
    from_food: str
    limit: str
    limit_is: str
    over: str
    rule_id: str
    reference: str
    reference_is: str
    left_out: tuple[LeftOut, ...]
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class ShownTotals:
    """The totals, what is assumed of the person, and of which substances nothing is known."""

    totals: tuple[ShownTotal, ...]
    assumed: tuple[str, ...]
    not_known: str


def totals_shown(diary: Diary, day: date, known: Knowledge) -> ShownTotals:
    book = known.rule_book
    totals = day_totals(
        diary, book, day, references=reference_intakes(), amount_in_food=amount_in_food
    )
    profile = diary.profile_on(day)
    said = {total.substance for total in totals}
    unsaid = [name for name in book.limits if name not in said]
    return ShownTotals(
        totals=tuple(_total(total, profile, known) for total in totals),
        assumed=tuple(_assumed(totals, profile)),
        not_known=every(substance_name(name, known) for name in unsaid),
    )


def _total(total: DayTotal, profile: Profile, known: Knowledge) -> ShownTotal:
    limit, reference = total.limit, total.reference
    rules = {rule.substance: rule.id for rule in known.rule_book.of_type(LimitRule)}
    return ShownTotal(
        name=capitalised(substance_name(total.substance, known)),
        glyph=sign_of(total.substance),
        taken=_taken(total),
        from_food=_from_food(total),
        limit="" if limit is None else in_units(limit.value, limit.unit),
        limit_is="" if limit is None else _about_limit(limit, profile),
        over=_over(total),
        rule_id=rules.get(total.substance, ""),
        reference="" if reference is None else _range(reference),
        reference_is="" if reference is None else _about_reference(reference, profile),
        left_out=tuple(_left_out(total, known)),
        sources=_sources(reference, total.substance, known),
    )


def _taken(total: DayTotal) -> str:
    if total.is_none_taken:
        return _("none taken, you said")
    if not total.is_any_on_purpose:
        return _("nothing swallowed is written down")
    return sum_shown(total.on_purpose, total)


def sum_shown(sum_: Amount, total: DayTotal) -> str:
    """Return a sum; one in which nothing could be counted is not known, and not 0."""
    if not sum_.quanta:
        return _("not known") if sum_.is_at_least else in_units(Decimal(0), total.unit)
    text = in_units(sum_.value, total.unit, is_exact=total.is_over_limit)
    return _("at least %(amount)s") % {"amount": text} if sum_.is_at_least else text


def in_units(value: Decimal, unit: str, *, is_exact: bool = False) -> str:
    """Return an amount with its unit. Over a limit all its digits are shown: they may matter."""
    text = f"{amount(value) if is_exact else rounded(value)} {unit}"
    return f"{text} ({rounded(value / IU_PER_MCG)} µg)" if unit == "IU" else text


def _from_food(total: DayTotal) -> str:
    return sum_shown(total.from_food, total) if total.from_food.quanta else ""


def _over(total: DayTotal) -> str:
    if total.limit is None or not total.is_over_limit:
        return ""
    more = total.towards_limit.value - total.limit.value
    return _("%(amount)s over it") % {"amount": f"{amount(more)} {total.unit}"}


def _about_limit(limit: Limit, profile: Profile) -> str:
    counted = _("counts supplements and medicines")
    if "food" in limit.counts_sources:
        counted = _("counts supplements, medicines and food entries")
    whose = _("%(region)s limit") if limit.age_known else _("%(region)s adult limit")
    named = whose % {"region": REGION_NAMES[limit.region]}
    return "; ".join([named, counted, *_instead_of(limit.region, profile)])


def _about_reference(reference: ReferenceRange, profile: Profile) -> str:
    is_us = reference.region == "US"
    named = f"US {reference.kind}" if is_us else reference.kind
    adults = [] if reference.age_known else [_("for adults")]
    counted = _("from food and supplements together")
    return "; ".join([" ".join([named, *adults]), counted, *_instead_of(reference.region, profile)])


def _instead_of(region: str, profile: Profile) -> Iterator[str]:
    if profile.region is not None and profile.region != region:
        yield _("your region, %(own)s, has no number of its own here") % {"own": profile.region}


def _assumed(totals: Collection[DayTotal], profile: Profile) -> Iterator[str]:
    """Yield what stands in for facts of the person that are not known, once for all numbers."""
    limits = [total.limit for total in totals if total.limit]
    references = [total.reference for total in totals if total.reference]
    if not (limits or references):
        return
    if profile.region is None:
        yield _("Your region is not set: the numbers are those of the US.")
    ages_known = [one.age_known for one in limits] + [one.age_known for one in references]
    if not all(ages_known):
        yield _("Your age is not known: the limits are those of adults.")
    if any(one.low != one.high for one in references):
        yield _("Where your age or sex is not known, what is recommended is a range.")


def _range(reference: ReferenceRange) -> str:
    low, high, unit = reference.low, reference.high, reference.unit
    text = f"{_from_to(low, high)} {unit}"
    return f"{text} ({_from_to(low / IU_PER_MCG, high / IU_PER_MCG)} µg)" if unit == "IU" else text


def _from_to(low: Decimal, high: Decimal) -> str:
    if low == high:
        return amount(low)
    return f"{amount(low)}–{amount(high)}"  # noqa: RUF001 - a range has an en dash


def _left_out(total: DayTotal, known: Knowledge) -> Iterator[LeftOut]:
    for part in total.left_out:
        yield LeftOut(_what(part, known), why_left_out(part))
    for part in total.spread:
        words = {"days": part.intake.covers_days}
        yield LeftOut(
            _what(part, known), _("for %(days)d days: one day's share is counted") % words
        )


def _what(part: Part, known: Knowledge) -> str:
    return sentence(part.intake.product or content_shown(part.content, known))


def why_left_out(part: Part) -> str:
    words = {
        "not_swallowed": _("not swallowed, so it is in no total"),
        "excipient": _("an excipient, so it is in no total"),
        "route_unknown": _("how it was taken is not written down"),
        "source_unknown": _("supplement, medicine or food is not written down"),
        "amount_unknown": _("the amount is not written down"),
        "label_unclear": _("the label does not say how much of it that is"),
    }
    return words[part.left_out] if part.left_out else ""


def _sources(
    reference: ReferenceRange | None, substance: str, known: Knowledge
) -> tuple[Cited, ...]:
    if reference is None:
        return ()
    return tuple(cited(reference_sources(substance, reference.region), known))
