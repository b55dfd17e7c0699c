"""What the person owns: products, their usual times and stock, and favourites."""

from typing import get_args

from tracker.document.containers import ListOf, Record
from tracker.document.fields import Choice, ClockTime, Moment, Number, PlaceOf, Text, Truth, Whole
from tracker.document.records.common import CONTENT, made
from tracker.domain import diary
from tracker.domain.diary import Dose, Favourite, Product, Stock, UsualTime

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

USUAL_TIME = Record(
    {
        "at": ClockTime(),
        "weekdays": ListOf(PlaceOf(WEEKDAYS)),
        "servings": Number(minimum=0),
    },
    required=("at",),
    build=made(UsualTime),
)

STOCK = Record(
    {"servings": Number(minimum=0), "counted_at": Moment()},
    required=("servings", "counted_at"),
    build=made(Stock),
)

PRODUCT = Record(
    {
        "id": Text(),
        "name": Text(),
        "brand": Text(),
        "contents": ListOf(CONTENT),
        "serving": Text(),
        "source": Choice(get_args(diary.Source)),
        "route": Choice(get_args(diary.Route)),
        "product_class": Choice(get_args(diary.ProductClass)),
        "prescribed": Truth(),
        "covers_days": Whole(minimum=1),
        "meal": Choice(get_args(diary.MealRelation)),
        "usual_servings": Number(above=0),
        "usual_times": ListOf(USUAL_TIME),
        "stock": STOCK,
        "is_put_away": Truth(),
        "note": Text(),
    },
    required=("id", "name"),
    build=made(Product),
)

DOSE = Record(
    {"product_id": Text(), "servings": Number(minimum=0)},
    required=("product_id",),
    build=made(Dose),
)

FAVOURITE = Record(
    {"id": Text(), "name": Text(), "doses": ListOf(DOSE)},
    required=("id", "name"),
    build=made(Favourite),
)
