"""The check-in and what belongs to it: what is tracked, same as yesterday, how a dose sat."""

import re
from datetime import datetime, timedelta
from html import unescape
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from tests.factories import make_intake, make_person, make_score, save
from tests.views.diary_pages import (
    NEW_YORK,
    TODAY,
    TOMORROW,
    YESTERDAY,
    kept,
    make_logger,
    messages_at,
    typed_on,
)
from tracker import actions, queries
from tracker.domain.diary import CustomSymptom, Scale, Site, Tracked

pytestmark = pytest.mark.django_db

CHECK_IN = "/check-in/"
SYMPTOMS = "/check-in/symptoms/"
PAGES = [CHECK_IN, SYMPTOMS]
POSTED_ONLY = ["/check-in/same/", "/check-in/symptoms/own/"]
KNEE = CustomSymptom("knee-id", "My knee")
SLEEP = Scale(better="high")


@pytest.fixture
def person(client):
    return make_logger(client)


@pytest.fixture
def stranger(db):
    client = Client()
    make_logger(client)
    return client


def html(response):
    return " ".join(unescape(response.content.decode()).split())


def undo_last(client):
    return client.post(f"/undo/{client.session['last_change']['change']}/")


def answered(client, path=CHECK_IN, **numbers):
    """Return what the page sends once the numbers are chosen; "__" stands for "-"."""
    page = client.get(path)
    asked = re.findall(r'name="asked" value="([^"]*)"', page.content.decode())
    chosen = {name.replace("__", "-"): value for name, value in numbers.items()}
    return typed_on(page) | {"asked": asked} | chosen


def a_score(at, value="6", **fields):
    return make_score(at, value=value, timezone=NEW_YORK, **fields)


def yesterday(value="6", **fields):
    return a_score(f"{YESTERDAY}T20:00", value, **fields)


def tracked(person):
    return queries.diary(person).tracked


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
def test_the_demo_keeps_nothing(client, db, path):
    demo = make_person()
    type(demo).objects.filter(pk=demo.pk).update(is_demo=True)
    session = client.session
    session["looks_at_demo"] = True
    session.save()

    assert client.post(path).status_code == 403


@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_sees_nothing_of_it(person, stranger, path):
    save(person, KNEE, Tracked(("knee-id",)), yesterday(symptom="knee-id"))

    assert "My knee" not in html(stranger.get(path))


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
    page = html(client.get(CHECK_IN))

    assert page.index("Sleep quality") < page.index("My knee") < page.index("Nerve pain")


def test_it_says_what_each_was_last(client, person):
    save(person, yesterday("6"), a_score(f"{YESTERDAY}T06:00", "2"))

    assert "yesterday: 6 of 10" in html(client.get(CHECK_IN))


def test_it_says_where_higher_is_better(client, person):
    save(person, Tracked(("sleep",)))

    assert "higher is better" in html(client.get(CHECK_IN))


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

    assert "not saved yet" in html(response)
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
    page = html(client.get(CHECK_IN))

    assert "None is chosen yet" in page
    assert f'href="{SYMPTOMS}"' in page


def test_the_list_of_what_can_be_logged_leads_to_it_and_keeps_the_day(client, person):
    assert f'href="{CHECK_IN}"' in html(client.get("/log/"))
    assert f'href="{CHECK_IN}?on={YESTERDAY}"' in html(client.get("/log/", {"on": YESTERDAY}))


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
    page = html(client.get("/day/"))

    assert "Same as yesterday: nerve pain 6, sleep quality 7" in page
    assert "No symptoms today" in page


@pytest.mark.parametrize(("place", "values"), [(0, [6]), (1, [0])])
def test_each_button_of_the_card_saves_and_leads_back_with_undo(client, person, place, values):
    save(person, yesterday("6"))
    button = client.get("/day/").context["page"].check_in.buttons[place]
    response = client.post(button.action, dict(button.fields) | {"entry_id": str(uuid4())})
    today = [one.value for one in kept(person) if one.felt_at.date() == TODAY]

    assert (response["Location"], today) == (f"/day/{TODAY}/", values)
    assert "Undo" in html(client.get(response["Location"]))


def test_a_long_button_names_three_and_counts_the_others(client, person):
    names = ("nerve_pain", "burning", "tingling", "numbness", "fatigue")
    save(person, *(yesterday("6", symptom=name) for name in names))

    page = html(client.get("/day/"))
    assert (
        "Same as yesterday: nerve pain 6, burning 6, tingling (pins and needles) 6 and 2 more"
        in page
    )


def test_once_it_is_said_the_card_says_it(client, person):
    save(person, KNEE, yesterday("6"), a_score(f"{TODAY}T00:00", "4", symptom="knee-id"))
    page = html(client.get("/day/"))

    assert "My knee 4" in page
    assert "Check in again" in page
    assert "Same as yesterday" not in page
    assert "No symptoms today" not in page


def test_a_day_before_is_checked_in_on_that_day(client, person):
    page = html(client.get(f"/day/{YESTERDAY}/"))

    assert f'href="{CHECK_IN}?on={YESTERDAY}"' in page
    assert "No symptoms that day" in page


def test_a_day_to_come_has_no_card(client, person):
    assert "How you feel" not in html(client.get(f"/day/{TOMORROW}/"))


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
    undo = re.search(r'action="(/undo/\d+/)"', html(client.get(SYMPTOMS)))
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

    assert "Left knee: 6 of 10" in html(client.get(f"/day/{YESTERDAY}/"))


def test_a_page_that_went_stale_asks_first(client, person):
    save(person, KNEE)
    page = f"{SYMPTOMS}own/knee-id/"
    typed = typed_on(client.get(page))
    client.post(page, typed | {"name": "Right knee"})
    response = client.post(page, typed | {"name": "Left knee"})

    assert "changed in the meantime" in html(response)
    client.post(page, typed_on(response))
    assert queries.diary(person).custom_symptoms[0].name == "Left knee"


def test_put_away_it_is_asked_for_no_more_and_can_be_brought_back(client, person):
    save(person, KNEE, Tracked(("knee-id", "mood")))
    page = f"{SYMPTOMS}own/knee-id/"
    client.post(page, {"put_away": "yes", "version": typed_on(client.get(page))["version"]})
    without = html(client.get(CHECK_IN))
    client.post(page, {"put_away": "no", "version": typed_on(client.get(page))["version"]})

    assert "My knee" not in without
    assert "My knee" in html(client.get(CHECK_IN))


def test_a_score_of_it_is_named_wherever_it_is_changed(client, person):
    save(person, KNEE, yesterday("6", id="s", symptom="knee-id"))
    page = "/entry/score/s/"
    shown = html(client.get(page))
    client.post(page, typed_on(client.get(page)) | {"measure-0": "5"})

    assert "<h1>My knee</h1>" in shown
    assert client.session["last_change"]["text"] == "Changed: My knee 5, 20:00."


def test_it_can_be_logged_by_itself(client, person):
    save(person, KNEE)
    picked = html(client.get("/log/symptom/"))
    page = client.post("/log/symptom/", {"pick": "knee-id"})
    client.post("/log/symptom/", typed_on(page) | {"measure-0": "5"})

    assert "My knee" in picked
    assert [(one.symptom, one.value) for one in kept(person)] == [("knee-id", 5)]


# How a dose sat


@pytest.fixture
def dose(person):
    intake = make_intake(f"{YESTERDAY}T08:00", id="a/b", timezone=NEW_YORK)
    save(person, intake)
    return "/entry/intake/a/b/tolerance/"


def sat(client, dose, *words):
    return client.post(dose, typed_on(client.get(dose)) | {"tolerance": list(words)})


def test_how_it_sat_is_kept_with_the_dose_and_can_be_taken_back(client, person, dose):
    response = sat(client, dose, "nausea", "loose_stools")
    said = kept(person)[0].tolerance
    undo_last(client)

    assert response["Location"] == f"/day/{YESTERDAY}/"
    assert said == ("nausea", "loose_stools")
    assert kept(person)[0].tolerance == ()


def test_the_day_shows_how_it_sat_and_leads_to_it(client, person, dose):
    before = html(client.get(f"/day/{YESTERDAY}/"))
    sat(client, dose, "fine")

    assert f'href="{dose}"' in before
    assert "sat well" in html(client.get(f"/day/{YESTERDAY}/"))


def test_fine_stands_alone(client, person, dose):
    response = sat(client, dose, "fine", "nausea")

    assert messages_at(response, "tolerance")[0].startswith("Fine, or one of the others?")
    assert kept(person)[0].tolerance == ()


def test_a_dose_that_was_changed_meanwhile_asks_first(client, person, dose):
    typed = typed_on(client.get(dose))
    sat(client, dose, "constipation")
    response = client.post(dose, typed | {"tolerance": ["fine"]})
    again = client.post(dose, typed_on(response) | {"tolerance": ["fine"]})

    assert "after it: constipation" in html(response)
    assert (again.status_code, kept(person)[0].tolerance) == (303, ("fine",))


def test_changing_the_dose_keeps_how_it_sat(client, person, dose):
    sat(client, dose, "fine")
    page = "/entry/intake/a/b/"
    client.post(page, typed_on(client.get(page)) | {"note": "New."})

    assert [(one.note, one.tolerance) for one in kept(person)] == [("New.", ("fine",))]


@pytest.mark.parametrize("words", [["gold"], ["\0"], ["fine"] * 3 + ["x" * 9999]])
def test_garbage_about_a_dose_is_survived(client, person, dose, words):
    assert sat(client, dose, *words).status_code == 200
    assert kept(person)[0].tolerance == ()


@pytest.mark.parametrize("entry_id", ["none", "%00", "x" * 300])
def test_a_dose_that_is_not_there_is_not_found(client, person, entry_id):
    assert client.get(f"/entry/intake/{entry_id}/tolerance/").status_code == 404


def test_the_dose_of_another_person_is_not_found(stranger, dose):
    assert stranger.get(dose).status_code == 404
    assert stranger.post(dose, {"tolerance": "fine"}).status_code == 404


def test_a_visitor_is_asked_to_log_in_for_a_dose(dose):
    assert "/accounts/login/" in Client().get(dose)["Location"]


def test_a_dose_takes_no_other_method(client, dose):
    assert client.put(dose).status_code == 405
