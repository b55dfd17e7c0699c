"""Foods in words: their names, what they weigh, and what they hold."""

from collections.abc import Collection, Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from tracker.domain.diary import FoodPortion
from tracker.domain.rules.words import amount
from tracker.domain.totals import Amount, held_by
from tracker.knowledge import Knowledge, usda
from tracker.knowledge.reference_values import amount_in_food
from tracker.views.shown.amounts import BEYOND_ALL_DOSES, IU_PER_MCG
from tracker.views.shown.words import substance_name

SUMMED = ("magnesium", "calcium", "vitamin_d")


def food_name(food: str | None) -> str:
    """Return the food as the table calls it; one that is not in it as it is written."""
    known = usda.foods().get(food or "")
    return known.description if known else food or _("a food")


def weight(grams: Decimal) -> str:
    """Return grams as one would weigh them: "28 g", "1.2 g"."""
    return f"{about(grams)} g"


def about(value: Decimal) -> str:
    """Return an amount of food to two digits or whole: no table knows a meal's third one.

    >>> about(Decimal("76.545")), about(Decimal("1.28")), about(Decimal("0.04"))
    ('77', '1.3', '0')
    """
    if value >= BEYOND_ALL_DOSES:
        return amount(value)
    step = Decimal(1) if value >= Decimal("9.95") else Decimal("0.1")
    return amount(value.quantize(step, ROUND_HALF_UP).normalize())


def portion_words(portion: FoodPortion) -> str:
    """Return "Nuts, almonds, 28 g"."""
    how_much = _("amount not known") if portion.grams is None else weight(portion.grams)
    return f"{food_name(portion.food)}, {how_much}"


def holds_magnesium(portion: FoodPortion, known: Knowledge) -> str:
    """Return "77 mg magnesium"; what is not known is called that."""
    held = _held("magnesium", portion, known)
    if held.is_at_least:
        return _("magnesium not known")
    return _("%(amount)s mg magnesium") % {"amount": about(held.value)}


def sums_of(
    portions: Collection[FoodPortion], known: Knowledge, substances: Iterable[str] = SUMMED
) -> Iterator[str]:
    """Yield what the portions hold together: "at least 182 mg magnesium"."""
    for substance in substances if portions else ():
        total = sum((_held(substance, one, known) for one in portions), Amount())
        name = substance_name(substance, known)
        if total.is_at_least and not total.quanta:
            yield _("%(name)s not known") % {"name": name}
            continue
        text = _("%(amount)s %(name)s") % {"amount": _in_unit(substance, total), "name": name}
        yield _("at least %(amount)s") % {"amount": text} if total.is_at_least else text


def _in_unit(substance: str, total: Amount) -> str:
    if substance != "vitamin_d":
        return f"{about(total.value)} mg"
    return f"{about(total.value)} IU ({about(total.value / IU_PER_MCG)} µg)"


def _held(substance: str, portion: FoodPortion, known: Knowledge) -> Amount:
    found = known.rule_book.substances.find(substance)
    return Amount(is_at_least=True) if found is None else held_by(found, portion, amount_in_food)
