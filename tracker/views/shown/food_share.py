"""The food of a day: how much magnesium it held, and what a food group would bring, in words."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.diary import Diary
from tracker.domain.food_share import (
    FoodShare,
    MissingGroup,
    food_share,
    may_suggest_food,
    missing_groups,
)
from tracker.domain.references import ReferenceRange
from tracker.domain.rules.words import amount
from tracker.knowledge import Knowledge
from tracker.knowledge.facts import Food
from tracker.knowledge.reference_values import (
    amount_in_food,
    reference_intakes,
    reference_sources,
)
from tracker.knowledge.usda_groups import certain_tags
from tracker.views.shown.addresses import log_address
from tracker.views.shown.citations import Cited, cited
from tracker.views.shown.food_words import about
from tracker.views.shown.words import capitalised

MOST_SUGGESTED = 2
BAR_WIDTH = 320
LEAST_WIDTH = 3
"""A little magnesium is more than none, also to the eye."""


@dataclass(frozen=True, slots=True)
class Bar:
    """The share as lengths of a picture: what is known, and where the recommended range begins."""

    width: int
    known: int
    low: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A food of a group that was missing. `sends` puts its serving into a new meal."""

    group: str
    holds: str
    food: str
    sends: str
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class ShownFood:
    """The day's magnesium from food. `notes` say what stands in no sum."""

    says: str
    notes: tuple[str, ...]
    reference_is: str
    bar: Bar | None
    suggestions: tuple[Suggestion, ...]
    add_address: str
    sources: tuple[Cited, ...]


def food_shown(diary: Diary, on: date, today: date, known: Knowledge) -> ShownFood:
    share = food_share(
        diary,
        known.rule_book,
        on,
        references=reference_intakes(),
        amount_in_food=amount_in_food,
    )
    return ShownFood(
        says=_says(share),
        notes=tuple(_notes(share)),
        reference_is=_about(share.reference),
        bar=_bar(share),
        suggestions=tuple(_suggestions(diary, share, on, known)) if on == today else (),
        add_address=log_address("meal_foods"),
        sources=tuple(_sources(share.reference, known)),
    )


def _says(share: FoodShare) -> str:
    """Return "At least 210 mg of about 420 mg recommended, 3 foods written down."."""
    foods = ngettext("%(n)d food written down", "%(n)d foods written down", share.foods)
    words = {"foods": foods % {"n": share.foods}, "eaten": about(share.eaten.value)}
    if not share.eaten.quanta:
        if not share.meals:
            return _("No meal is written down, so how much food brought is not known.")
        if share.eaten.is_at_least:
            return _("Not known yet: %(foods)s.") % words if share.foods else _("Not known yet.")
    said = _("at least %(eaten)s mg") if share.eaten.is_at_least else _("%(eaten)s mg")
    words["eaten"] = said % words
    words["recommended"] = _recommended(share.reference)
    text = (
        _("%(eaten)s of about %(recommended)s recommended, %(foods)s.")
        if share.reference
        else _("%(eaten)s, %(foods)s.")
    ) % words
    return text[:1].upper() + text[1:]


def _recommended(reference: ReferenceRange | None) -> str:
    if reference is None:
        return ""
    if reference.low == reference.high:
        return f"{amount(reference.low)} mg"
    words = {"low": amount(reference.low), "high": amount(reference.high)}
    return _("%(low)s to %(high)s mg") % words


def _notes(share: FoodShare) -> Iterator[str]:
    if share.meals_without_foods:
        yield ngettext(
            "%(n)d meal has no foods written down: what it held is not known.",
            "%(n)d meals have no foods written down: what they held is not known.",
            share.meals_without_foods,
        ) % {"n": share.meals_without_foods}
    if share.not_counted:
        yield ngettext(
            "Of %(n)d food the amount or its magnesium is not known.",
            "Of %(n)d foods the amount or their magnesium is not known.",
            share.not_counted,
        ) % {"n": share.not_counted}


def _about(reference: ReferenceRange | None) -> str:
    if reference is None:
        return ""
    named = f"US {reference.kind}" if reference.region == "US" else reference.kind
    whose = named if reference.age_known else _("%(named)s for adults") % {"named": named}
    return _("%(whose)s, from food and supplements together.") % {"whose": whose}


def _bar(share: FoodShare) -> Bar | None:
    if share.reference is None or not share.eaten.quanta:
        return None
    high = share.reference.high
    known = min(round(share.eaten.value / high * BAR_WIDTH), BAR_WIDTH)
    return Bar(
        width=BAR_WIDTH,
        known=max(known, LEAST_WIDTH),
        low=round(share.reference.low / high * BAR_WIDTH),
        is_open=share.eaten.is_at_least and known < BAR_WIDTH,
    )


def _suggestions(
    diary: Diary, share: FoodShare, on: date, known: Knowledge
) -> Iterator[Suggestion]:
    """Yield a food each of the first groups that are missing, another one on another day."""
    profile = diary.profile_on(on)
    if share.is_reached or not may_suggest_food(profile, profile.age_on(on)):
        return
    for missing in missing_groups(diary, on, certain_tags)[:MOST_SUGGESTED]:
        foods = [one for one in known.foods if one.group == missing.group and one.usda]
        if foods:
            yield _suggestion(missing, foods[on.toordinal() % len(foods)], known)


def _suggestion(missing: MissingGroup, food: Food, known: Knowledge) -> Suggestion:
    words = {
        "food": food.name,
        "serving": food.serving,
        "magnesium": amount(food.magnesium_mg),
    }
    return Suggestion(
        group=_why(missing),
        holds=capitalised(_("%(food)s, %(serving)s: about %(magnesium)s mg.") % words),
        food=food.name,
        sends=f"{food.usda} {food.grams}",
        sources=tuple(cited(food.references, known)),
    )


def _why(missing: MissingGroup) -> str:
    names = {
        "leafy_greens": _("leafy greens"),
        "nuts": _("nuts"),
        "seeds": _("seeds"),
        "whole_grains": _("whole grains"),
    }
    if missing.is_all_week:
        text = _("No %(group)s written down in the last 7 days")
    else:
        text = _("No %(group)s written down today")
    return text % {"group": names[missing.group]}


def _sources(reference: ReferenceRange | None, known: Knowledge) -> Collection[Cited]:
    table = cited(known.foods_file.table.references, known)
    if reference is None:
        return table
    return [*table, *cited(reference_sources("magnesium", reference.region), known)]
