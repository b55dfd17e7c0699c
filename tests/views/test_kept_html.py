"""Parts of pages are kept for a state of the diary, and never with what is one answer's own."""

import re

import pytest

from tests.factories import make_intake, make_person, save
from tracker import actions
from tracker.views.kept_html import FRESH_ID, finished

pytestmark = pytest.mark.django_db

DAY = "/day/2026-06-10/"
FORM = "/log/intake/?kind=magnesium"
SHOWING_ENTRIES = [DAY, "/entries/", "/calendar/2026-06/"]
ALL = [*SHOWING_ENTRIES, FORM]


@pytest.fixture
def person(client):
    person = make_person()
    client.force_login(person.user)
    return person


def ids_in(html):
    return re.findall(r'name="entry_id" value="([0-9a-f-]{36})"', html)


def test_two_forms_get_two_ids(rf):
    one, other = str(finished(f"{FRESH_ID} {FRESH_ID}", rf.get("/"))).split()

    assert one != other


def test_the_same_page_again_has_other_ids_and_another_token(client, person):
    pages = [client.get(DAY).text for _ in range(2)]
    tokens = [re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1] for page in pages]

    assert tokens[0] != tokens[1]
    assert not set(ids_in(pages[0])) & set(ids_in(pages[1]))


def test_a_write_is_seen_at_once(client, person):
    client.get(DAY)
    save(person, make_intake(product="Written just now"))

    assert "Written just now" in client.get(DAY).text


def test_what_is_undone_is_gone_at_once(client, person):
    saved = actions.log_intake(person=person, intake=make_intake(product="A slip"))
    client.get(DAY)
    actions.undo(person=person, change=saved.change)

    assert "A slip" not in client.get(DAY).text


def test_nobody_gets_the_page_of_somebody_else(client, person):
    save(person, make_intake(product="Ada's own"))
    client.get(DAY)
    client.force_login(make_person().user)

    assert "Ada's own" not in client.get(DAY).text


@pytest.mark.parametrize("path", SHOWING_ENTRIES)
def test_every_page_shows_what_was_written_since(client, person, path):
    before = client.get(path).text.split("<main")[1]
    save(person, make_intake(product="Written just now"))

    assert client.get(path).text.split("<main")[1] != before


@pytest.mark.parametrize("path", ALL)
def test_a_page_that_is_kept_asks_only_who_is_there(
    client, person, path, django_assert_num_queries
):
    client.get(path)

    with django_assert_num_queries(2):
        client.get(path)


def test_the_form_opens_with_another_id_each_time(client, person):
    found = [ids_in(client.get(FORM).text) for _ in range(2)]

    assert [len(ids) for ids in found] == [1, 1]
    assert found[0] != found[1]


def test_the_form_that_is_kept_saves(client, person):
    client.get(FORM)
    page = client.get(FORM).text
    sent = {"entry_id": ids_in(page)[0], "kind": "magnesium", "rows": "1", "how": "exact"}
    sent |= {"day": "2026-06-10", "time": "08:00", "contents-0-amount": "100"}
    sent |= {"contents-0-unit": "mg", "contents-0-basis": "elemental", "contents-0-form": ""}

    assert client.post("/log/intake/", sent).status_code == 303


def test_another_kind_of_form_is_another_page(client, person):
    client.get(FORM)

    assert "<h1>Log calcium</h1>" in client.get("/log/intake/?kind=calcium").text


def test_what_is_looked_for_is_another_list(client, person):
    save(person, make_intake(product="Ada's own"))
    client.get("/entries/")
    client.post("/entries/", {"text": "nothing like that"})

    assert "Ada&#x27;s own" not in client.get("/entries/").text
