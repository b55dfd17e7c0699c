"""The page "More", and the bar on every page of a diary."""

import re

import pytest

from tests.factories import make_person
from tracker.views.shown.more import groups
from tracker.views.shown.navigation import CHAPTERS, chapter_of, places

pytestmark = pytest.mark.django_db

PATH = "/more/"


@pytest.fixture
def person(client):
    person = make_person()
    client.force_login(person.user)
    return person


@pytest.fixture
def visitor_of_demo(client):
    client.post("/demo/")
    return client


def links_in(html):
    return re.findall(r'<a class="way" href="([^"]+)"', html)


def marked(html):
    """Return what the bar marks: the link's address, and what its aria-current says."""
    bar = html.split('<nav class="bar"')[1].split("</nav>")[0]
    return re.findall(r'href="([^"]+)" aria-current="(\w+)"', bar)


def test_each_of_its_links_leads_to_a_page(client, person):
    links = links_in(client.get(PATH).text)

    assert len(links) >= 7
    assert [client.get(link, follow=True).status_code for link in links] == [200] * len(links)


def test_the_shelf_stands_first(client, person):
    assert links_in(client.get(PATH).text)[0] == "/shelf/"


def test_the_shelf_is_one_tap_from_the_page_to_log(client, person):
    assert 'href="/shelf/"' in client.get("/log/").text


def test_it_says_whose_diary_this_is(client, person):
    assert f"the diary of {person.user.get_username()}" in client.get(PATH).text


def test_the_demo_has_no_account_to_leave(visitor_of_demo):
    assert "/accounts/logout/" not in links_in(visitor_of_demo.get(PATH).text)


def test_who_is_not_logged_in_is_asked_to(client):
    assert client.get(PATH)["Location"] == "/accounts/login/?next=/more/"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_only_reads(client, person, method):
    assert getattr(client, method)(PATH).status_code == 405


def test_it_asks_for_the_login_and_nothing_else(client, person, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        client.get(PATH)


def test_a_choice_of_light_or_dark_leads_back_to_it(client, person):
    assert 'name="next" value="/more/"' in client.get(PATH).text


@pytest.mark.parametrize("path", ["/day/", "/log/", "/trends/", "/report/", "/more/"])
def test_the_bar_marks_the_page_itself(client, person, path):
    assert marked(client.get(path).text) == [(path, "page")]


@pytest.mark.parametrize(
    ("path", "chapter"),
    [
        ("/day/2026-06-10/", "/day/"),
        ("/log/meal/", "/log/"),
        ("/check-in/", "/log/"),
        ("/check-in/symptoms/", "/more/"),
        ("/calendar/2026-06/", "/more/"),
        ("/shelf/", "/more/"),
        ("/shelf/new/", "/more/"),
        ("/shares/", "/report/"),
        ("/archive/", "/report/"),
        ("/profile/kidney/", "/more/"),
        ("/rules/mg_calcium/", "/more/"),
        ("/accounts/logout/", "/more/"),
    ],
)
def test_the_bar_marks_the_chapter_of_a_page(client, person, path, chapter):
    assert marked(client.get(path).text) == [(chapter, "true")]


def test_each_page_of_the_bar_is_of_its_own_chapter():
    assert [chapter_of(one.page) for one in CHAPTERS if one.page != "tracker:more"] == [
        one for one in CHAPTERS if one.page != "tracker:more"
    ]


def test_each_link_of_the_bar_leads_to_a_page(client, person):
    addresses = [place.address for place in places("")]

    assert [client.get(address).status_code for address in addresses] == [200] * len(addresses)


def test_a_visitor_has_no_bar(client):
    assert 'class="bar"' not in client.get("/").text


def test_a_visitor_of_the_demo_has_the_bar(visitor_of_demo):
    assert marked(visitor_of_demo.get("/log/").text) == [("/log/", "page")]


def test_a_page_that_is_not_there_has_the_way_to_today(client, person):
    response = client.get("/nowhere/")

    assert response.status_code == 404
    assert 'href="/day/"' in response.text


def test_the_demo_s_groups_are_the_others_but_the_account():
    assert groups(is_demo=True) == groups(is_demo=False)[:-1]


def test_a_login_without_a_person_has_the_bar_too(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("made-by-command"))

    assert marked(client.get(PATH).text) == [(PATH, "page")]
