"""How often wrong links are tried and files of shared links are made, from one address."""

import pytest
from django.test import Client

from mgapp.accounts.limits import shared_links
from tests.factories import make_person, make_share

pytestmark = pytest.mark.django_db


@pytest.fixture
def few(monkeypatch):
    """Let three be the limit of everything."""
    monkeypatch.setattr(shared_links, "LIMITS", dict.fromkeys(shared_links.LIMITS, "3/m/ip"))


def codes(method, paths, **more):
    return [getattr(Client(), method)(path, **more).status_code for path in paths]


def wrong(number, prefix="s", **more):
    return codes("get", [f"/{prefix}/guess-{n}/" for n in range(number)], **more)


def test_many_wrong_links_have_to_wait(few):
    assert wrong(4) == [404] * 3 + [429]


def test_the_limit_is_thirty_a_minute():
    assert wrong(31) == [404] * 30 + [429]


def test_the_answer_says_when_and_nothing_about_passwords(few):
    wrong(3)
    response = Client().get("/s/one-more/")

    assert 55 <= int(response["Retry-After"]) <= 60
    assert "Try again in 1 minute." in response.text
    assert "Forgot your password?" not in response.text


def test_it_keeps_the_headers_of_a_link(few):
    wrong(3)
    response = Client().get("/s/one-more/")

    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert "no-store" in response["Cache-Control"]


def test_a_right_link_opens_all_the_same(few):
    token = make_share(make_person()).page
    wrong(5)

    assert codes("get", [f"/s/{token}/"]) == [200]


def test_files_and_health_links_count_with_them(few):
    wrong(2)
    posts = ["/shl/guess/", "/s/guess/file/pdf/"]
    manifest = {"data": {"recipient": "me"}, "content_type": "application/json"}

    assert codes("post", posts, **manifest) == [404, 429]


def test_a_program_is_told_in_json(few):
    wrong(3)
    response = Client().post("/shl/guess/", {"recipient": "a"}, content_type="application/json")

    assert (response.status_code, response.json()) == (429, {"error": "Too many requests."})
    assert response["Access-Control-Allow-Origin"] == "*"


def test_other_pages_that_are_not_there_do_not_count(few):
    assert codes("get", ["/nowhere/"] * 5) == [404] * 5


def test_files_of_a_link_have_a_limit(few):
    token = make_share(make_person()).page

    assert codes("post", [f"/s/{token}/file/csv/"] * 4) == [200] * 3 + [429]


def test_the_page_of_a_link_has_none(few):
    token = make_share(make_person()).page

    assert codes("get", [f"/s/{token}/"] * 5) == [200] * 5


def test_another_address_does_not_have_to_wait(few):
    wrong(4)

    assert wrong(1, REMOTE_ADDR="203.0.113.9") == [404]


@pytest.mark.parametrize(
    ("other", "code"), [("2001:db8:1:2:ffff::9", 429), ("2001:db8:1:3::1", 404)]
)
def test_an_ipv6_address_counts_with_its_network(few, other, code):
    wrong(3, REMOTE_ADDR="2001:db8:1:2::1")

    assert wrong(1, REMOTE_ADDR=other) == [code]
