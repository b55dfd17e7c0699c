"""The form of a plan: what it offers, what it reads, and what it refuses at its field."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from tests.factories import local, make_content, make_product, make_score
from tracker.domain.diary import CustomSymptom, Diary, Scale, Tracked
from tracker.domain.experiment import draw
from tracker.forms.experiment import (
    SOMETHING_ELSE,
    ExperimentForm,
    StopForm,
    first_typed,
)
from tracker.forms.experiment_choices import outcomes_of, supplements_on

TODAY = date(2026, 6, 10)
GLYCINATE = make_content(amount="1000", form="glycinate", basis="compound")
NIGHT = make_product("Night", contents=(GLYCINATE,), usual_servings=Decimal(2), times=["22:00"])
OUTCOMES = outcomes_of(Diary(tracked=Tracked(("nerve_pain", "cramp"))), TODAY)


def form_of(shelf=(NIGHT,), medicines=(), **changed):
    products = supplements_on(shelf)
    opened = first_typed(OUTCOMES, products, TODAY)
    typed = opened | {"entry_id": str(uuid4()), "symptom": OUTCOMES[0].key}
    changed = {name.replace("__", "-"): text for name, text in changed.items()}
    return ExperimentForm(
        typed | changed, outcomes=OUTCOMES, products=products, medicines=medicines, today=TODAY
    )


def plan_of(**typed):
    form = form_of(**typed)
    assert form.is_valid(), (form.errors, form.typed.errors)
    return form.plan()


def typed_in(name, **changed):
    return {"what": SOMETHING_ELSE, "typed__0__substance": name} | changed


def messages(form, field):
    assert not form.is_valid()
    return " ".join(form.errors.get(field, []))


def messages_of_row(field, **typed):
    form = form_of(**typed)
    assert not form.is_valid()
    return " ".join(form.typed.errors.get(field, []))


# What it opens with


def test_it_opens_with_twelve_weeks_from_tomorrow_on():
    opened = first_typed(OUTCOMES, [], TODAY)

    assert (opened["blocks"], opened["block_days"], opened["first_day"]) == (
        "12",
        "7",
        "2026-06-11",
    )


def test_with_nothing_on_the_shelf_it_asks_to_write_the_supplement():
    assert first_typed(OUTCOMES, [], TODAY)["what"] == SOMETHING_ELSE


def test_a_symptom_is_offered_on_each_of_its_scales():
    assert [one.label for one in OUTCOMES] == [
        "Nerve pain, 0 to 10",
        "Muscle cramp: count per day",
        "Muscle cramp: worst intensity, 0 to 10",
        "Muscle cramp: minutes",
    ]


def test_a_symptom_of_ones_own_is_offered_by_its_name():
    own = CustomSymptom("a/b", "Heavy legs", Scale(better="high"))
    diary = Diary(custom_symptoms=(own,), tracked=Tracked(("a/b",)))

    assert [(one.label, one.symptom, one.scale) for one in outcomes_of(diary, TODAY)] == [
        ("Heavy legs, 0 to 10", "a/b", own.scale)
    ]


def test_where_nothing_is_followed_what_was_scored_lately_is_offered():
    diary = Diary(symptoms=(make_score("2026-06-01T20:00", symptom="sleep"),))

    assert {one.symptom for one in outcomes_of(diary, TODAY)} == {"nerve_pain", "sleep"}


# What can be tested


def test_the_dose_of_a_day_is_elemental_and_counts_all_servings():
    (tested,) = supplements_on([NIGHT])

    assert (tested.substance, tested.form, tested.unit) == ("magnesium", "glycinate", "mg")
    assert Decimal(281) < tested.amount < Decimal(283)


def test_a_product_of_two_times_a_day_has_both_in_its_dose():
    product = make_product(times=["08:00", "20:00"])

    assert supplements_on([product])[0].amount == Decimal(400)


def test_each_content_of_a_product_can_be_tested_and_names_the_others():
    multi = make_product("Multi", contents=(make_content(), make_content("zinc", "10")))

    assert [(one.label, one.beside) for one in supplements_on([multi])] == [
        ("Multi: magnesium", ("Zinc",)),
        ("Multi: zinc", ("Magnesium",)),
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"source": "medicine"},
        {"prescribed": True},
        {"product_class": "antacid"},
        {"product_class": "laxative"},
        {"is_put_away": True},
        {"covers_days": 7},
    ],
    ids=str,
)
def test_what_was_prescribed_or_is_no_supplement_is_not_offered(fields):
    assert supplements_on([make_product(**fields)]) == []


def test_a_dose_without_an_amount_is_not_known_and_not_zero():
    product = make_product(contents=(make_content(amount=None, unit=None),))

    assert (supplements_on([product])[0].amount, supplements_on([product])[0].unit) == (None, None)


# What it reads


def test_a_plan_is_read():
    plan = plan_of(blocks="8", block_days="14", first_day="2026-07-01", note="a\nb")

    assert (plan.days, plan.last_day, plan.note) == (112, date(2026, 10, 20), "a\nb")
    assert plan.outcome.symptom == "nerve_pain"
    assert plan.tested.product_id == NIGHT.id


def test_what_is_typed_is_read_with_its_form():
    plan = plan_of(
        **typed_in("magnesium citrate", typed__0__amount="300", typed__0__basis="elemental")
    )

    assert (plan.tested.substance, plan.tested.form) == ("magnesium", "citrate")
    assert (plan.tested.amount, plan.tested.unit) == (Decimal(300), "mg")


def test_a_supplement_that_nobody_here_knows_is_kept_as_it_is_written():
    assert plan_of(**typed_in("Ashwagandha")).tested.substance == "ashwagandha"


@pytest.mark.parametrize(("sent", "has_asked"), [({"has_asked": "on"}, True), ({}, False)])
def test_whether_a_clinician_was_asked_is_read(sent, has_asked):
    assert plan_of(**sent).has_asked_clinician is has_asked


def test_the_protocol_holds_what_its_seed_draws():
    fixed = plan_of().fixed(
        at=local("2026-06-10T18:00"), timezone="Europe/Berlin", seed=7, cautions=["pregnancy"]
    )

    assert (fixed.blocks, fixed.seed) == (draw(12, 7, 7).block_on, 7)
    assert (fixed.cautions, fixed.first_day) == (("pregnancy",), date(2026, 6, 11))


def test_the_scale_of_the_chosen_measure_is_in_the_protocol():
    count = next(one for one in OUTCOMES if one.scale.unit == "cramps")
    fixed = plan_of(symptom=count.key).fixed(
        at=local("2026-06-10T18:00"), timezone="Europe/Berlin", seed=7, cautions=()
    )

    assert (fixed.symptom, fixed.scale) == ("cramp", count.scale)


# What it refuses


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("symptom", "Which symptom"),
        ("what", "What would you like to test?"),
        ("blocks", "How many blocks?"),
        ("block_days", "How long is each block?"),
        ("first_day", "On which day"),
    ],
)
def test_what_is_left_out_is_asked_for_at_its_field(field, words):
    assert words in messages(form_of(**{field: ""}), field)


@pytest.mark.parametrize("field", ["symptom", "what", "blocks", "block_days"])
@pytest.mark.parametrize("text", ["9", "6", "x", "\0", "0/", "1e9", "ä" * 500])
def test_what_was_not_offered_is_refused_at_its_field(field, text):
    assert messages(form_of(**{field: text}), field)


@pytest.mark.parametrize("day", ["2026-06-10", "2026-06-09", "0001-01-01"])
def test_a_first_day_that_has_come_is_refused(day):
    assert "tomorrow, 11 June," in messages(form_of(first_day=day), "first_day")


@pytest.mark.parametrize("day", ["2026-10-09", "9999-12-31"])
def test_a_first_day_far_ahead_is_refused(day):
    assert "120 days ahead" in messages(form_of(first_day=day), "first_day")


@pytest.mark.parametrize("days", [1, 120])
def test_the_first_and_the_last_of_the_days_to_begin_on_are_fine(days):
    assert form_of(first_day=(TODAY + timedelta(days=days)).isoformat()).is_valid()


@pytest.mark.parametrize("day", ["tomorrow", "2026-02-30", "11.06.2026", "\0"])
def test_what_is_no_day_is_told(day):
    assert "year-month-day" in messages(form_of(first_day=day), "first_day")


@pytest.mark.parametrize("name", ["Levothyroxine", "levothyroxine 75 µg", "Gabapentin"])
def test_a_medicine_that_a_rule_knows_is_not_tried_out(name):
    assert "Only supplements" in messages_of_row("substance", **typed_in(name))


def test_a_medicine_of_the_profile_is_not_tried_out():
    typed = typed_in("Pink pills", medicines=["pink pills"])

    assert "Only supplements" in messages_of_row("substance", **typed)


def test_something_else_needs_a_name():
    assert "Which supplement" in messages_of_row("substance", **typed_in(""))


@pytest.mark.parametrize("amount", ["-5", "much", "1e5", "9" * 30])
def test_an_amount_that_is_none_is_told_at_its_field(amount):
    typed = typed_in("magnesium", typed__0__amount=amount)

    assert messages_of_row("amount", **typed)


def test_what_stands_in_the_row_does_not_matter_where_a_product_is_chosen():
    assert form_of(typed__0__amount="much").is_valid()


def test_a_note_that_cannot_be_kept_is_told():
    assert "cannot be kept" in messages(form_of(note="a\0b"), "note")


def test_why_it_is_stopped_need_not_be_said():
    assert StopForm({"because": ""}).is_valid()
    assert not StopForm({"because": "x" * 3000}).is_valid()
