"""Logging a meal, a symptom, a warning sign, and a day without."""

from decimal import Decimal
from uuid import uuid4

import pytest

from tests.factories import make_intake, make_score, save
from tests.views.diary_pages import (
    NEW_YORK,
    TODAY,
    TOMORROW,
    YESTERDAY,
    a_meal,
    a_score,
    kept,
    make_logger,
    messages_at,
    undo_last,
)
from tracker import queries
from tracker.domain.diary import Scale, Site

pytestmark = pytest.mark.django_db

PAGES = ["/log/", "/log/intake/", "/log/meal/", "/log/symptom/"]
POSTED_ONLY = ["/log/none/", "/log/no-symptoms/"]


@pytest.fixture
def person(client):
    return make_logger(client)


# Every page


@pytest.mark.parametrize("path", PAGES)
def test_each_page_opens(client, person, path):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("on", ["", "x", "2026-02-30", "\0", "'\"<>", "99999-01-01"])
def test_any_day_in_the_address_is_survived(client, person, path, on):
    assert client.get(path, {"on": on}).status_code == 200


@pytest.mark.parametrize("path", [*PAGES, *POSTED_ONLY])
def test_a_visitor_is_asked_to_log_in(client, db, path):
    method = client.post if path in POSTED_ONLY else client.get

    assert "/accounts/login/" in method(path)["Location"]


@pytest.mark.parametrize("path", POSTED_ONLY)
def test_a_day_without_is_only_posted(client, person, path):
    assert client.get(path).status_code == 405


def test_the_list_is_only_read(client, person):
    assert client.post("/log/").status_code == 405


@pytest.mark.parametrize("path", ["/log/meal/", "/log/symptom/"])
def test_pages_take_no_other_method(client, person, path):
    assert client.put(path).status_code == 405


def test_the_list_leads_to_each_kind(client, person):
    page = client.get("/log/").text

    for kind in ("magnesium", "calcium", "vitamin_d", "medicine", "product"):
        assert f'href="/log/intake/?kind={kind}"' in page


def test_the_list_keeps_the_day(client, person):
    page = client.get("/log/", {"on": YESTERDAY.isoformat()}).text

    assert f'href="/log/meal/?on={YESTERDAY}"' in page


# A meal


def test_a_meal_is_kept_with_its_tags(client, person):
    response = client.post("/log/meal/", a_meal(note="Porridge"))
    [meal] = kept(person)

    assert response["Location"] == f"/day/{YESTERDAY}/"
    assert meal.tags == ("lunch", "fat", "nuts")
    assert (f"{meal.eaten_at:%H:%M}", meal.note) == ("12:30", "Porridge")


def test_a_meal_twice_is_one(client, person):
    typed = a_meal()
    for _ in range(2):
        client.post("/log/meal/", typed)

    assert len(kept(person)) == 1


def test_a_meal_can_be_taken_back(client, person):
    client.post("/log/meal/", a_meal())
    undo_last(client)

    assert kept(person) == []


@pytest.mark.parametrize(
    ("changed", "field", "says"),
    [
        ({"tags": ["gold"]}, "tags", "choose among"),
        ({"meal": "gold"}, "meal", "choose one"),
        ({"day": TOMORROW.isoformat()}, "day", "not come yet"),
        ({"note": "x" * 2001}, "note", "2001 characters"),
    ],
)
def test_a_wrong_meal_is_told_at_its_field(client, person, changed, field, says):
    response = client.post("/log/meal/", a_meal(**changed))

    assert says in " ".join(messages_at(response, field))
    assert kept(person) == []


# A symptom


def test_no_symptom_stands_in_an_address(client, person):
    page = client.get("/log/symptom/").text

    assert 'name="pick" value="nerve_pain"' in page
    assert "?symptom" not in page


def test_a_picked_symptom_shows_its_scale_with_words_at_both_ends(client, person):
    page = client.post("/log/symptom/", {"pick": "nerve_pain"}).text

    assert "0 = no pain" in page
    assert "10 = worst pain you can imagine" in page
    assert "invalid-feedback" not in page


def test_sleep_is_better_high(client, person):
    page = client.post("/log/symptom/", {"pick": "sleep"}).text

    assert "0 = worst" in page
    assert "10 = best" in page


def test_picking_keeps_nothing(client, person):
    client.post("/log/symptom/", {"pick": "nerve_pain"})

    assert kept(person) == []


@pytest.mark.parametrize("picked", ["gold", "", "\0", "nerve_pain "])
def test_an_unknown_symptom_is_not_found(client, person, picked):
    assert client.post("/log/symptom/", {"pick": picked}).status_code == 404


def test_a_score_is_kept_with_places_and_words(client, person):
    typed = a_score() | {
        "places": ["toes/left", "sole/left", "sole/right", "whole body/"],
        "qualities": ["burning", "tingling"],
    }
    client.post("/log/symptom/", typed)
    [score] = kept(person)

    assert (score.symptom, score.value, score.scale) == ("nerve_pain", Decimal(6), Scale())
    assert score.sites == (Site("sole", "both"), Site("toes", "left"), Site("whole body"))
    assert score.qualities == ("burning", "tingling")


def test_a_zero_is_a_score(client, person):
    client.post("/log/symptom/", a_score(measure_0="0"))

    assert kept(person)[0].value == 0


def test_a_cramp_is_several_scores_of_one_moment(client, person):
    typed = a_score(symptom="cramp", measure_0="3") | {"measure-1": "7", "measure-2": "12"}
    client.post("/log/symptom/", typed)

    assert [(one.value, one.scale.unit) for one in kept(person)] == [
        (Decimal(3), "cramps"),
        (Decimal(7), None),
        (Decimal(12), "minutes"),
    ]


def test_several_scores_are_taken_back_as_one(client, person):
    typed = a_score(symptom="cramp", measure_0="3") | {"measure-1": "7"}
    client.post("/log/symptom/", typed)
    undo_last(client)

    assert kept(person) == []


def test_a_score_twice_is_one_and_can_be_taken_back(client, person):
    typed = a_score(symptom="cramp", measure_0="3") | {"measure-1": "7"}
    for _ in range(2):
        client.post("/log/symptom/", typed)
    number = len(kept(person))
    undo_last(client)

    assert (number, kept(person)) == (2, [])


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        (a_score(measure_0=""), "measure-0", "0 is an answer too"),
        (a_score(measure_0="11"), "measure-0", "from 0 to 10"),
        (a_score(measure_0="-1"), "measure-0", "below zero"),
        (a_score(measure_0="x"), "measure-0", "in digits"),
        (a_score(symptom="cramp", measure_0="101"), "measure-0", "from 0 to 100"),
        (a_score() | {"places": ["gold/left"]}, "places", "choose among"),
        (a_score() | {"qualities": ["gold"]}, "qualities", "choose among"),
        (a_score() | {"day": "x"}, "day", "year-month-day"),
        (a_score() | {"note": "a\0"}, "note", "cannot be kept"),
    ],
)
def test_a_wrong_score_is_told_at_its_field(client, person, typed, field, says):
    response = client.post("/log/symptom/", typed)

    assert says in " ".join(messages_at(response, field))
    assert kept(person) == []


# A warning sign


def test_a_warning_sign_says_how_soon_before_it_is_saved(client, person):
    page = client.post("/log/symptom/", {"pick": "chest_pain"}).text

    assert "911, 112, 999" in page
    assert "Emergency" in page


def test_a_warning_sign_is_kept_without_a_value(client, person):
    client.post("/log/symptom/", a_score(symptom="chest_pain"))
    [score] = kept(person)

    assert (score.symptom, score.value) == ("chest_pain", None)


# A day without


def none_taken(**changed):
    return {
        "entry_id": str(uuid4()),
        "substance": "magnesium",
        "day": YESTERDAY.isoformat(),
    } | changed


def test_none_taken_is_kept(client, person):
    response = client.post("/log/none/", none_taken())
    [said] = kept(person)

    assert response["Location"] == f"/day/{YESTERDAY}/"
    assert (said.substance, said.day, said.timezone) == ("magnesium", YESTERDAY, NEW_YORK)


def test_nothing_at_all_is_kept_as_all(client, person):
    client.post("/log/none/", none_taken(substance=""))

    assert kept(person)[0].substance is None


def test_saying_it_again_later_is_saying_it_once(client, person):
    for _ in range(2):
        client.post("/log/none/", none_taken())

    assert len(kept(person)) == 1


def test_a_day_with_an_entry_of_it_is_told(client, person):
    save(person, make_intake(f"{YESTERDAY}T08:00", timezone=NEW_YORK))
    response = client.post("/log/none/", none_taken())

    assert "has an entry of it already" in response.text
    assert len(kept(person)) == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"day": TOMORROW.isoformat()}, "none_day"),
        ({"day": ""}, "none_day"),
        ({"day": "x"}, "none_day"),
        ({"substance": "gold"}, "none_substance"),
    ],
)
def test_a_wrong_day_without_is_told_at_its_field(client, person, changed, field):
    response = client.post("/log/none/", none_taken(**changed))

    assert messages_at(response, field)
    assert kept(person) == []


def test_no_symptoms_is_a_real_zero_for_nerve_pain(client, person):
    response = client.post("/log/no-symptoms/", {"entry_id": str(uuid4())})
    [score] = kept(person)

    assert response["Location"] == f"/day/{TODAY}/"
    assert (score.symptom, score.value, score.precision) == ("nerve_pain", 0, "minute")


def test_no_symptoms_is_a_zero_for_each_that_was_scored_lately(client, person):
    save(
        person,
        make_score(f"{YESTERDAY}T09:00", timezone=NEW_YORK, symptom="burning"),
        make_score(f"{YESTERDAY}T09:00", timezone=NEW_YORK, symptom="chest_pain", value=None),
        make_score(
            f"{YESTERDAY}T09:00", timezone=NEW_YORK, symptom="sleep", scale=Scale(better="high")
        ),
    )
    client.post("/log/no-symptoms/", {"entry_id": str(uuid4())})
    zeros = [score.symptom for score in kept(person) if score.value == 0]

    assert zeros == ["nerve_pain", "burning"]


def test_no_symptoms_of_a_day_before_has_no_time(client, person):
    client.post("/log/no-symptoms/", {"day": YESTERDAY.isoformat()})

    assert (kept(person)[0].precision, kept(person)[0].felt_at.date()) == ("day", YESTERDAY)


def test_no_symptoms_twice_is_one_change_and_can_be_taken_back(client, person):
    typed = {"entry_id": str(uuid4())}
    changes = []
    for _ in range(2):
        client.post("/log/no-symptoms/", typed)
        changes.append(queries.latest_change(person).pk)
    undo_last(client)

    assert changes[0] == changes[1]
    assert kept(person) == []


@pytest.mark.parametrize("day", ["x", TOMORROW.isoformat(), "0001-01-01", "\0"])
def test_no_symptoms_of_a_wrong_day_is_not_found(client, person, day):
    assert client.post("/log/no-symptoms/", {"day": day}).status_code == 404
    assert kept(person) == []
