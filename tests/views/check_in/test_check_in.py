"""The check-in: who may look, what it asks for, and what it keeps."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.factories import save
from tests.views.check_in.check_in_pages import (
    CHECK_IN,
    KNEE,
    SYMPTOMS,
    a_score,
    answered,
    yesterday,
)
from tests.views.diary_pages import (
    NEW_YORK,
    TODAY,
    TOMORROW,
    YESTERDAY,
    html_at,
    kept,
    messages_at,
    typed_on,
    undo_last,
)
from tests.visitors import visitor_of_demo
from tracker import actions
from tracker.domain.diary import Site, Tracked

pytestmark = pytest.mark.django_db

PAGES = [CHECK_IN, SYMPTOMS]
POSTED_ONLY = ["/check-in/same/", "/check-in/symptoms/own/"]


# Who may look


@pytest.mark.parametrize("path", PAGES)
def test_each_page_opens(client, person, path):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", [*PAGES, *POSTED_ONLY])
def test_a_visitor_is_asked_to_log_in(client, db, path):
    method = client.post if path in POSTED_ONLY else client.get

    assert "/accounts/login/" in method(path)["Location"]


@pytest.mark.parametrize("path", POSTED_ONLY)
def test_what_only_writes_is_only_posted(client, person, path):
    assert client.get(path).status_code == 405


@pytest.mark.parametrize("path", PAGES)
def test_pages_take_no_other_method(client, person, path):
    assert client.put(path).status_code == 405


@pytest.mark.parametrize("path", [*PAGES, *POSTED_ONLY])
def test_the_demo_keeps_nothing(person, path):
    assert visitor_of_demo(person).post(path).status_code == 403


@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_sees_nothing_of_it(person, stranger, path):
    save(person, KNEE, Tracked(("knee-id",)), yesterday(symptom="knee-id"))

    assert "My knee" not in html_at(stranger, path)


@pytest.mark.parametrize("on", ["", "x", "2026-02-30", "\0", "0001-01-01", "99999-01-01"])
def test_any_day_in_the_address_is_survived(client, person, on):
    assert client.get(CHECK_IN, {"on": on}).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_more_history_costs_no_more_queries(client, person, path, django_assert_max_num_queries):
    save(person, KNEE, *(yesterday(str(value)) for value in range(11)))
    for symptom in ("sleep", "cramp", "mood"):
        save(person, *(yesterday(str(value), symptom=symptom) for value in range(11)))

    with django_assert_max_num_queries(7):
        client.get(path)


# The check-in


def test_it_asks_for_what_is_tracked_in_the_persons_order(client, person):
    save(person, KNEE, Tracked(("sleep", "knee-id", "nerve_pain")))
    page = html_at(client, CHECK_IN)

    assert page.index("Sleep quality") < page.index("My knee") < page.index("Nerve pain")


def test_it_says_what_each_was_last(client, person):
    save(person, yesterday("6"), a_score(f"{YESTERDAY}T06:00", "2"))

    assert "yesterday: 6 of 10" in html_at(client, CHECK_IN)


def test_it_says_where_higher_is_better(client, person):
    save(person, Tracked(("sleep",)))

    assert "higher is better" in html_at(client, CHECK_IN)


def test_all_numbers_are_kept_as_one_change(client, person):
    save(person, Tracked(("nerve_pain", "sleep")))
    typed = answered(client, nerve_pain__0="6", sleep__0="7", sleep__1="6.5")
    response = client.post(CHECK_IN, typed)
    scores = kept(person)
    undo_last(client)

    assert response["Location"] == f"/day/{TODAY}/"
    assert [(one.symptom, one.value) for one in scores] == [
        ("nerve_pain", 6),
        ("sleep", 7),
        ("sleep", pytest.approx(6.5)),
    ]
    assert kept(person) == []


def test_it_says_what_was_kept(client, person):
    save(person, Tracked(("nerve_pain", "sleep")))
    client.post(CHECK_IN, answered(client, nerve_pain__0="6", sleep__0="7", sleep__1="6.5"))

    said = "Logged: nerve pain 6, sleep quality 7 (6.5 hours)."
    assert client.session["last_change"]["text"] == said


def test_sent_twice_it_is_kept_once(client, person):
    typed = answered(client, nerve_pain__0="6")
    for _ in range(2):
        client.post(CHECK_IN, typed)

    assert len(kept(person)) == 1


def test_sent_again_with_another_number_it_asks_first(client, person):
    typed = answered(client, nerve_pain__0="6")
    client.post(CHECK_IN, typed)
    response = client.post(CHECK_IN, typed | {"nerve_pain-0": "7"})

    assert "not saved yet" in response.text
    assert typed_on(response)["nerve_pain-0"] == "7"
    assert [one.value for one in kept(person)] == [6]


def test_a_second_check_in_on_a_day_is_another_one(client, person):
    for value in ("6", "4"):
        client.post(CHECK_IN, answered(client, nerve_pain__0=value))

    assert sorted(one.value for one in kept(person)) == [4, 6]


def test_places_and_words_are_kept(client, person):
    typed = answered(client, nerve_pain__0="6") | {
        "nerve_pain-places": ["sole/left", "sole/right"],
        "nerve_pain-qualities": ["burning"],
    }
    client.post(CHECK_IN, typed)
    [score] = kept(person)

    assert (score.sites, score.qualities) == ((Site("sole", "both"),), ("burning",))


def test_a_day_before_is_kept_without_a_time(client, person):
    path = f"{CHECK_IN}?on={YESTERDAY}"
    client.post(path, answered(client, path, nerve_pain__0="6"))
    [score] = kept(person)

    assert (score.felt_at.date(), score.precision) == (YESTERDAY, "day")


def test_its_time_can_be_said(client, person):
    typed = answered(client, nerve_pain__0="6")
    client.post(CHECK_IN, typed | {"day": str(YESTERDAY), "how": "exact", "time": "07:10"})
    [score] = kept(person)

    assert score.felt_at == datetime.fromisoformat(f"{YESTERDAY}T07:10").replace(
        tzinfo=ZoneInfo(NEW_YORK)
    )


def test_a_wrong_number_is_told_and_nothing_is_lost(client, person):
    save(person, Tracked(("nerve_pain", "sleep")))
    typed = answered(client, nerve_pain__0="6", sleep__1="25", note="Rain")
    response = client.post(CHECK_IN, typed)

    assert messages_at(response, "sleep-1") == ["A number from 0 to 24."]
    assert typed_on(response) | {"asked": ""} == typed | {"asked": ""}
    assert kept(person) == []


def test_what_the_page_asked_is_kept_though_another_device_asks_for_less_now(client, person):
    save(person, Tracked(("nerve_pain", "mood")))
    typed = answered(client, nerve_pain__0="6", mood__0="4")
    actions.set_tracked(person=person, tracked=Tracked(("nerve_pain",)))
    client.post(CHECK_IN, typed)

    assert [one.symptom for one in kept(person)] == ["nerve_pain", "mood"]


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"asked": "gold"},
        {"asked": ["\0"] * 900},
        {"asked": "nerve_pain", "nerve_pain-0": "\0"},
        {"asked": "nerve_pain", "nerve_pain-0": "6", "nerve_pain-places": ["\0", "x" * 9999]},
        {"asked": "nerve_pain", "nerve_pain-0": "6", "day": "0001-01-01", "how": "day"},
        {"asked": "nerve_pain", "nerve_pain-0": "9" * 999, "entry_id": "'; --"},
        {"asked": "nerve_pain", "nerve_pain-0": "6", "day": str(TOMORROW), "how": "day"},
        {"fill": "1", "asked": "gold", "note": "a\0"},
    ],
)
def test_garbage_is_survived_and_not_kept(client, person, typed):
    assert client.post(CHECK_IN, typed).status_code == 200
    assert kept(person) == []


def test_who_tracks_nothing_is_led_to_the_choice(client, person):
    save(person, Tracked())
    page = html_at(client, CHECK_IN)

    assert "None is chosen yet" in page
    assert f'href="{SYMPTOMS}"' in page


def test_the_list_of_what_can_be_logged_leads_to_it_and_keeps_the_day(client, person):
    assert f'href="{CHECK_IN}"' in html_at(client, "/log/")
    assert f'href="{CHECK_IN}?on={YESTERDAY}"' in html_at(client, f"/log/?on={YESTERDAY}")
