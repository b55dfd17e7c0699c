"""How a question stands: which days count, what closes it, and what is shown together."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from tests.domain.question_days import FIRST, a_dose, a_score, day_number, question_days
from tests.factories import make_experiment, make_question
from tracker.domain import asked
from tracker.domain.daily import Exposure
from tracker.domain.diary import Settings

TODAY = day_number(120)
QUESTION = make_question(sometimes_because_it_hurts=False)


def reply(written, question=QUESTION, *, today=TODAY, **beside):
    return asked.reply(question, written, today=today, **beside)


class TestWhichDays:
    def test_they_end_with_yesterday(self):
        written = question_days(121)

        assert reply(written, today=TODAY).compared.days.length == 120

    def test_a_question_with_a_first_day_counts_from_there(self):
        question = replace(QUESTION, from_day=day_number(50))
        days = reply(question_days(), question).compared.days

        assert (days.first, days.length) == (day_number(50), 70)

    def test_a_first_day_before_the_diary_adds_no_days(self):
        question = replace(QUESTION, from_day=FIRST - timedelta(days=30))

        assert reply(question_days(), question).compared.days.first == FIRST

    @pytest.mark.parametrize("from_day", [None, TODAY, TODAY + timedelta(days=5)])
    def test_no_days_at_all_are_not_enough(self, from_day):
        assert reply([], replace(QUESTION, from_day=from_day)).standing == "not_enough"

    def test_a_question_of_today_has_no_days_yet(self):
        question = replace(QUESTION, from_day=TODAY)

        assert reply(question_days(), question).standing == "not_enough"


class TestHowItStands:
    def test_a_difference_is_clear(self):
        stands = reply(question_days(effect=-2))

        assert (stands.standing, stands.shows_an_effect) == ("clear", True)
        assert stands.answer.effect.estimate == pytest.approx(-2, abs=0.5)

    def test_no_difference_is_an_answer(self):
        assert reply(question_days(effect=0, noise=0.3)).standing == "none"

    def test_much_scatter_leaves_it_open(self):
        assert reply(question_days(70, effect=-0.3, noise=2), today=day_number(70)).standing == (
            "cannot_tell"
        )

    def test_without_the_question_about_pain_nothing_is_worked_out(self):
        stands = reply(question_days(), replace(QUESTION, sometimes_because_it_hurts=None))

        assert (stands.standing, stands.answer) == ("not_said", None)

    def test_who_takes_it_for_pain_and_marks_nothing_gets_no_effect(self):
        stands = reply(question_days(), replace(QUESTION, sometimes_because_it_hurts=True))

        assert (stands.standing, stands.answer) == ("not_marked", None)

    def test_who_takes_it_for_pain_and_marks_some_gets_an_answer(self):
        question = replace(QUESTION, sometimes_because_it_hurts=True)

        assert reply(question_days(as_needed_share=0.1), question).standing == "clear"

    @pytest.mark.parametrize("said", [True, False])
    def test_often_for_pain_gets_no_effect_whatever_was_said(self, said):
        question = replace(QUESTION, sometimes_because_it_hurts=said)
        stands = reply(question_days(as_needed_share=0.6), question)

        assert (stands.standing, stands.answer.effect) == ("as_needed", None)

    def test_blank_days_are_unknown(self):
        stands = reply(question_days(none_is_said=False))

        assert stands.standing == "not_enough"
        assert stands.answer.missing["off"] == 14
        assert stands.compared.scored_without_word == 120 - stands.compared.scored_on

    def test_a_dose_of_which_nobody_knows_how_much_is_no_day_that_was_used(self):
        days = question_days()
        days[0] = replace(days[0], doses=(a_dose(None),))
        stands = reply(days)

        used = stands.compared.scored_on + stands.compared.scored_off
        assert (used, stands.answer.effect.scored) == (119, 119)

    @pytest.mark.parametrize(("amount", "far_above"), [(1000.0, 0), (1001.0, 1), (2e5, 1)])
    def test_a_single_slip_of_the_pen_hides_no_effect(self, amount, far_above):
        days = question_days()
        days[60] = replace(days[60], doses=(a_dose(amount),), none_taken=())
        stands = reply(days)

        assert (stands.standing, stands.compared.far_above) == ("clear", far_above)
        assert stands.answer.effect.scored == 120 - far_above

    def test_blank_days_count_once_every_dose_is_logged(self):
        settings = Settings(every_dose_logged_from=FIRST)

        assert reply(question_days(none_is_said=False), settings=settings).standing == "clear"

    def test_what_builds_up_needs_120_days(self):
        slow, written = replace(QUESTION, half_life=2), question_days()

        assert reply(written, slow).standing == "clear"
        assert dict(reply(written, slow, today=day_number(119)).answer.missing) == {"days": 1}

    def test_a_count_without_an_end_is_never_called_no_difference(self):
        written = question_days(effect=0, noise=0.3, high=100.0, unit="cramps")

        assert reply(written).standing == "cannot_tell"


class TestAnExperiment:
    def running(self, **fields):
        return make_experiment(str(TODAY - timedelta(days=3)), **fields)

    def test_closes_its_question(self):
        experiment = self.running()
        stands = reply(question_days(), experiments=[experiment])

        assert (stands.standing, stands.answer) == ("locked", None)
        assert stands.experiment == experiment

    @pytest.mark.parametrize("other", [{"symptom": "sleep"}, {"substance": "calcium"}])
    def test_about_something_else_closes_nothing(self, other):
        assert reply(question_days(), experiments=[self.running(**other)]).standing == "clear"

    def test_that_is_over_closes_nothing(self):
        stopped = self.running(stopped_on=TODAY)

        assert reply(question_days(), experiments=[stopped]).standing == "clear"

    def test_closes_what_is_taken_in_its_weeks_only(self):
        experiment = make_experiment(str(TODAY - timedelta(days=28)), substance="calcium")
        blocks = experiment.blocks
        first = (experiment.first_day - FIRST).days
        written = question_days()
        for number in range(first, 120):
            doses = (a_dose(),) if blocks[(number - first) // 7] else ()
            written[number] = replace(written[number], doses=doses, none_taken=())

        assert reply(written, experiments=[experiment]).experiment == experiment

    def test_closes_nothing_that_is_taken_in_all_of_its_weeks(self):
        experiment = make_experiment(str(TODAY - timedelta(days=28)), substance="calcium")
        written = question_days()
        written[92:] = [replace(one, doses=(a_dose(),), none_taken=()) for one in written[92:]]

        assert reply(written, experiments=[experiment]).standing == "clear"

    @pytest.mark.parametrize(("symptom", "found"), [("nerve_pain", 1), ("sleep", 0)])
    def test_runs_for_its_symptom(self, symptom, found):
        assert len([*asked.running([self.running()], symptom, TODAY)]) == found


class TestAnotherQuestion:
    def first_day(self, questions, written):
        return asked.first_day_of_another(questions, written, today=TODAY)

    def test_the_first_one_counts_all_days(self):
        assert self.first_day([], question_days()) is None

    @pytest.mark.parametrize(("days_after", "counts_from"), [(1, TODAY), (0, None)])
    def test_an_experiment_hides_no_answer_that_was_seen_before_it(self, days_after, counts_from):
        experiment = make_experiment(str(TODAY - timedelta(days=3)))
        asked_on = experiment.first_day - timedelta(days=days_after)
        asked_at = datetime.combine(asked_on, time(9), UTC)
        question = replace(QUESTION, asked_at=asked_at)

        assert counts_from == asked.first_day_of_another(
            [question], question_days(), today=TODAY, experiments=[experiment]
        )

    def test_after_an_answer_only_new_days_count(self):
        assert self.first_day([QUESTION], question_days()) == TODAY

    def test_where_nothing_was_seen_all_days_count(self):
        for_pain = replace(QUESTION, sometimes_because_it_hurts=True)
        not_said = replace(QUESTION, sometimes_because_it_hurts=None)

        assert self.first_day([for_pain, not_said], question_days()) is None
        assert self.first_day([QUESTION], question_days(20)) is None

    def test_the_latest_is_the_one_asked_last(self):
        later = replace(QUESTION, id="later", asked_at=QUESTION.asked_at + timedelta(days=1))

        assert asked.latest([later, QUESTION]) == later
        assert asked.latest([]) is None


class TestTogether:
    SYMPTOMS = ("sleep", "nerve_pain", "mood", "fatigue")

    def found(self, written, **beside):
        days = asked.days_until(TODAY - timedelta(days=1), written)
        return asked.combinations(days, today=TODAY, declared=QUESTION, **beside)

    def pairs(self, found):
        return [(one.symptom, one.what.substance) for one in found.shown]

    def test_the_declared_one_is_left_out_and_three_symptoms_are_enough(self):
        found = self.found(question_days(symptoms=self.SYMPTOMS))

        assert self.pairs(found) == [("fatigue", "magnesium"), ("mood", "magnesium")]

    def test_the_order_is_that_of_the_days_and_not_of_what_came_out(self):
        of_sleep = question_days(3, symptoms=("sleep",), effect=0)
        earlier = [replace(one, day=day_number(number - 3)) for number, one in enumerate(of_sleep)]
        found = self.found([*earlier, *question_days(symptoms=("mood", "sleep"))])

        assert self.pairs(found) == [("sleep", "magnesium"), ("mood", "magnesium")]

    def test_each_p_is_that_of_all_together(self):
        found = self.found(question_days(symptoms=self.SYMPTOMS, effect=-0.25))
        alone = sorted(one.answer.effect.p for one in found.shown)

        assert sorted(one.p for one in found.shown) == pytest.approx(
            [min(1, 2 * alone[0]), min(1, max(2 * alone[0], alone[1]))]
        )

    def test_what_cannot_be_compared_is_counted_by_its_reason(self):
        written = question_days(symptoms=("nerve_pain", "sleep"), none_is_said=False)

        assert dict(self.found(written).left_out) == {"not_enough": 1}

    def test_what_is_taken_for_pain_without_a_mark_is_left_out(self):
        written = question_days(symptoms=("nerve_pain", "sleep"))

        found = self.found(written, because_it_hurts=["magnesium"])

        assert (found.shown, dict(found.left_out)) == ((), {"not_marked": 1})

    def test_what_an_experiment_closes_is_left_out(self):
        experiment = make_experiment(str(TODAY), symptom="sleep")
        written = question_days(symptoms=("nerve_pain", "sleep"))

        found = self.found(written, experiments=[experiment])

        assert (found.shown, dict(found.left_out)) == ((), {"locked": 1})

    def test_six_substances_are_enough(self):
        names = tuple(f"substance {number}" for number in range(9))
        found = self.found(question_days(substances=names))

        assert len(found.shown) == 6


def test_scores_on_another_scale_do_not_count():
    written = question_days()
    odd = replace(written[0], scores=(a_score(50.0, high=100.0),))

    looked_at = asked.compared(
        "nerve_pain",
        Exposure("magnesium"),
        asked.days_until(TODAY - timedelta(days=1), [odd, *written[1:]]),
        None,
    )

    assert looked_at.scores.on_other_scales == 1
