"""The names in the sentences, and the picture beside them."""

from math import nan

import numpy as np
import pytest

from tests.views.helps.test_sentences import CRAMPS, PAIN, SLEEP, an_effect
from tracker.domain.daily import Exposure
from tracker.domain.diary import CustomSymptom
from tracker.knowledge import knowledge
from tracker.views.shown.helps import topics
from tracker.views.shown.helps.picture import MARGIN, WIDTH, picture_of
from tracker.views.shown.words import exposure_words

ON_TEN = (0.0, 10.0, "low", None)
OWN = {"legs": CustomSymptom("legs", "Heavy legs")}


@pytest.mark.parametrize(
    ("symptom", "scale", "words"),
    [
        ("nerve_pain", ON_TEN, "nerve pain"),
        ("nerve_pain", None, "nerve pain"),
        ("cramp", (0.0, 100.0, "low", "cramps"), "muscle cramp (count per day)"),
        ("cramp", ON_TEN, "muscle cramp (worst intensity)"),
        ("sleep", (0.0, 10.0, "high", None), "sleep quality"),
        ("sleep", (0.0, 24.0, "none", "hours"), "sleep quality (hours slept)"),
        ("migraine", ON_TEN, "migraine or headache"),
        ("restless_legs", ON_TEN, "the score of restless legs"),
        ("legs", ON_TEN, "the score of Heavy legs"),
        ("written by hand", ON_TEN, "written by hand"),
    ],
)
def test_a_symptom_is_the_subject_of_a_sentence(symptom, scale, words):
    assert topics.symptom_words(symptom, scale, OWN) == words


@pytest.mark.parametrize(
    ("what", "words"),
    [
        (Exposure("magnesium"), "magnesium"),
        (Exposure("magnesium", "glycinate"), "magnesium glycinate"),
        (Exposure("magnesium", "threonate"), "magnesium L-threonate"),
        (Exposure("vitamin_d"), "vitamin D"),
        (Exposure("ibuprofen"), "ibuprofen"),
    ],
)
def test_a_substance_is_called_as_in_a_sentence(what, words):
    assert exposure_words(what, knowledge()) == words


def test_any_form_is_said_where_forms_are_choices():
    forms = [Exposure("magnesium"), Exposure("magnesium", "citrate"), Exposure("zinc")]

    assert [topics.what_label(one, knowledge(), forms) for one in forms] == [
        "Magnesium, any form",
        "Magnesium citrate",
        "Zinc",
    ]


def test_an_elemental_amount_is_not_one_of_the_compound():
    dose = topics.dose_of(Exposure("magnesium", "glycinate"), 141.0, "mg", knowledge())

    assert dose == "141 mg magnesium (glycinate)"


@pytest.mark.parametrize(
    ("symptom", "better", "words"),
    [
        ("burning", "low", ("less pain", "more pain")),
        ("fatigue", "low", ("lower, better", "higher, worse")),
        ("sleep", "high", ("lower, worse", "higher, better")),
        ("constipation", "none", ("lower", "higher")),
    ],
)
def test_the_ends_of_the_picture_say_which_is_better(symptom, better, words):
    assert topics.ends(symptom, better) == words


class TestPicture:
    def picture(self, topic, low, high):
        return picture_of(topic, an_effect(low, high), ("less", "more"))

    def test_lower_is_on_the_left(self):
        shown = self.picture(PAIN, -2.9, -0.9)

        assert MARGIN <= shown.low < shown.estimate < shown.high < shown.zero == WIDTH / 2

    @pytest.mark.parametrize(
        ("low", "high"), [(-50, 80), (-0.01, 0.02), (0.3, 0.31), (-10, -9), (-1e-9, 1e9)]
    )
    def test_nothing_stands_outside(self, low, high):
        shown = self.picture(PAIN, low, high)
        places = [shown.low, shown.high, shown.estimate, *shown.band]

        assert all(MARGIN <= place <= WIDTH - MARGIN for place in places)

    def test_the_band_is_a_tenth_of_the_scale_to_either_side(self):
        shown = self.picture(SLEEP, -2, 2)
        point = (shown.high - shown.zero) / 2

        np.testing.assert_allclose(shown.band, [shown.zero - point, shown.zero + point])

    def test_a_count_has_no_band(self):
        shown = self.picture(CRAMPS, -2, 2)

        assert shown.band is None
        assert "Tinted" not in shown.description

    def test_without_an_interval_there_is_no_picture(self):
        assert self.picture(PAIN, nan, nan) is None

    def test_ticks_have_sizes_and_no_signs(self):
        labels = [tick.label for tick in self.picture(PAIN, -2.9, 1).ticks]

        assert labels == labels[::-1]
        assert not any("-" in label for label in labels)
