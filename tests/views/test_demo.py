"""The demo as a visitor meets it: one click, everything to read, nothing to write."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import make_intake, make_person, save
from tracker import actions, queries, urls
from tracker.models import Change, Person

pytestmark = pytest.mark.django_db

ARGUMENTS = {
    "iso_day:on": "2026-06-10",
    "iso_month:month": "2026-06",
    "slug:rule_id": "mg_calcium",
    "slug:slug": "kidney",
    "slug:file_format": "csv",
    "slug:kind": "intake",
    "slug:token": "a",
    "str:ticket": "a",
    "uuid:share_id": "5f0c6f3e-8b0f-4d0a-9a3f-2f8f6f0f8f00",
    "any_id:entry_id": "a",
    "any_id:experiment_id": "a",
    "any_id:product_id": "a",
    "any_id:question_id": "a",
    "any_id:symptom_id": "a",
    "int:change": "1",
}
ADDRESSES = {
    pattern.name: "/" + re.sub("<(.+?)>", lambda part: ARGUMENTS[part[1]], str(pattern.pattern))
    for pattern in urls.urlpatterns
}
OPEN_TO_ALL = {"demo", "leave_demo"}
KEEPS_NOTHING_ANYWAY = {
    "appearance",
    "archive_file",
    "choose_for_report",
    "entries",
    "entries_filter",
    "health_link",
    "helps_others",
    "meal_foods",
    "preview_intake",
    "preview_product",
    "report_file",
    "trends",
}
TO_READ = ["/day/", "/report/", "/shelf/", "/profile/", "/profile/medicines/", "/profile/kidney/"]


@pytest.fixture(autouse=True)
def short_demo(monkeypatch):
    """Five months take half a second to write; here only the ways in and out matter."""
    monkeypatch.setattr("tracker.actions.demo.DAYS", 3)


@pytest.fixture
def demo():
    return actions.ensure_demo(now=timezone.now())


@pytest.fixture
def visitor(client, demo):
    """A browser that looks at the demo."""
    client.post("/demo/")
    return client


def test_one_click_opens_the_last_whole_day(client):
    response = client.post("/demo/")

    on = date.fromisoformat(response["Location"].removeprefix("/day/").removesuffix("/"))
    assert timedelta(0) < timezone.now().date() - on < timedelta(days=3)
    assert client.get(response["Location"]).status_code == 200


def test_the_first_click_makes_the_demo(client):
    client.post("/demo/")

    assert queries.has_entries(queries.demo_person())


def test_it_needs_no_token_so_that_the_front_page_is_the_same_for_everyone():
    assert Client(enforce_csrf_checks=True).post("/demo/").status_code == 302


def test_the_front_page_has_the_click(client):
    assert 'action="/demo/"' in client.get("/").text


@pytest.mark.parametrize("page", ["/demo/", "/demo/leave/"])
def test_looking_at_an_address_alone_opens_and_closes_nothing(client, page):
    assert client.get(page).status_code == 405


@pytest.mark.parametrize("page", TO_READ)
def test_a_visitor_reads_it(visitor, page):
    assert visitor.get(page).status_code == 200


@pytest.mark.parametrize("page", ["/", "/rules/", *TO_READ])
def test_every_page_says_that_it_is_invented_and_how_to_leave(visitor, page):
    text = visitor.get(page).text

    assert "You are looking at an invented diary" in text
    assert 'action="/demo/leave/"' in text


def test_without_the_click_nothing_of_it_is_shown(client, demo):
    assert client.get("/day/")["Location"] == "/accounts/login/?next=/day/"
    assert "invented diary." not in client.get("/rules/").text


def test_leaving_ends_it(visitor):
    assert visitor.post("/demo/leave/")["Location"] == "/"
    assert visitor.get("/day/").status_code == 302


def test_leaving_twice_is_leaving_once(client):
    assert client.post("/demo/leave/").status_code == 302


def test_a_demo_that_went_away_asks_to_log_in(visitor, demo):
    demo.user.delete()

    assert visitor.get("/day/")["Location"] == "/accounts/login/?next=/day/"


# Nothing is written


@pytest.mark.parametrize("name", sorted(ADDRESSES.keys() - OPEN_TO_ALL))
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_no_request_of_a_visitor_changes_it(visitor, demo, name, method):
    response = getattr(visitor, method)(ADDRESSES[name], {"question": "kidney", "fact": "kidney"})

    is_refused = response.status_code in {403, 404, 405}
    assert is_refused or name in KEEPS_NOTHING_ANYWAY
    assert (queries.demo_person().revision, Change.objects.count()) == (demo.revision, 1)


@pytest.mark.parametrize(
    "page",
    [
        "/profile/kidney/",
        "/profile/remove/",
        "/profile/undo/",
        "/profile/medicines/stop/",
        "/profile/first-question/",
    ],
)
def test_a_save_says_that_an_account_keeps_it(visitor, page):
    response = visitor.post(page, {"kidney": "ckd"})

    assert response.status_code == 403
    assert "What you typed was not kept" in response.text
    assert "/accounts/signup/" in response.text


# Whoever is logged in sees their own


def test_someone_logged_in_gets_their_own_day(client, demo):
    client.force_login(make_person().user)

    assert client.post("/demo/")["Location"] == "/day/"
    assert "invented diary" not in client.get("/day/").text


def test_logging_in_ends_the_demo(visitor):
    person = make_person()
    visitor.force_login(person.user)

    assert "Levothyroxine" not in visitor.get("/profile/").text
    assert "invented diary" not in visitor.get("/profile/").text


def test_after_a_logout_it_has_to_be_opened_again(visitor):
    visitor.force_login(make_person().user)
    visitor.logout()

    assert visitor.get("/day/").status_code == 302


def test_an_account_does_not_take_over_the_demo(visitor, demo):
    person = make_person()
    save(person, make_intake())
    visitor.force_login(person.user)
    visitor.post("/profile/sex/", {"sex": "female"})

    assert queries.profiles(queries.demo_person())[0] == queries.profiles(demo)[0]
    assert Person.objects.filter(is_demo=True).count() == 1
