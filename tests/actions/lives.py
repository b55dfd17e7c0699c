"""Diaries as people make them: written, changed, deleted, taken back, in any order.

`lives()` are lists of steps for hypothesis; `live` has a person go through one. A step that an
action refuses, as it would refuse it to anybody, did not happen.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import get_args
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from tests.factories import diary_of
from tracker import actions
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
    Tracked,
    UsualTime,
)
from tracker.domain.flag_notes import FlagNote
from tracker.models import KINDS, Change

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC")
CLOCK_CHANGES = (
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    datetime(2026, 11, 1, 5, 59, tzinfo=UTC),
)

zones = st.sampled_from(ZONES)
ids = st.sampled_from(["a", "b", "c", "d/e", "ü 1", "'"])
days = st.dates(date(2026, 10, 20), date(2026, 11, 5))
texts = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12
) | st.sampled_from(['\u2028\\"</script>', "née\n\t", "💊", "\x7f\x01"])
names = st.sampled_from(["magnesium", "Calcium", "levothyroxine", "Mondstaub"])
symptoms = st.sampled_from(["nerve_pain", "sleep", "hot feet"])
exact = st.sampled_from(
    [Decimal(one) for one in ("0", "1.50", "200.0", "0.10", "1E+3", "0E-7", "12345678901234567.25")]
) | st.decimals(0, 5000, places=2)
positive = exact.filter(lambda number: number > 0)
instants = st.builds(
    lambda milliseconds: datetime(2026, 10, 20, tzinfo=UTC) + timedelta(milliseconds=milliseconds),
    st.integers(0, 16 * 86_400_000),
) | st.builds(
    lambda at, minutes: at + timedelta(minutes=minutes),
    st.sampled_from(CLOCK_CHANGES),
    st.integers(-90, 90),
)


def maybe(strategy):
    return st.none() | strategy


def words(vocabulary):
    return st.sampled_from(get_args(vocabulary))


def tuples_of(strategy, most=3):
    return st.lists(strategy, max_size=most).map(tuple)


def in_zone(made):
    """Let the time of an entry stand in the zone of the entry."""
    name = next(
        name
        for name in ("taken_at", "eaten_at", "felt_at", "asked_at", "fixed_at")
        if hasattr(made, name)
    )
    return replace(made, **{name: getattr(made, name).astimezone(ZoneInfo(made.timezone))})


contents = st.builds(
    Content,
    substance=maybe(names),
    form=maybe(texts),
    amount=maybe(exact),
    unit=maybe(words(diary.Unit)),
    basis=words(diary.Basis),
    compound=maybe(texts),
)
scales = st.builds(Scale, min=exact, max=exact, better=words(diary.Better), unit=maybe(texts))
intakes = st.builds(
    Intake,
    id=ids,
    taken_at=instants,
    timezone=zones,
    contents=tuples_of(contents),
    precision=words(diary.Precision),
    route=maybe(words(diary.Route)),
    source=maybe(words(diary.Source)),
    meal=words(diary.MealRelation),
    as_needed=maybe(st.booleans()),
    product=maybe(texts),
    product_class=maybe(words(diary.ProductClass)),
    prescribed=st.booleans(),
    covers_days=st.integers(1, 30),
    product_id=maybe(ids),
    servings=maybe(exact),
    tolerance=tuples_of(words(diary.Tolerance)),
    note=texts,
).map(in_zone)
meals = st.builds(
    Meal,
    id=ids,
    eaten_at=instants,
    timezone=zones,
    precision=words(diary.Precision),
    tags=tuples_of(texts),
    foods=tuples_of(st.builds(FoodPortion, food=maybe(texts), grams=maybe(exact))),
    note=texts,
).map(in_zone)
scores = st.builds(
    Score,
    id=ids,
    felt_at=instants,
    timezone=zones,
    symptom=maybe(symptoms),
    value=maybe(exact | st.just(Decimal("-0.5"))),
    scale=scales,
    precision=words(diary.Precision),
    sites=tuples_of(st.builds(Site, site=maybe(texts), side=maybe(texts))),
    qualities=tuples_of(texts),
    note=texts,
).map(in_zone)
nones = st.builds(NoneTaken, id=ids, day=days, timezone=zones, substance=maybe(names))
clock_times = st.sampled_from([time(7), time(21, 30, 15)])
skips = st.builds(SkippedDose, id=ids, day=days, timezone=zones, product_id=ids, at=clock_times)
entries = st.one_of(intakes, meals, scores, nones, skips)

products = st.builds(
    Product,
    id=ids,
    name=texts,
    brand=texts,
    contents=tuples_of(contents),
    serving=texts,
    source=words(diary.Source),
    route=words(diary.Route),
    product_class=maybe(words(diary.ProductClass)),
    prescribed=st.booleans(),
    covers_days=st.integers(1, 30),
    meal=words(diary.MealRelation),
    usual_servings=positive,
    usual_times=tuples_of(
        st.builds(
            UsualTime,
            at=clock_times,
            weekdays=tuples_of(st.integers(0, 6)),
            servings=maybe(exact),
        )
    ),
    stock=maybe(st.builds(Stock, servings=exact, counted_at=instants)),
    is_put_away=st.booleans(),
    note=texts,
)
favourites = st.builds(
    Favourite,
    id=ids,
    name=texts,
    doses=tuples_of(st.builds(Dose, product_id=ids, servings=maybe(exact))),
)
own_symptoms = st.builds(
    CustomSymptom, id=ids, name=texts, scale=scales, lowest=texts, highest=texts
)
questions = st.builds(
    Question,
    id=ids,
    asked_at=instants,
    timezone=zones,
    symptom=symptoms,
    substance=names,
    form=maybe(texts),
    half_life=st.integers(0, 30),
    from_day=maybe(days),
    sometimes_because_it_hurts=maybe(st.booleans()),
).map(in_zone)
belongings = st.one_of(products, favourites, own_symptoms, questions)
experiments = st.builds(
    Experiment,
    id=ids,
    fixed_at=instants,
    timezone=zones,
    symptom=symptoms,
    substance=names,
    first_day=st.dates(date(2026, 11, 10), date(2028, 1, 1)),
    block_days=st.sampled_from([7, 14]),
    blocks=st.sampled_from([(True, False) * 4, (False, True, True, False) * 3]),
    seed=st.integers(0, 2**62),
    amount=maybe(exact),
    note=texts,
).map(in_zone)
ones = st.one_of(
    st.builds(Settings, every_dose_logged_from=maybe(days)),
    st.builds(CoverSheet, name=texts, questions=tuples_of(texts)),
    st.builds(Tracked, symptoms=st.lists(symptoms, unique=True).map(tuple)),
)
flag_notes = st.builds(
    FlagNote.about,
    st.sampled_from(["mg_calcium", "no such rule"]),
    st.lists(ids, min_size=1, max_size=2),
    st.sampled_from(["seen", "discussed"]),
)
facts = st.one_of(
    st.tuples(st.just("kidney"), maybe(st.sampled_from(["normal", "ckd"]))),
    st.tuples(st.just("age"), maybe(st.sampled_from([Decimal(44), Decimal("44.50")]))),
    st.tuples(st.just("egfr"), maybe(exact)),
    st.tuples(st.just("birth_date"), maybe(st.just(date(1981, 2, 3)))),
    st.tuples(st.just("pregnant"), maybe(st.booleans())),
    st.tuples(st.just("medicines"), tuples_of(names)),
    st.tuples(st.just("timezone"), maybe(zones)),
)

steps = st.one_of(
    st.tuples(st.just("log"), entries),
    st.tuples(st.just("change"), entries),
    st.tuples(st.just("delete"), st.sampled_from(["intake", "meal", "score"])),
    st.tuples(st.just("add"), belongings),
    st.tuples(st.just("put"), ones),
    st.tuples(st.just("plan"), experiments),
    st.tuples(st.just("stop"), days),
    st.tuples(st.just("mark"), flag_notes),
    st.tuples(st.just("unmark"), flag_notes),
    st.tuples(st.just("tell"), st.tuples(facts, maybe(days))),
    st.tuples(st.just("add many"), st.lists(entries, max_size=4, unique_by=lambda one: one.id)),
    st.tuples(st.just("undo"), st.integers(0, 5)),
)


def lives():
    return st.lists(steps, min_size=1, max_size=20)


LOG = {
    Intake: lambda **said: actions.log_intake(intake=said.pop("entry"), **said),
    Meal: lambda **said: actions.log_meal(meal=said.pop("entry"), **said),
    Score: lambda **said: actions.log_score(score=said.pop("entry"), **said),
    NoneTaken: lambda **said: actions.log_none_taken(none_taken=said.pop("entry"), **said),
    SkippedDose: lambda **said: actions.skip_dose(skipped=said.pop("entry"), **said),
}
NAMES = {Intake: "intake", Meal: "meal", Score: "score"}


def live(person, life):
    """Go through the steps of `life`; every other one is written by the person's own login."""
    for number, (step, about) in enumerate(life):
        by = person.user if number % 2 else None
        try:
            DO[step](person, about, by)
        except actions.WriteRefused:
            continue


def change(person, entry, by):
    """Change the first entry of its kind that is there into `entry`."""
    kind = NAMES.get(type(entry))
    row = kind and KINDS[kind].rows_of(person).first()
    if row:
        act = getattr(actions, f"change_{kind}")
        said = {kind: replace(entry, id=row.entry_id), "version": row.version}
        act(person=person, by=by, **said)


def delete(person, kind, by):
    if row := KINDS[kind].rows_of(person).first():
        getattr(actions, f"delete_{kind}")(person=person, entry_id=row.entry_id, by=by)


def stop(person, on, by):
    if row := KINDS["experiment"].rows_of(person).first():
        actions.stop_experiment(person=person, experiment_id=row.entry_id, on=on, by=by)


def put(person, one, by):
    if isinstance(one, Tracked):
        actions.set_tracked(person=person, tracked=one, by=by)
    else:
        actions.put_belonging(person=person, belonging=one, by=by)


def add_many(person, some, by):
    actions.add_entries(person=person, diary=diary_of(*some), by=by)


def undo(person, number, by):
    changes = list(Change.objects.filter(person=person).order_by("-pk")[: number + 1])
    if changes:
        actions.undo(person=person, change=changes[-1], by=by)


DO = {
    "log": lambda person, entry, by: LOG[type(entry)](person=person, entry=entry, by=by),
    "change": change,
    "delete": delete,
    "add": lambda person, one, by: actions.add_belonging(person=person, belonging=one, by=by),
    "put": put,
    "plan": lambda person, one, by: actions.start_experiment(person=person, experiment=one, by=by),
    "stop": stop,
    "mark": lambda person, note, by: actions.mark_flag(person=person, note=note, by=by),
    "unmark": lambda person, note, by: actions.unmark_flag(person=person, note=note, by=by),
    "tell": lambda person, told, by: actions.set_profile_fact(
        person=person, fact=told[0][0], value=told[0][1], holds_from=told[1], by=by
    ),
    "add many": add_many,
    "undo": undo,
}
