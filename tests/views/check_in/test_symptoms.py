"""Which symptoms are followed, and symptoms of one's own."""

import re
from uuid import uuid4

import pytest

from tests.factories import save
from tests.views.check_in.check_in_pages import CHECK_IN, KNEE, SYMPTOMS, tracked, yesterday
from tests.views.diary_pages import YESTERDAY, html_at, kept, messages_at, typed_on, undo_last
from tracker import queries
from tracker.domain.diary import Tracked

pytestmark = pytest.mark.django_db


# What is tracked


@pytest.mark.parametrize(
    ("move", "symptom", "then"),
    [
        ("up", "mood", ("mood", "nerve_pain", "sleep")),
        ("up", "nerve_pain", ("nerve_pain", "mood", "sleep")),
        ("down", "nerve_pain", ("mood", "nerve_pain", "sleep")),
        ("leave_out", "mood", ("nerve_pain", "sleep")),
        ("add", "cramp", ("nerve_pain", "mood", "sleep", "cramp")),
        ("add", "sleep", ("nerve_pain", "mood", "sleep")),
    ],
)
def test_a_button_changes_the_list(client, person, move, symptom, then):
    save(person, Tracked(("nerve_pain", "mood", "sleep")))
    client.post(SYMPTOMS, {"do": move, "symptom": symptom})

    assert tracked(person).symptoms == then


def test_the_first_change_keeps_what_was_asked_without_choosing(client, person):
    save(person, yesterday(symptom="fatigue"))
    client.post(SYMPTOMS, {"do": "add", "symptom": "mood"})

    assert tracked(person).symptoms == ("nerve_pain", "fatigue", "mood")


def test_the_list_leads_back_to_the_line_and_can_be_taken_back(client, person):
    save(person, Tracked(("nerve_pain", "mood")))
    response = client.post(SYMPTOMS, {"do": "up", "symptom": "mood"})
    undo = re.search(r'action="(/undo/\d+/)"', html_at(client, SYMPTOMS))
    client.post(undo[1])

    assert response["Location"] == f"{SYMPTOMS}#place-1"
    assert tracked(person).symptoms == ("nerve_pain", "mood")


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"do": "up"},
        {"do": "add", "symptom": "gold"},
        {"do": "melt", "symptom": "mood"},
        {"do": "add", "symptom": "\0"},
        {"do": "add", "symptom": "confusion"},
    ],
)
def test_a_button_that_is_not_there_is_not_found(client, person, typed):
    assert client.post(SYMPTOMS, typed).status_code == 404
    assert tracked(person) is None


def test_the_own_symptom_of_another_person_is_not_found(stranger, person):
    save(person, KNEE)
    typed = {"do": "add", "symptom": "knee-id", "name": "Mine"}

    assert stranger.post(SYMPTOMS, typed).status_code == 404
    assert stranger.get(f"{SYMPTOMS}own/knee-id/").status_code == 404
    assert stranger.post(f"{SYMPTOMS}own/knee-id/", typed).status_code == 404


# A symptom of one's own


def new_own(client, **changed):
    usual = {"entry_id": str(uuid4()), "name": "My knee", "lowest": "", "highest": ""}
    return client.post(f"{SYMPTOMS}own/", usual | {"better": "low"} | changed)


def test_one_is_added_and_asked_for_in_one_step(client, person):
    new_own(client, lowest="quiet", highest="loud", better="high")
    [knee] = queries.diary(person).custom_symptoms
    now = tracked(person).symptoms
    undo_last(client)

    assert (knee.name, knee.lowest, knee.scale.better) == ("My knee", "quiet", "high")
    assert now == ("nerve_pain", knee.id)
    assert (queries.diary(person).custom_symptoms, tracked(person)) == ((), None)


def test_added_twice_it_is_one(client, person):
    entry_id = str(uuid4())
    statuses = [new_own(client, entry_id=entry_id).status_code for _ in range(2)]

    assert statuses == [303, 303]
    assert len(queries.diary(person).custom_symptoms) == 1


@pytest.mark.parametrize(
    ("changed", "field", "says"),
    [
        ({"name": "  "}, "name", "What do you call it?"),
        ({"name": "nerve PAIN"}, "name", "There is one of this name already."),
        ({"name": "x" * 61}, "name", "That is 61 characters; at most 60 can be kept."),
        ({"name": "a\0"}, "name", "This holds a character that cannot be kept."),
        ({"lowest": "x" * 41}, "lowest", "at most 40"),
        ({"better": "gold"}, "better", "Please choose one of these."),
    ],
)
def test_a_wrong_one_is_told_at_its_field(client, person, changed, field, says):
    [message] = messages_at(new_own(client, **changed), field)

    assert says in message
    assert queries.diary(person).custom_symptoms == ()


def test_a_new_name_is_shown_with_what_was_scored_before(client, person):
    save(person, KNEE, yesterday("6", symptom="knee-id"))
    page = f"{SYMPTOMS}own/knee-id/"
    client.post(page, typed_on(client.get(page)) | {"name": "Left knee"})

    assert "Left knee: 6 of 10" in html_at(client, f"/day/{YESTERDAY}/")


def test_a_page_that_went_stale_asks_first(client, person):
    save(person, KNEE)
    page = f"{SYMPTOMS}own/knee-id/"
    typed = typed_on(client.get(page))
    client.post(page, typed | {"name": "Right knee"})
    response = client.post(page, typed | {"name": "Left knee"})

    assert "changed in the meantime" in response.text
    client.post(page, typed_on(response))
    assert queries.diary(person).custom_symptoms[0].name == "Left knee"


def test_put_away_it_is_asked_for_no_more_and_can_be_brought_back(client, person):
    save(person, KNEE, Tracked(("knee-id", "mood")))
    page = f"{SYMPTOMS}own/knee-id/"
    client.post(page, {"put_away": "yes", "version": typed_on(client.get(page))["version"]})
    without = html_at(client, CHECK_IN)
    client.post(page, {"put_away": "no", "version": typed_on(client.get(page))["version"]})

    assert "My knee" not in without
    assert "My knee" in html_at(client, CHECK_IN)


def test_a_score_of_it_is_named_wherever_it_is_changed(client, person):
    save(person, KNEE, yesterday("6", id="s", symptom="knee-id"))
    page = "/entry/score/s/"
    shown = html_at(client, page)
    client.post(page, typed_on(client.get(page)) | {"measure-0": "5"})

    assert "<h1>My knee</h1>" in shown
    assert client.session["last_change"]["text"] == "Changed: My knee 5, 20:00."


def test_it_can_be_logged_by_itself(client, person):
    save(person, KNEE)
    picked = html_at(client, "/log/symptom/")
    page = client.post("/log/symptom/", {"pick": "knee-id"})
    client.post("/log/symptom/", typed_on(page) | {"measure-0": "5"})

    assert "My knee" in picked
    assert [(one.symptom, one.value) for one in kept(person)] == [("knee-id", 5)]
