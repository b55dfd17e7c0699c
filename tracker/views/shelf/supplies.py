"""How much is left of each product that was counted."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from tracker import queries
from tracker.domain.diary import Product, Stock
from tracker.domain.stock import AVERAGED, average_per_day, last_day_of, left_of
from tracker.views.shown.shelf import Supply


def supplies_of(person: Any, products: Iterable[Product], now: datetime) -> Mapping[str, Supply]:
    """Return what is left of the products that were counted, by id: two queries for all."""
    counted = {one.id: (one, one.stock) for one in products if one.stock is not None}
    used = queries.used_since_counted(person, [one for one, _stock in counted.values()])
    without_times = [one for one, _stock in counted.values() if not one.usual_times]
    taken = queries.taken_since(person, without_times, now - AVERAGED)
    return {
        product_id: _supply(one, stock, used[product_id], taken.get(product_id), now)
        for product_id, (one, stock) in counted.items()
    }


def _supply(
    product: Product,
    stock: Stock,
    used: queries.Used,
    lately: queries.Taken | None,
    now: datetime,
) -> Supply:
    left = left_of(stock, used.servings, used.unknown)
    per_day = None
    if lately is not None:
        per_day = average_per_day(lately.servings, lately.first_at, now, lately.unknown)
    return Supply(left, last_day_of(product, left, now, per_day))
