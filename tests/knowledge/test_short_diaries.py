"""The short form of a case's diary: what is filled in, and what is refused."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tracker.domain.diary import Content, FoodPortion
from tracker.domain.rules.model import Case
from tracker.knowledge import KnowledgeError
from tracker.knowledge.cases import case_diary


def expand(**diary):
    return case_diary(Case(says="a case", flags=True, diary=diary))


def only_intake(**intake):
    diary, _ = expand(intakes=[{"at": "08:10", **intake}])
    return diary.intakes[0]


def problem_of(**diary):
    with pytest.raises(KnowledgeError) as caught:
        expand(**diary)
    return str(caught.value)


def test_a_time_alone_is_on_the_day_of_all_cases():
    assert only_intake().taken_at == datetime(2026, 6, 10, 8, 10, tzinfo=UTC)


def test_a_time_may_name_its_day():
    diary, _ = expand(intakes=[{"at": "2026-06-11 08:10"}])
    assert diary.intakes[0].taken_at == datetime(2026, 6, 11, 8, 10, tzinfo=UTC)


def test_a_time_stands_in_the_zone_of_the_entry():
    intake = only_intake(timezone="America/New_York")
    assert intake.taken_at == datetime(2026, 6, 10, 12, 10, tzinfo=UTC)


def test_a_flat_intake_is_one_content_by_mouth():
    intake = only_intake(substance="magnesium", amount=200, basis="elemental")
    assert intake.contents == (
        Content(substance="magnesium", amount=Decimal(200), unit="mg", basis="elemental"),
    )
    assert (intake.route, intake.source) == ("oral", "supplement")


def test_what_is_no_supplement_is_a_medicine():
    assert only_intake(substance="levothyroxine").source == "medicine"


def test_a_multivitamin_lists_its_contents():
    intake = only_intake(contents=[{"substance": "zinc"}, {"substance": "vitamin_d"}])
    assert [content.substance for content in intake.contents] == ["zinc", "vitamin_d"]
    assert intake.source == "supplement"


def test_ids_follow_the_place_in_the_list():
    diary, _ = expand(
        intakes=[{"at": "08:00"}, {"at": "09:00"}],
        meals=[{"at": "12:00"}],
        symptoms=[{"at": "21:00"}],
        none_taken=[{"day": date(2026, 6, 11)}],
    )
    assert list(diary.ids()) == ["i1", "i2", "m1", "s1", "n1"]


def test_meals_and_symptoms_have_the_keys_of_the_document():
    diary, _ = expand(
        meals=[{"at": "12:00", "tags": ["fat"], "foods": [{"food": "milk", "grams": 244}]}],
        symptoms=[{"at": "21:00", "symptom": "nerve_pain", "value": 6}],
    )
    assert diary.meals[0].foods == (FoodPortion("milk", Decimal(244)),)
    assert (diary.symptoms[0].symptom, diary.symptoms[0].value) == ("nerve_pain", 6)


def test_the_profile_and_today_are_read():
    diary, today = expand(profile={"egfr": 29, "conditions": ["diabetes"]}, today=date(2026, 6, 14))
    assert (diary.profile.egfr, diary.profile.conditions) == (29, ("diabetes",))
    assert today == date(2026, 6, 14)


def test_a_fact_left_out_of_an_earlier_profile_keeps_the_later_value():
    diary, _ = expand(
        profile={"region": "EU", "pregnant": False},
        earlier_profiles=[
            {"until": date(2024, 12, 31), "region": "UK"},
            {"until": date(2025, 12, 31), "pregnant": True},
        ],
    )
    first, second = (earlier.profile for earlier in diary.earlier_profiles)
    assert (first.region, first.pregnant) == ("UK", True)
    assert (second.region, second.pregnant) == ("EU", True)


@pytest.mark.parametrize(
    ("diary", "problem"),
    [
        ({"intake": []}, "unknown key 'intake'; allowed: profile, "),
        ({"intakes": {}}, "intakes: must be a list of tables"),
        ({"intakes": ["magnesium"]}, "intakes: must be a list of tables"),
        ({"profile": []}, "profile: must be a table"),
        ({"intakes": [{"at": "08:00", "dose": 3}]}, "intakes[0]: unknown key 'dose'"),
        ({"intakes": [{}]}, "intakes[0]: at: must be a time such as '08:10'"),
        ({"intakes": [{"at": "25:00"}]}, "intakes[0]: at: must be a time"),
        ({"intakes": [{"at": "08:00", "timezone": "Mars/Base"}]}, "at: must be a time"),
        ({"intakes": [{"at": "08:00", "amount": "two"}]}, "amount: must be a number, not 'two'"),
        ({"intakes": [{"at": "08:00", "unit": "spoon"}]}, "unit: must be one of mg, mcg, "),
        ({"profile": {"kidneys": "ckd"}}, "profile: unknown key 'kidneys'"),
        ({"earlier_profiles": [{}]}, "earlier_profiles[0]: until: must be a date"),
        ({"none_taken": [{}]}, "none_taken[0]: day: must be a date"),
        ({"today": "2026-06-14"}, "today: must be a date"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(diary, problem):
    assert problem in problem_of(**diary)
