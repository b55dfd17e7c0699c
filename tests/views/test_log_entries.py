"""Changing and deleting an entry, and taking a change back."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest

from tests.factories import make_content, make_intake, make_meal, make_none_taken, make_score, save
from tests.views.diary_pages import NEW_YORK, YESTERDAY, kept, make_logger, typed_on
from tracker import actions, queries
from tracker.domain.diary import FoodPortion, Scale, Site
from tracker.forms.places import typed_places

pytestmark = pytest.mark.django_db

AT = f"{YESTERDAY}T08:00"
IN_NEW_YORK = {"timezone": NEW_YORK}


@pytest.fixture
def person(client):
    return make_logger(client)


def page_of(kind, entry):
    return f"/entry/{kind}/{quote(entry.id, safe='')}/"


def everything():
    """One entry of each kind that has a form, with all that a form does not ask for."""
    return [
        (
            "intake",
            make_intake(
                datetime(2025, 11, 2, 1, 30, 17, tzinfo=ZoneInfo(NEW_YORK), fold=1),
                **IN_NEW_YORK,
                product="Multi",
                covers_days=7,
                product_class="antacid",
                source="supplement",
                route="infusion",
                prescribed=True,
                as_needed=False,
                contents=(
                    make_content("Calcium", "1.50", compound="calcium carbonate", form="odd"),
                    make_content("dragon scales", None, unit=None, basis="unknown"),
                    make_content("magnesium", "300", unit="mcg", form="bisglycinate chelate"),
                ),
            ),
        ),
        ("intake", make_intake(AT, **IN_NEW_YORK, precision="about", route=None, source=None)),
        ("intake", make_intake(AT, **IN_NEW_YORK, precision="day", contents=())),
        (
            "intake",
            make_intake(
                AT,
                **IN_NEW_YORK,
                source="medicine",
                contents=(make_content("Levothyroxine", "75", unit="mcg", form="tablet"),),
            ),
        ),
        (
            "meal",
            make_meal(
                AT,
                **IN_NEW_YORK,
                tags=("lunch", "fat", "from the garden"),
                foods=(FoodPortion("usda-sr28:01077", Decimal(244)),),
                note="Two\nlines",
            ),
        ),
        (
            "score",
            make_score(
                AT,
                **IN_NEW_YORK,
                symptom="my own",
                value="3.50",
                scale=Scale(Decimal(0), Decimal(100), "none", "sighs"),
                sites=(Site("toes", "left"), Site("third eye", None)),
                qualities=("burning", "like bees"),
            ),
        ),
        ("score", make_score(AT, **IN_NEW_YORK, symptom="chest_pain", value=None)),
        ("score", make_score(AT, **IN_NEW_YORK, value="6.5")),
        ("score", make_score(AT, **IN_NEW_YORK, value="12")),
        (
            "score",
            make_score(
                AT, **IN_NEW_YORK, value="-3", scale=Scale(Decimal("-1e30"), Decimal("1e30"))
            ),
        ),
    ]


KINDS = [kind for kind, _entry in everything()]
NUMBERS = range(len(KINDS))


@pytest.fixture(params=NUMBERS, ids=[f"{number}-{KINDS[number]}" for number in NUMBERS])
def stored(person, request):
    kind, entry = everything()[request.param]
    save(person, entry)
    return kind, entry


# Changing


def test_an_entry_opens_to_be_changed(client, stored):
    assert client.get(page_of(*stored)).status_code == 200


def chosen_in(entry):
    """Return what is sent for the lists of an entry, of which `typed_on` reads one value."""
    return {
        "places": typed_places(getattr(entry, "sites", ())),
        "qualities": list(getattr(entry, "qualities", ())),
        "tags": [tag for tag in getattr(entry, "tags", ()) if tag == "fat"],
    }


def test_saving_it_as_it_opened_changes_nothing(client, person, stored):
    page = page_of(*stored)
    chosen = chosen_in(stored[1])
    typed = typed_on(client.get(page)) | chosen
    before = queries.latest_change(person).pk

    response = client.post(page, typed)
    if response.status_code == 200:
        response = client.post(page, typed_on(response) | chosen)

    assert response.status_code == 303
    assert kept(person) == [stored[1]]
    assert queries.latest_change(person).pk == before


def test_a_note_is_changed_and_all_else_stays(client, person, stored):
    page = page_of(*stored)
    chosen = chosen_in(stored[1])
    typed = typed_on(client.get(page)) | chosen | {"note": "New."}

    response = client.post(page, typed)
    if response.status_code == 200:
        client.post(page, typed_on(response) | chosen)

    assert kept(person) == [replace(stored[1], note="New.")]


@pytest.fixture
def magnesium(person):
    intake = make_intake(AT, **IN_NEW_YORK)
    save(person, intake)
    return intake


def test_a_change_is_kept_and_can_be_taken_back(client, person, magnesium):
    page = page_of("intake", magnesium)
    client.post(page, typed_on(client.get(page)) | {"contents-0-amount": "150"})
    amounts = [kept(person)[0].contents[0].amount]
    client.post(f"/undo/{client.session['last_change']['change']}/")
    amounts.append(kept(person)[0].contents[0].amount)

    assert amounts == [Decimal(150), Decimal(200)]


def test_it_leads_to_the_new_day(client, person, magnesium):
    page = page_of("intake", magnesium)
    response = client.post(page, typed_on(client.get(page)) | {"day": "2026-06-01"})

    assert response["Location"] == "/day/2026-06-01/"


def test_an_entry_stays_in_the_zone_that_it_was_written_in(client, person):
    intake = make_intake(AT, timezone="Asia/Tokyo")
    save(person, intake)
    page = page_of("intake", intake)
    client.post(page, typed_on(client.get(page)) | {"time": "09:00"})

    assert kept(person)[0].taken_at.isoformat() == f"{YESTERDAY}T09:00:00+09:00"


def test_what_it_would_bring_is_shown_first(client, person, magnesium):
    contents = (make_content("calcium", "600"),)
    save(person, make_intake(f"{YESTERDAY}T10:00", **IN_NEW_YORK, contents=contents))
    page = page_of("intake", magnesium)

    response = client.post(page, typed_on(client.get(page)) | {"time": "09:35", "shown": ""})

    assert "25 minutes after" in response.text
    assert f"{kept(person)[0].taken_at:%H:%M}" == "08:00"


def test_the_preview_leaves_out_the_entry_itself(client, person, magnesium):
    typed = typed_on(client.get(page_of("intake", magnesium)))

    response = client.post("/log/intake/preview/", typed | {"time": "08:05"})

    assert "Nothing in the way." in response.text


def test_bad_input_is_told_and_keeps_what_was_there(client, person, magnesium):
    page = page_of("intake", magnesium)
    response = client.post(page, typed_on(client.get(page)) | {"contents-0-amount": "-1"})

    assert "above zero" in response.text
    assert kept(person) == [magnesium]


def test_bad_input_does_not_forget_which_version_was_opened(client, person, magnesium):
    page = page_of("intake", magnesium)
    opened = typed_on(client.get(page))
    response = client.post(page, opened | {"contents-0-amount": "-1"})

    assert typed_on(response)["version"] == opened["version"]


# A stale page


@pytest.fixture
def stale(client, person, magnesium):
    """A page that was opened before the amount was changed elsewhere."""
    page = page_of("intake", magnesium)
    opened = typed_on(client.get(page))
    changed = replace(magnesium, contents=(make_content(amount="300"),))
    actions.change_intake(person=person, intake=changed, version=int(opened["version"]))
    return page, opened | {"note": "Mine."}


def test_a_stale_page_overwrites_nothing(client, person, stale):
    client.post(*stale)

    assert (kept(person)[0].contents[0].amount, kept(person)[0].note) == (Decimal(300), "")


def test_a_stale_page_is_told_what_changed_and_keeps_what_was_typed(client, person, stale):
    response = client.post(*stale)

    assert "changed in the meantime" in response.text
    assert "300 mg magnesium" in response.text
    assert "200 mg magnesium" in response.text
    assert typed_on(response)["note"] == "Mine."


def test_saving_anyway_then_keeps_it(client, person, stale):
    client.post(stale[0], typed_on(client.post(*stale)))

    assert (kept(person)[0].contents[0].amount, kept(person)[0].note) == (Decimal(200), "Mine.")


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30, "0"])
def test_a_wrong_version_overwrites_nothing(client, person, magnesium, version):
    page = page_of("intake", magnesium)
    typed = typed_on(client.get(page)) | {"note": "Mine.", "version": version}

    assert client.post(page, typed).status_code == 200
    assert kept(person) == [magnesium]


# Deleting


def test_an_entry_is_deleted_and_brought_back(client, person, stored):
    response = client.post(f"{page_of(*stored)}delete/")
    number = len(kept(person))
    client.post(f"/undo/{client.session['last_change']['change']}/")

    assert (response.status_code, number) == (303, 0)
    assert kept(person) == [stored[1]]


def test_none_taken_is_shown_and_taken_back(client, person):
    said = make_none_taken(YESTERDAY.isoformat(), **IN_NEW_YORK)
    save(person, said)
    page = page_of("none_taken", said)

    assert "no magnesium that day" in client.get(page).text
    client.post(f"{page}delete/")
    assert kept(person) == []


def test_deleting_twice_is_deleting_once(client, person, magnesium):
    page = f"{page_of('intake', magnesium)}delete/"
    answers = [client.post(page).status_code for _ in range(2)]

    assert answers == [303, 303]


def test_what_changed_in_the_meantime_is_not_deleted(client, person, stale):
    response = client.post(f"{stale[0]}delete/", {"version": stale[1]["version"]})

    assert "changed in the meantime" in response.text
    assert len(kept(person)) == 1


def test_a_deleted_entry_can_be_brought_back_from_its_own_page(client, person, magnesium):
    page = page_of("intake", magnesium)
    client.post(f"{page}delete/")
    response = client.get(page)

    assert response.status_code == 404
    assert f"/undo/{queries.latest_change(person).pk}/" in response.text


# Taking back


def test_an_undo_leads_to_the_day_of_the_entry(client, person, magnesium):
    response = client.post(f"/undo/{queries.latest_change(person).pk}/")

    assert response["Location"] == f"/day/{YESTERDAY}/"


def test_an_undo_can_be_undone(client, person, magnesium):
    client.post(f"/undo/{queries.latest_change(person).pk}/")
    client.post(f"/undo/{client.session['last_change']['change']}/")

    assert kept(person) == [magnesium]


def test_an_undo_after_another_change_is_told(client, person, stale):
    first = queries.history(person, "intake", kept(person)[0].id)[-1].change_id
    response = client.post(f"/undo/{first}/")

    assert "changed again since" in response.text
    assert len(kept(person)) == 1


def test_an_undo_twice_is_one(client, person, magnesium):
    change = queries.latest_change(person).pk
    answers = [client.post(f"/undo/{change}/").status_code for _ in range(2)]

    assert (answers, kept(person)) == ([303, 303], [])


@pytest.mark.parametrize("change", [0, 999_999, 10**30])
def test_an_unknown_change_is_not_found(client, person, change):
    assert client.post(f"/undo/{change}/").status_code == 404


# Whose it is


@pytest.fixture
def addresses(person, magnesium):
    change = queries.latest_change(person).pk
    page = page_of("intake", magnesium)
    return [page, f"{page}delete/", f"/undo/{change}/"]


def test_a_stranger_finds_nothing(client, person, magnesium, addresses):
    make_logger(client)

    assert [client.post(address).status_code for address in addresses] == [404] * 3
    assert client.get(addresses[0]).status_code == 404
    assert kept(person) == [magnesium]


def test_a_visitor_is_asked_to_log_in(client, person, magnesium, addresses):
    client.logout()

    for address in addresses:
        assert "/accounts/login/" in client.post(address)["Location"]
    assert kept(person) == [magnesium]


def test_deleting_and_undoing_are_only_posted(client, addresses):
    assert [client.get(address).status_code for address in addresses[1:]] == [405, 405]


def test_an_entry_takes_no_other_method(client, addresses):
    assert client.put(addresses[0]).status_code == 405


@pytest.mark.parametrize("kind", ["intake", "meal", "score", "none_taken", "profile_fact", "x"])
@pytest.mark.parametrize("entry_id", ["nothing", "a%00b", "a%2Fb", "x" * 201, "%ED%A0%80", "%25"])
def test_an_unknown_entry_is_not_found(client, person, kind, entry_id):
    for address in (f"/entry/{kind}/{entry_id}/", f"/entry/{kind}/{entry_id}/delete/"):
        assert client.post(address).status_code == 404


@pytest.mark.parametrize("entry_id", ["a/b", "ä ö", "100%", "a?b#c", "'\"<>"])
def test_an_imported_id_may_hold_any_character(client, person, entry_id):
    intake = make_intake(AT, **IN_NEW_YORK, id=entry_id)
    save(person, intake)
    page = page_of("intake", intake)
    client.post(page, typed_on(client.get(page)) | {"note": "Found."})

    assert [one.note for one in kept(person)] == ["Found."]


@pytest.mark.parametrize("entries", [1, 15])
def test_the_number_of_queries_does_not_grow(
    client, person, django_assert_max_num_queries, magnesium, entries
):
    save(person, *(make_intake(AT, **IN_NEW_YORK) for _ in range(entries)))

    with django_assert_max_num_queries(14):
        client.get(page_of("intake", magnesium))
