"""The check-in: what it asks, what is read from it, and what "no symptoms" and "same" keep."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.http import QueryDict

from tests.factories import BERLIN, make_score
from tracker.domain.check_in import last_values, values_of_day_before
from tracker.domain.diary import CustomSymptom, Diary, Scale, Site
from tracker.forms.check_in import (
    CheckInForm,
    filled_in,
    questions_for,
    usual_check_in,
)
from tracker.forms.no_symptoms import zero_scores
from tracker.forms.scales import known_symptoms, step_word

DAY = date(2026, 6, 10)
NOW = datetime(2026, 6, 10, 18, 0, tzinfo=UTC)
KNEE = CustomSymptom("knee-id", "My knee", lowest="quiet", highest="loud")
SLEEP = Scale(better="high")


def questions(*symptoms, own=(), past=()):
    return questions_for(symptoms, own={one.id: one for one in own}, past=past)


def form_of(asked, now=NOW, zone=BERLIN, **typed):
    """Return the form as it was sent; a name's first "__" stands for the "-" in it."""
    usual = usual_check_in(at=now.astimezone(ZoneInfo(zone)), is_today=True)
    sent = {name.replace("__", "-"): text for name, text in typed.items()}
    return CheckInForm(usual | sent, questions=asked, zone=ZoneInfo(zone), now=now)


def entries_of(form):
    assert form.is_valid(), form.errors
    return form.entries()


class TestWhatIsAsked:
    def test_the_scale_of_a_cramp_stands_before_its_numbers(self):
        [cramp] = questions("cramp")

        assert cramp.main.label == "Worst intensity"
        assert [one.label for one in cramp.others] == ["Count per day", "Minutes"]

    def test_a_symptom_of_ones_own_has_its_name_and_words(self):
        [knee] = questions("knee-id", own=[KNEE])

        assert (knee.label, knee.main.ends) == ("My knee", ("quiet", "loud"))

    def test_a_name_from_an_import_is_asked_on_the_scale_it_was_scored_on(self):
        score = make_score(symptom="my ear", scale=Scale(max=Decimal(100)))
        [ear] = questions("my ear", past=[score])

        assert (ear.label, ear.main.scale.max) == ("my ear", 100)

    @pytest.mark.parametrize("symptom", ["gold", "", "confusion", "chest_pain"])
    def test_what_has_no_scale_is_not_asked(self, symptom):
        assert questions(symptom) == ()

    def test_impact_is_answered_in_words(self):
        [impact] = questions("impact")

        assert impact.main.words[2] == "in some things"
        assert step_word("impact", impact.main.scale, Decimal(2)) == "in some things"

    @pytest.mark.parametrize(("symptom", "asks"), [("burning", True), ("impact", False)])
    def test_where_is_asked_of_what_has_a_place(self, symptom, asks):
        assert questions(symptom)[0].asks_where == asks


class TestWhatIsRead:
    def test_each_number_is_a_score_of_the_same_moment(self):
        form = form_of(questions("nerve_pain", "sleep"), nerve_pain__0="6", sleep__1="6.5")
        pain, hours = entries_of(form)

        assert (pain.symptom, pain.value, pain.scale) == ("nerve_pain", 6, Scale())
        assert (hours.value, hours.scale.unit) == (Decimal("6.5"), "hours")
        assert pain.felt_at == hours.felt_at == NOW

    def test_what_is_left_out_is_not_kept_and_a_zero_is(self):
        form = form_of(questions("nerve_pain", "mood"), nerve_pain__0="0", mood__0="")

        assert [(one.symptom, one.value) for one in entries_of(form)] == [("nerve_pain", 0)]

    def test_nothing_at_all_is_asked_about(self):
        form = form_of(questions("nerve_pain"))

        assert not form.is_valid()
        assert "at least one" in form.non_field_errors()[0]

    @pytest.mark.parametrize("value", ["11", "-1", "x", "6,5,4"])
    def test_a_wrong_number_is_told_at_its_scale(self, value):
        form = form_of(questions("nerve_pain", "mood"), nerve_pain__0=value, mood__0="5")

        assert list(form.errors) == ["nerve_pain-0"]

    def test_places_and_words_go_with_the_scale(self):
        form = form_of(
            questions("cramp"),
            cramp__1="7",
            cramp__0="3",
            **{"cramp-places": ["calf/left", "calf/right"], "cramp-qualities": ["aching"]},
        )
        worst, count = entries_of(form)

        assert (worst.sites, worst.qualities) == ((Site("calf", "both"),), ("aching",))
        assert (count.value, count.sites, count.qualities) == (3, (), ())

    def test_a_place_without_a_number_is_asked_about(self):
        form = form_of(questions("nerve_pain"), **{"nerve_pain-places": ["knee/left"]})

        assert "Choose a number" in form.errors["nerve_pain-0"][0]

    def test_the_note_stands_with_the_first(self):
        form = form_of(questions("nerve_pain", "mood"), nerve_pain__0="6", mood__0="5", note="Rain")

        assert [one.note for one in entries_of(form)] == ["Rain", ""]

    def test_the_same_page_makes_the_same_ids(self):
        asked, entry_id = questions("nerve_pain"), str(uuid4())
        first, again = (
            entries_of(form_of(asked, nerve_pain__0="6", entry_id=entry_id)) for _ in range(2)
        )

        assert first == again

    def test_an_hour_that_came_twice_is_asked_about(self):
        now = datetime(2026, 10, 25, 12, tzinfo=UTC)
        typed = {"nerve_pain__0": "6", "time": "02:30", "which": ""}
        form = form_of(questions("nerve_pain"), now=now, **typed)

        assert list(form.errors) == ["which"]

    def test_an_hour_that_was_left_out_is_told(self):
        now = datetime(2026, 3, 29, 12, tzinfo=UTC)
        form = form_of(questions("nerve_pain"), now=now, nerve_pain__0="6", time="02:30")

        assert list(form.errors) == ["time"]


class TestFilledIn:
    EVE = (
        make_score("2026-06-09T20:00", value="6", sites=(Site("knee", "both"),)),
        make_score("2026-06-09T07:00", value="7", symptom="sleep", scale=SLEEP),
    )

    def test_it_fills_in_what_was_not_chosen_yet(self):
        values = values_of_day_before(Diary(symptoms=self.EVE), DAY, known_symptoms())
        filled = filled_in(QueryDict("sleep-0=2"), questions("nerve_pain", "sleep"), values)

        assert (filled["nerve_pain-0"], filled["sleep-0"]) == ("6", "2")
        assert filled.getlist("nerve_pain-places") == ["knee/left", "knee/right"]

    def test_a_value_between_two_buttons_is_left_open(self):
        values = last_values([make_score(value="6.5")], known_symptoms())
        filled = filled_in(QueryDict(""), questions("nerve_pain"), values)

        assert filled["nerve_pain-0"] == ""


class TestNoSymptoms:
    def zeros(self, *symptoms, own=()):
        scores = zero_scores(questions(*symptoms, own=own), entry_id="x", day=DAY, now=NOW)
        return [(score.symptom, score.scale.unit) for score in scores]

    def test_each_scale_of_which_0_is_the_best_gets_a_zero(self):
        assert self.zeros("nerve_pain", "impact", "knee-id", own=[KNEE]) == [
            ("nerve_pain", None),
            ("impact", None),
            ("knee-id", None),
        ]

    def test_it_says_nothing_of_sleep_mood_and_stools(self):
        assert self.zeros("sleep", "mood", "constipation") == []

    def test_no_cramp_is_no_minutes_of_it_either(self):
        assert self.zeros("cramp") == [("cramp", None), ("cramp", "cramps"), ("cramp", "minutes")]
