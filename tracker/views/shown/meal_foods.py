"""The foods of a meal while it is written down: what was found, what is listed, what it holds."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.diary import FoodPortion
from tracker.forms.meal import MealForm
from tracker.forms.meal_foods import FoodRow, has_room
from tracker.knowledge import Knowledge
from tracker.knowledge.food_search import search
from tracker.knowledge.usda_portions import Portion, portions_of
from tracker.views.shown.citations import Cited, cited
from tracker.views.shown.food_words import (
    food_name,
    holds_magnesium,
    sums_of,
    weight,
)

AT_ONCE = 10
MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class FoundFood:
    """A food to choose, or a portion to add: what its button sends, and what stands on it."""

    button: str
    sends: str
    name: str
    holds: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found; `more` is how many to ask for next, 0 where all are shown.

    `first_new` is the place of the first food that was not shown before; -1 where all are new.
    """

    words: str
    foods: tuple[FoundFood, ...]
    count: str
    more: int = 0
    first_new: int = -1


@dataclass(frozen=True, slots=True)
class ChosenFood:
    """A food of which a portion is asked for."""

    id: str
    name: str
    portions: tuple[FoundFood, ...]


@dataclass(frozen=True, slots=True)
class ListedFood:
    row: FoodRow
    name: str
    holds: str


@dataclass(frozen=True, slots=True)
class MealFoods:
    """All that the page shows of a meal's foods. `said` is what was just done."""

    listed: tuple[ListedFood, ...]
    sums: tuple[str, ...]
    found: Found
    often: tuple[FoundFood, ...]
    chosen: ChosenFood | None
    said: str
    has_room: bool
    sources: tuple[Cited, ...]


def meal_foods_shown(
    form: MealForm,
    known: Knowledge,
    *,
    often: Collection[FoodPortion] = (),
    show: int = AT_ONCE,
    said: str = "",
) -> MealFoods:
    words = str(form.data.get("words", ""))
    chosen = form.chosen_food
    return MealFoods(
        listed=tuple(_listed(row, known) for row in form.foods),
        sums=tuple(sums_of(form.portions(), known)),
        found=found(words, known, show=show),
        often=tuple(_often(portion, known) for portion in often),
        chosen=_chosen(chosen, known) if chosen else None,
        said=said,
        has_room=has_room(form.data),
        sources=tuple(cited(known.foods_file.table.references, known)),
    )


def found(words: str, known: Knowledge, *, show: int = AT_ONCE) -> Found:
    foods = search(words)
    if not foods:
        nothing = _("Nothing found. Try one plain word, such as “beans”.")
        return Found(words, (), nothing if len(words.strip()) > 1 else "")
    most = min(max(show, AT_ONCE), MOST_SHOWN)
    shown = foods[:most]
    numbers = {"shown": len(shown), "all": len(foods)}
    count = ngettext("1 food", "%(all)d foods", len(foods)) % numbers
    if len(shown) < len(foods):
        count = _("%(shown)d of %(all)d foods") % numbers
    return Found(
        words=words,
        foods=tuple(_to_choose(food, known) for food in shown),
        count=count,
        more=most + AT_ONCE if len(foods) > most < MOST_SHOWN else 0,
        first_new=most - AT_ONCE or -1,
    )


def _listed(row: FoodRow, known: Knowledge) -> ListedFood:
    portion = row.portion()
    return ListedFood(row, food_name(portion.food), holds_magnesium(portion, known))


def _often(portion: FoodPortion, known: Knowledge) -> FoundFood:
    if portion.grams is None:
        return _to_choose(portion.food or "", known)
    holds = f"{weight(portion.grams)}, {holds_magnesium(portion, known)}"
    return FoundFood("add", f"{portion.food} {portion.grams:f}", food_name(portion.food), holds)


def _to_choose(food: str, known: Knowledge) -> FoundFood:
    usual = next(iter(portions_of(food)), None)
    grams = Decimal(100) if usual is None else usual.grams
    name = weight(grams) if usual is None else _measure(usual)
    holds = holds_magnesium(FoodPortion(food, grams), known)
    return FoundFood("choose", food, food_name(food), f"{name}: {holds}")


def _chosen(food: str, known: Knowledge) -> ChosenFood:
    household = [(_measure(one), one.grams) for one in portions_of(food)]
    portions = [*household, (weight(Decimal(100)), Decimal(100))]
    buttons = [_portion(food, *one, known) for one in portions]
    buttons.append(FoundFood("add", f"{food} ", _("I do not know how much"), ""))
    return ChosenFood(food, food_name(food), tuple(buttons))


def _portion(food: str, name: str, grams: Decimal, known: Knowledge) -> FoundFood:
    holds = holds_magnesium(FoodPortion(food, grams), known)
    return FoundFood("add", f"{food} {grams:f}", name, holds)


def _measure(portion: Portion) -> str:
    """Return "1 oz (23 whole kernels), 28 g"."""
    number = f"{portion.amount.normalize():f}"
    return f"{number} {portion.measure}, {weight(portion.grams)}"
