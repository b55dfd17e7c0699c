"""What happened: intakes, meals, symptoms, what was not taken, and what is said of flags."""

from typing import get_args

from tracker.document.containers import ListOf, Record
from tracker.document.fields import Choice, ClockTime, Day, Moment, Number, Text, Truth, Whole, Zone
from tracker.document.records.common import CONTENT, SCALE, made, offset_of
from tracker.domain import diary
from tracker.domain.diary import FoodPortion, Intake, Meal, NoneTaken, Score, Site, SkippedDose
from tracker.domain.flag_notes import FlagNote, FlagSaying

INTAKE = Record(
    {
        "id": Text(),
        "taken_at": Moment(),
        "timezone": Zone(),
        "precision": Choice(get_args(diary.Precision)),
        "route": Choice(get_args(diary.Route)),
        "source": Choice(get_args(diary.Source)),
        "meal": Choice(get_args(diary.MealRelation)),
        "as_needed": Truth(),
        "note": Text(),
        "product": Text(),
        "product_class": Choice(get_args(diary.ProductClass)),
        "prescribed": Truth(),
        "covers_days": Whole(minimum=1),
        "contents": ListOf(CONTENT),
        "product_id": Text(),
        "servings": Number(minimum=0),
        "tolerance": ListOf(Choice(get_args(diary.Tolerance))),
    },
    required=("id", "taken_at", "timezone"),
    build=made(Intake),
    check=offset_of("taken_at"),
)

FOOD = Record({"food": Text(), "grams": Number(minimum=0)}, build=made(FoodPortion))

MEAL = Record(
    {
        "id": Text(),
        "eaten_at": Moment(),
        "timezone": Zone(),
        "precision": Choice(get_args(diary.Precision)),
        "tags": ListOf(Text()),
        "foods": ListOf(FOOD),
        "note": Text(),
    },
    required=("id", "eaten_at", "timezone"),
    build=made(Meal),
    check=offset_of("eaten_at"),
)

SCORE = Record(
    {
        "id": Text(),
        "felt_at": Moment(),
        "timezone": Zone(),
        "precision": Choice(get_args(diary.Precision)),
        "symptom": Text(),
        "value": Number(),
        "scale": SCALE,
        "sites": ListOf(Record({"site": Text(), "side": Text()}, build=made(Site))),
        "qualities": ListOf(Text()),
        "note": Text(),
    },
    required=("id", "felt_at", "timezone"),
    build=made(Score),
    check=offset_of("felt_at"),
)

NONE_TAKEN = Record(
    {"id": Text(), "day": Day(), "timezone": Zone(), "substance": Text()},
    required=("id", "day", "timezone"),
    build=made(NoneTaken),
)

SKIPPED_DOSE = Record(
    {
        "id": Text(),
        "day": Day(),
        "timezone": Zone(),
        "product_id": Text(),
        "at": ClockTime(),
    },
    required=("id", "day", "timezone", "product_id", "at"),
    build=made(SkippedDose),
)

FLAG_NOTE = Record(
    {"rule": Text(), "entries": ListOf(Text()), "says": Choice(get_args(FlagSaying))},
    required=("rule", "entries", "says"),
    build=lambda values: FlagNote.about(**values),
)
