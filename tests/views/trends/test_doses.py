"""What was taken, drawn beneath the scores; and what an experiment keeps back."""

from datetime import timedelta

import pytest

from tests.factories import (
    make_content,
    make_experiment,
    make_none_taken,
    save,
)
from tests.views.diary_pages import words_in
from tests.views.trends.trend_pages import (
    PATH,
    SLEEP,
    TODAY,
    figure_of,
    intakes,
    scores,
)
from tracker import actions

pytestmark = pytest.mark.django_db


class TestDoses:
    def test_each_of_the_four_most_taken_things_has_a_lane_magnesium_first(self, client, person):
        things = ("calcium", "zinc", "iron", "vitamin_d", "potassium")
        for number, name in enumerate(things):
            save(person, *intakes(range(1, 20 - number), substance=name))
        save(person, *intakes([1]), *scores([4] * 20))

        lanes = client.get(PATH).context["page"].lanes
        assert [lane.name for lane in lanes] == ["Magnesium", "Calcium", "Zinc", "Iron"]

    def test_days_of_which_nothing_is_written_are_hatched_and_none_is_not(self, client, person):
        save(person, *scores([4] * 30), *intakes(range(0, 31, 2)))
        none = [make_none_taken(str(TODAY - timedelta(back))) for back in range(1, 31, 2)]
        before = client.get(PATH).context["page"].lanes[0].blank
        save(person, *none)

        assert before
        assert client.get(PATH).context["page"].lanes[0].blank == ""

    def test_a_dose_of_unknown_amount_is_an_open_box(self, client, person):
        save(person, *scores([4] * 9), *intakes(range(1, 9)), *intakes([9], amount=None))
        lane = client.get(PATH).context["page"].lanes[0]

        assert (lane.bars.count("v"), lane.open.count("z")) == (8, 1)

    def test_a_dose_because_it_hurt_has_a_dot_and_the_legend_says_so(self, client, person, html):
        save(person, *scores([4] * 9), *intakes([3, 4]), *intakes([5], as_needed=True))

        assert client.get(PATH).context["page"].lanes[0].as_needed.count("m") == 1
        assert "taken because it hurt" in html()

    def test_the_legend_explains_only_what_is_there(self, html, person):
        save(person, *scores([4] * 9))

        assert "taken because it hurt" not in html()
        assert "nothing written" not in html()

    def test_a_change_of_form_is_marked_and_told(self, html, person):
        old = intakes(range(30, 60), contents=(make_content(form="oxide"),))
        new = intakes(range(30), contents=(make_content(form="glycinate"),))
        save(person, *scores([4, 5] * 40), *old, *new)
        figure = figure_of(html())

        assert 'class="turn"' in figure
        assert "magnesium from oxide to glycinate" in words_in(figure)

    def test_what_changed_is_told_once_and_led_to_from_the_other_pictures(self, html, person):
        doses = intakes(range(20), amount="400") + intakes(range(20, 60))
        save(person, *scores([4, 5] * 30), *scores([6, 7] * 30, hour=7, **SLEEP), *doses)

        assert html().count('<ol class="turns" id="turns"') == 1
        assert html().count('href="#turns"') == 1

    def test_doses_beneath_a_curve_are_called_no_proof_once(self, html, person):
        save(person, *scores([4] * 9), *scores([4] * 9, symptom="mood"), *intakes(range(9)))

        assert html().count("need not belong together") == 1

    def test_of_many_changes_the_longest_are_marked(self, html, person):
        doses = [
            dose
            for turn in range(12)
            for dose in intakes(range(turn * 8, turn * 8 + 8), amount="200" if turn % 2 else "400")
        ]
        save(person, *scores([4] * 97), *doses)

        assert "the 8 that lasted longest are marked" in html("?span=365")


class TestExperiments:
    @pytest.fixture
    def running(self, person):
        experiment = make_experiment(str(TODAY - timedelta(10)))
        save(person, experiment, *scores([4, 5] * 20), *scores([6, 7] * 20, hour=8, **SLEEP))
        save(person, *intakes(range(0, 30, 2)))
        return experiment

    def test_no_doses_stand_under_its_symptom_until_its_end(self, client, running):
        figures = client.get(PATH).context["page"].figures
        locked = {one.name: (one.has_lanes, bool(one.turns)) for one in figures}

        assert locked["Nerve pain"] == (False, False)
        assert locked["Sleep quality"][0]

    def test_nor_do_the_numbers_of_the_doses_beside_its_scores(self, client, running):
        client.post(PATH, {"symptom": "nerve_pain"})

        assert client.get(PATH).context["page"].doses is None

    def test_it_says_why_and_until_when(self, html, running):
        last = TODAY + timedelta(12 * 7 - 11)

        assert f"runs until {last.day} {last:%B %Y}" in html()

    def test_doses_come_back_when_it_was_stopped(self, client, person, running):
        actions.stop_experiment(person=person, experiment_id=running.id, on=TODAY)

        assert all(one.has_lanes for one in client.get(PATH).context["page"].figures)
