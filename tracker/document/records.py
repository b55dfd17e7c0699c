"""What the objects of a diary document hold: one record for each, made of the fields."""

from collections.abc import Callable
from datetime import date
from typing import Any, get_args

from tracker.document.fields import (
    Choice,
    ClockTime,
    Day,
    Field,
    ListOf,
    Moment,
    Number,
    PlaceOf,
    Problem,
    Problems,
    Record,
    Text,
    Truth,
    Whole,
    Zone,
)
from tracker.document.zones import has_offset
from tracker.domain import diary
from tracker.domain.diary import (
    Content,
    CoverSheet,
    CustomSymptom,
    Dose,
    Experiment,
    Favourite,
    FoodPortion,
    Intake,
    Meal,
    NoneTaken,
    Product,
    Question,
    Scale,
    Score,
    Settings,
    Site,
    SkippedDose,
    Stock,
    UsualTime,
)
from tracker.domain.diary.experiments import BLOCK_DAYS, BLOCKS
from tracker.domain.flag_notes import FlagNote, FlagSaying

MICRO_SIGN, GREEK_MU = "\u00b5", "\u03bc"
UNIT = Choice(
    get_args(diary.Unit),
    aliases={"ug": "mcg", f"{MICRO_SIGN}g": "mcg", f"{GREEK_MU}g": "mcg"},
)

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def made(kind: type) -> Callable[[dict[str, Any]], Any]:
    """Return a `build` that hands the values to `kind`, whose defaults fill what is absent."""
    return lambda values: kind(**values)


def offset_of(time: str) -> Callable[[dict[str, Any], str, Problems], None]:
    """Return a `check` of an entry: its time has an offset that its zone has then."""

    def check(values: dict[str, Any], path: str, problems: Problems) -> None:
        at, zone = values.get(time), values.get("timezone")
        if at is not None and zone is not None and not has_offset(zone, at):
            problems.append(Problem(f"{path}.{time}", f"{zone} does not have this offset then"))

    return check


PROFILE_FIELDS: dict[str, Field] = {
    "birth_date": Day(),
    "age": Number(),
    "sex": Choice(get_args(diary.Sex)),
    "pregnant": Truth(),
    "lactating": Truth(),
    "kidney": Choice(get_args(diary.Kidney)),
    "egfr": Number(),
    "conditions": ListOf(Text()),
    "medicines": ListOf(Text()),
    "region": Choice(get_args(diary.Region)),
    "timezone": Zone(),
    "new_to_supplements": Truth(),
}

CONTENT = Record(
    {
        "substance": Text(),
        "form": Text(),
        "amount": Number(minimum=0),
        "unit": UNIT,
        "basis": Choice(get_args(diary.Basis)),
        "compound": Text(),
    },
    build=made(Content),
)

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

SCALE = Record(
    {
        "min": Number(),
        "max": Number(),
        "better": Choice(get_args(diary.Better)),
        "unit": Text(),
    },
    build=made(Scale),
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

CUSTOM_SYMPTOM = Record(
    {
        "id": Text(),
        "name": Text(),
        "scale": SCALE,
        "lowest": Text(),
        "highest": Text(),
        "is_put_away": Truth(),
    },
    required=("id", "name"),
    build=made(CustomSymptom),
)

QUESTION = Record(
    {
        "id": Text(),
        "asked_at": Moment(),
        "timezone": Zone(),
        "symptom": Text(),
        "substance": Text(),
        "form": Text(),
        "half_life": Whole(minimum=0),
        "from_day": Day(),
        "sometimes_because_it_hurts": Truth(),
    },
    required=("id", "asked_at", "timezone", "symptom", "substance"),
    build=made(Question),
    check=offset_of("asked_at"),
)


def could_be_drawn(values: dict[str, Any], path: str, problems: Problems) -> None:
    """Note a plan that the program does not make: see `Experiment`."""
    offset_of("fixed_at")(values, path, problems)
    blocks = values.get("blocks")
    if blocks is not None and (len(blocks) not in BLOCKS or 2 * sum(blocks) != len(blocks)):
        message = (
            "8 to 20 blocks in order, half of them true, with, and half of them false, without"
        )
        problems.append(Problem(f"{path}.blocks", message))
    if values.get("block_days", BLOCK_DAYS[0]) not in BLOCK_DAYS:
        problems.append(Problem(f"{path}.block_days", "a block has 7 or 14 days"))
    first_day = values.get("first_day")
    days = len(blocks or ()) * (values.get("block_days") or 0)
    # The day after the last one, on which the result opens, is to be a day of the calendar too.
    if first_day is not None and days > (date.max - first_day).days:
        problems.append(Problem(f"{path}.first_day", "the calendar ends before the last day"))


EXPERIMENT = Record(
    {
        "id": Text(),
        "fixed_at": Moment(),
        "timezone": Zone(),
        "symptom": Text(),
        "scale": SCALE,
        "substance": Text(),
        "form": Text(),
        "amount": Number(minimum=0),
        "unit": UNIT,
        "product_id": Text(),
        "first_day": Day(),
        "block_days": Whole(minimum=1),
        "blocks": ListOf(Truth()),
        "seed": Whole(minimum=0),
        "cautions": ListOf(Text()),
        "has_asked_clinician": Truth(),
        "note": Text(),
        "stopped_on": Day(),
        "stopped_because": Text(),
    },
    required=(
        "id",
        "fixed_at",
        "timezone",
        "symptom",
        "substance",
        "first_day",
        "block_days",
        "blocks",
        "seed",
    ),
    build=made(Experiment),
    check=could_be_drawn,
)

SETTINGS = Record({"every_dose_logged_from": Day()}, build=made(Settings))

COVER_SHEET = Record({"name": Text(), "questions": ListOf(Text())}, build=made(CoverSheet))

FLAG_NOTE = Record(
    {"rule": Text(), "entries": ListOf(Text()), "says": Choice(get_args(FlagSaying))},
    required=("rule", "entries", "says"),
    build=lambda values: FlagNote.about(**values),
)

PROFILE = Record(PROFILE_FIELDS)
LISTS: dict[str, ListOf] = {
    "intakes": ListOf(INTAKE),
    "meals": ListOf(MEAL),
    "symptoms": ListOf(SCORE),
    "none_taken": ListOf(NONE_TAKEN),
    "skipped_doses": ListOf(SKIPPED_DOSE),
    "products": ListOf(PRODUCT),
    "favourites": ListOf(FAVOURITE),
    "custom_symptoms": ListOf(CUSTOM_SYMPTOM),
    "questions": ListOf(QUESTION),
    "experiments": ListOf(EXPERIMENT),
    "flag_notes": ListOf(FLAG_NOTE),
}
"""The lists of the document, each under the name that it has in `Diary`."""

TRACKED = ListOf(Text())
