"""A day in numbers: what is counted, and what is not known."""

from decimal import Decimal

from tests.factories import (
    local,
    make_content,
    make_intake,
    make_none_taken,
    make_score,
)
from tracker.domain.daily import Place, daily_values
from tracker.domain.diary import Scale, Site
from tracker.knowledge import knowledge

SLEEP = Scale(better="high")
BRISTOL = Scale(min=Decimal(1), max=Decimal(7), better="none")


def made(*, intakes=(), scores=(), none_taken=()):
    return daily_values(intakes, scores, none_taken, knowledge().rule_book.substances)


def the_score(*scores):
    (day,) = made(scores=scores)
    (score,) = day.scores
    return score


def the_dose(*intakes):
    (day,) = made(intakes=intakes)
    (dose,) = day.doses
    return dose


class TestScores:
    def test_the_worst_the_mean_and_the_number(self):
        score = the_score(make_score(value="3"), make_score(value="6"))

        assert (score.worst, score.mean, score.number) == (6, 4.5, 2)

    def test_the_worst_follows_the_better_end(self):
        assert the_score(*(make_score(value=n, scale=SLEEP) for n in ("3", "6"))).worst == 3

    def test_a_scale_without_a_better_end_has_no_worst(self):
        assert the_score(make_score(value="4", scale=BRISTOL)).worst is None

    def test_a_zero_is_a_score(self):
        assert the_score(make_score(value="0")).mean == 0

    def test_a_sign_without_a_value_is_no_score(self):
        assert made(scores=[make_score(value=None)]) == []

    def test_scores_on_two_scales_stay_apart(self):
        (day,) = made(scores=[make_score(), make_score(scale=Scale(max=Decimal(100)))])

        assert [score.high for score in day.scores_of("nerve_pain")] == [10, 100]

    def test_a_score_without_a_time_of_day_is_counted_and_has_no_minute(self):
        score = the_score(make_score(precision="day"))

        assert (score.number, score.felt) == (1, ())

    def test_each_place_has_the_worst_score_that_names_it(self):
        toes, sole = Site("toes", "left"), Site("sole", "both")
        score = the_score(
            make_score(value="3", sites=(toes, sole)), make_score(value="7", sites=(toes,))
        )

        assert score.places == (Place("sole", "both", 3), Place("toes", "left", 7))

    def test_the_day_is_that_of_the_entrys_own_clock(self):
        (day,) = made(scores=[make_score("2026-06-10T23:30", timezone="America/New_York")])

        assert str(day.day) == "2026-06-10"


class TestDoses:
    def test_doses_of_one_form_are_added_up(self):
        dose = the_dose(make_intake("2026-06-10T08:00"), make_intake("2026-06-10T20:15"))

        assert (dose.amount, dose.unit, dose.number, dose.minutes) == (400, "mg", 2, (480, 1215))

    def test_the_amount_is_elemental(self):
        oxide = make_content(form="oxide", amount="500", basis="compound")

        assert round(the_dose(make_intake(contents=(oxide,))).amount) == 302

    def test_one_dose_that_cannot_be_counted_leaves_the_amount_open(self):
        dose = the_dose(make_intake(), make_intake(amount=None))

        assert (dose.amount, dose.number) == (None, 2)

    def test_an_amount_of_zero_is_no_dose(self):
        assert made(intakes=[make_intake(amount="0")]) == []

    def test_food_is_no_dose(self):
        assert made(intakes=[make_intake(source="food")]) == []

    def test_two_salts_of_one_product_are_one_dose(self):
        both = (make_content(form="citrate"), make_content(form="citrate", amount="50"))
        dose = the_dose(make_intake(contents=both))

        assert (dose.amount, dose.number) == (250, 1)

    def test_forms_stay_apart_and_are_known_by_every_name(self):
        names = ("Magnesium bisglycinate", "glycinate", "oxide")
        (day,) = made(intakes=[make_intake(contents=(make_content(form=name),)) for name in names])

        assert [(dose.form, dose.number) for dose in day.doses] == [("glycinate", 2), ("oxide", 1)]

    def test_a_medicine_that_knowledge_does_not_hold_keeps_its_name_and_unit(self):
        dose = the_dose(make_intake(substance="  Moondust ", amount="5"))

        assert (dose.substance, dose.unit, dose.amount) == ("moondust", "mg", 5)

    def test_meals_and_as_needed_are_counted(self):
        dose = the_dose(
            make_intake(meal="with", as_needed=True), make_intake(meal="without"), make_intake()
        )

        assert (dose.with_meal, dose.without_meal, dose.as_needed) == (1, 1, 1)

    def test_the_minute_is_that_of_the_entrys_own_clock(self):
        at = local("2026-06-10T22:10", "Asia/Tokyo")

        assert the_dose(make_intake(at, timezone="Asia/Tokyo")).minutes == (22 * 60 + 10,)


def test_none_taken_is_kept_by_substance_and_for_all():
    (day,) = made(
        none_taken=[make_none_taken(substance=" Magnesium"), make_none_taken(substance=None)]
    )

    assert set(day.none_taken) == {None, "magnesium"}


def test_days_of_which_nothing_is_written_are_left_out():
    days = made(scores=[make_score("2026-06-12T09:00"), make_score("2026-06-10T09:00")])

    assert [one.day.day for one in days] == [10, 12]
