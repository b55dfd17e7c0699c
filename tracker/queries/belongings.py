"""What belongs to the person and not to a day, and how much of it is left."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Min, Q

from tracker.domain.diary import Product
from tracker.models import Belonging, Intake, Person


def belongings(person: Person) -> dict[str, Any]:
    """Return the fields of `Diary` that belong to no day, in the order in which they were made."""
    by_sort: dict[str, list[Any]] = defaultdict(list)
    for row in Belonging.objects.filter(person=person).order_by("pk"):
        by_sort[row.sort].append(row.entry())
    return {
        "products": tuple(by_sort["product"]),
        "favourites": tuple(by_sort["favourite"]),
        "custom_symptoms": tuple(by_sort["custom_symptom"]),
        "tracked": next(iter(by_sort["tracked"]), None),
        "questions": tuple(by_sort["question"]),
        "experiments": tuple(by_sort["experiment"]),
        "settings": next(iter(by_sort["settings"]), None),
        "cover_sheet": next(iter(by_sort["cover_sheet"]), None),
    }


@dataclass(frozen=True, slots=True)
class Used:
    """How many servings of a product were taken since they were counted.

    `unknown` are the intakes of which nobody knows how many servings they were.
    """

    servings: Decimal = Decimal(0)
    unknown: int = 0


def used_since_counted(person: Person, products: Iterable[Product]) -> Mapping[str, Used]:
    """Return what was taken of each product since it was counted, by its id. One query."""
    counted = {one.id: one.stock.counted_at for one in products if one.stock is not None}
    if not counted:
        return {}
    since = Q(pk__in=())
    for product_id, counted_at in counted.items():
        since |= Q(product_id=product_id, instant__gte=counted_at)
    taken = Intake.objects.filter(since, person=person).values_list("product_id", "servings")
    used = dict.fromkeys(counted, Used())
    for product_id, servings, number in taken.annotate(Count("pk")).order_by():
        before = used[product_id]
        used[product_id] = (
            Used(before.servings, before.unknown + number)
            if servings is None
            else Used(before.servings + servings * number, before.unknown)
        )
    return used


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken of a product since some moment, and the first time of it."""

    servings: Decimal
    unknown: int
    first_at: datetime


def taken_since(
    person: Person, products: Iterable[Product], since: datetime
) -> Mapping[str, Taken]:
    """Return what was taken since then of each product, by its id. One query.

    A product that was not taken is left out: how much of it is needed is not known then.
    """
    ids = [product.id for product in products]
    if not ids:
        return {}
    rows = (
        Intake.objects.filter(person=person, product_id__in=ids, instant__gte=since)
        .values_list("product_id", "servings")
        .annotate(Count("pk"), Min("instant"))
        .order_by()
    )
    taken: dict[str, Taken] = {}
    for product_id, servings, number, first_at in rows:
        before = taken.get(product_id or "", Taken(Decimal(0), 0, first_at))
        taken[product_id or ""] = Taken(
            before.servings + (servings or 0) * number,
            before.unknown + (number if servings is None else 0),
            min(before.first_at, first_at),
        )
    return taken
