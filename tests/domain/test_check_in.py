"""What the check-in asks for, and what was said the day before."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories import local, make_score
from tracker.domain.check_in import (
    last_values,
    said_again,
    tracked_symptoms,
    values_of_day_before,
)
from tracker.domain.diary import CustomSymptom, Diary, Scale, Site, Tracked

DAY = date(2026, 6, 10)
KNOWN = ("nerve_pain", "burning", "sleep", "mood", "fatigue")
SLEEP = Scale(better="high")


def tracked(*scores, **belongings):
    return tracked_symptoms(Diary(symptoms=scores, **belongings), DAY, KNOWN)


class TestWhatIsTracked:
    def test_an_empty_diary_asks_for_nerve_pain(self):
        assert tracked() == ("nerve_pain",)

    def test_until_one_chooses_it_is_what_was_scored_lately_in_the_order_of_lists(self):
        scores = [make_score(symptom=name) for name in ("sleep", "Burning", "my ear")]

        assert tracked(*scores) == ("nerve_pain", "burning", "sleep", "my ear")

    @pytest.mark.parametrize(("at", "is_asked"), [("2026-05-11", True), ("2026-05-10", False)])
    def test_lately_is_30_days(self, at, is_asked):
        assert ("fatigue" in tracked(make_score(f"{at}T08:00", symptom="fatigue"))) == is_asked

    def test_a_sign_that_was_there_is_no_scale_to_ask_for(self):
        assert tracked(make_score(symptom="chest_pain", value=None)) == ("nerve_pain",)

    def test_what_was_chosen_stands_in_its_own_order(self):
        chosen = Tracked(("sleep", "nerve_pain"))

        assert tracked(make_score(symptom="mood"), tracked=chosen) == ("sleep", "nerve_pain")

    def test_who_chose_nothing_is_asked_nothing(self):
        assert tracked(make_score(), tracked=Tracked()) == ()

    def test_what_was_put_away_is_not_asked_for(self):
        away = CustomSymptom("knee-id", "My knee", is_put_away=True)

        assert tracked(tracked=Tracked(("knee-id", "mood")), custom_symptoms=(away,)) == ("mood",)


class TestTheDayBefore:
    EVE = (
        make_score("2026-06-09T08:00", value="3"),
        make_score("2026-06-09T20:00", value="6", sites=(Site("knee", "both"),)),
        make_score("2026-06-09T12:00", value="9", precision="day"),
        make_score("2026-06-09T07:00", value="7", symptom="sleep", scale=SLEEP),
        make_score("2026-06-10T07:00", value="1"),
        make_score("2026-06-09T07:00", symptom="chest_pain", value=None),
    )

    def test_its_last_values_count(self):
        found = values_of_day_before(Diary(symptoms=self.EVE), DAY, KNOWN)

        assert [(name, one.value) for (name, _), one in found.items()] == [
            ("nerve_pain", 6),
            ("sleep", 7),
        ]

    def test_only_what_is_tracked_counts(self):
        diary = Diary(symptoms=self.EVE, tracked=Tracked(("sleep",)))
        found = values_of_day_before(diary, DAY, KNOWN)

        assert [name for name, _scale in found] == ["sleep"]

    def test_the_first_day_of_the_calendar_has_none_before_it(self):
        assert values_of_day_before(Diary(), date.min, KNOWN) == {}


class TestTheLastValue:
    def test_each_scale_of_a_symptom_has_its_own(self):
        count = make_score("2026-06-09T09:00", value="3", scale=Scale(max=Decimal(100)))
        found = last_values([count, make_score("2026-06-09T08:00", value="6")], KNOWN)

        assert [one.value for one in found.values()] == [6, 3]

    def test_the_second_hour_of_a_night_comes_after_the_first(self):
        first, second = (
            make_score(felt_at=local("2026-10-25T02:30", fold=fold), value=value)
            for fold, value in ((0, "1"), (1, "2"))
        )
        [last] = last_values([second, first], KNOWN).values()

        assert last.value == 2

    def test_said_again_it_has_everything_but_the_note(self):
        score = make_score(sites=(Site("knee", "left"),), qualities=("burning",), note="Rain")
        at = local("2026-06-11T07:00")
        again = said_again(
            score, entry_id="new", at=at, timezone="Europe/Berlin", precision="minute"
        )

        assert (again.id, again.felt_at, again.note) == ("new", at, "")
        assert (again.value, again.sites) == (score.value, score.sites)
        assert again.qualities == score.qualities
