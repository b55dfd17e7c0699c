"""What one tap keeps: the same as yesterday, no symptoms; and the card that offers it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.factories import save
from tests.views.check_in.check_in_pages import CHECK_IN, KNEE, SLEEP, a_score, answered, yesterday
from tests.views.diary_pages import TODAY, TOMORROW, YESTERDAY, html_at, kept, typed_on, undo_last
from tracker.domain.diary import Site, Tracked

pytestmark = pytest.mark.django_db


# Yesterday again


def test_yesterdays_are_filled_in_and_not_kept(client, person):
    save(person, Tracked(("nerve_pain", "mood")), yesterday("6", sites=(Site("knee", "left"),)))
    response = client.post(CHECK_IN, answered(client, mood__0="3") | {"fill": "1"})
    typed = typed_on(response)

    assert (typed["nerve_pain-0"], typed["mood-0"]) == ("6", "3")
    assert typed["nerve_pain-places"] == "knee/left"
    assert len(kept(person)) == 1


def test_one_tap_keeps_yesterdays_as_those_of_now(client, person):
    save(person, yesterday("6", sites=(Site("knee", "left"),), note="of yesterday"))
    response = client.post("/check-in/same/", {"entry_id": str(uuid4())})
    again = kept(person)[-1]

    assert response["Location"] == f"/day/{TODAY}/"
    assert (again.value, again.sites, again.note) == (6, (Site("knee", "left"),), "")
    assert (again.felt_at.date(), again.precision) == (TODAY, "minute")
    assert client.session["last_change"]["text"] == "Logged, as the day before: nerve pain 6."


def test_the_tap_twice_is_one_change_and_can_be_taken_back(client, person):
    save(person, yesterday("6"), yesterday("7", symptom="sleep", scale=SLEEP))
    for _ in range(2):
        client.post("/check-in/same/", {"entry_id": "3f2b8a54-3c3c-4b5e-9d5e-0d7a1a2b3c4d"})
    number = len(kept(person))
    undo_last(client)

    assert (number, len(kept(person))) == (4, 2)


def test_a_tap_left_over_from_the_day_before_is_kept_there(client, person):
    save(person, a_score(f"{YESTERDAY - timedelta(days=1)}T20:00", "5"))
    client.post("/check-in/same/", {"day": str(YESTERDAY)})

    assert [one.felt_at.date() for one in kept(person)][-1] == YESTERDAY


def test_without_yesterdays_the_check_in_opens(client, person):
    assert client.post("/check-in/same/")["Location"] == CHECK_IN


@pytest.mark.parametrize("day", ["x", str(TOMORROW), "0001-01-01", "\0"])
def test_the_same_of_a_wrong_day_is_not_found(client, person, day):
    assert client.post("/check-in/same/", {"day": day}).status_code == 404


# No symptoms


def test_no_symptoms_is_a_zero_for_what_is_tracked(client, person):
    save(person, KNEE, Tracked(("sleep", "knee-id", "burning")), yesterday("6"))
    client.post("/log/no-symptoms/", {"entry_id": str(uuid4())})

    assert [one.symptom for one in kept(person) if one.value == 0] == ["knee-id", "burning"]


# The card of the day


def test_the_card_says_what_one_tap_will_keep(client, person):
    save(person, yesterday("6"), yesterday("7", symptom="sleep", scale=SLEEP))
    page = html_at(client, "/day/")

    assert "Same as yesterday: nerve pain 6, sleep quality 7" in page
    assert "No symptoms today" in page


@pytest.mark.parametrize(("place", "values"), [(0, [6]), (1, [0])])
def test_each_button_of_the_card_saves_and_leads_back_with_undo(client, person, place, values):
    save(person, yesterday("6"))
    button = client.get("/day/").context["page"].check_in.buttons[place]
    response = client.post(button.action, dict(button.fields) | {"entry_id": str(uuid4())})
    today = [one.value for one in kept(person) if one.felt_at.date() == TODAY]

    assert (response["Location"], today) == (f"/day/{TODAY}/", values)
    assert "Undo" in html_at(client, response["Location"])


def test_a_long_button_names_three_and_counts_the_others(client, person):
    names = ("nerve_pain", "burning", "tingling", "numbness", "fatigue")
    save(person, *(yesterday("6", symptom=name) for name in names))

    page = html_at(client, "/day/")
    assert (
        "Same as yesterday: nerve pain 6, burning 6, tingling (pins and needles) 6 and 2 more"
        in page
    )


def test_once_it_is_said_the_card_says_it(client, person):
    save(person, KNEE, yesterday("6"), a_score(f"{TODAY}T00:00", "4", symptom="knee-id"))
    page = html_at(client, "/day/")

    assert "My knee 4" in page
    assert "Check in again" in page
    assert "Same as yesterday" not in page
    assert "No symptoms today" not in page


def test_a_day_before_is_checked_in_on_that_day(client, person):
    page = html_at(client, f"/day/{YESTERDAY}/")

    assert f'href="{CHECK_IN}?on={YESTERDAY}"' in page
    assert "No symptoms that day" in page


def test_a_day_to_come_has_no_card(client, person):
    assert "How you feel" not in html_at(client, f"/day/{TOMORROW}/")
