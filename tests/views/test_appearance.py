"""Light, dark, or as the system has it."""

import pytest
from django.conf import settings
from django.test import Client

PATH = "/appearance/"


def chosen(client, name):
    client.post(PATH, {"appearance": name})
    return client


def test_the_page_offers_the_three_and_marks_what_is_so(client):
    html = client.get(PATH).text

    assert html.count('name="appearance"') == 3
    assert 'value="system" aria-pressed="true"' in html


@pytest.mark.parametrize("name", ["light", "dark"])
def test_what_was_chosen_stands_on_every_page(client, name):
    html = chosen(client, name).get("/rules/").text

    assert f'data-bs-theme="{name}"' in html
    assert f'<meta name="color-scheme" content="{name}">' in html


def test_without_a_choice_the_system_decides(client):
    html = client.get("/").text

    assert "data-bs-theme" not in html
    assert '<meta name="color-scheme" content="light dark">' in html


def test_the_system_can_be_chosen_again(client):
    html = chosen(chosen(client, "dark"), "system").get("/").text

    assert "data-bs-theme" not in html


@pytest.mark.parametrize(
    ("name", "colours"), [("light", ["#faf9f6"]), ("dark", ["#121617"]), ("system", None)]
)
def test_the_browser_s_own_frame_has_the_colour_of_the_paper(client, name, colours):
    html = chosen(client, name).get("/").text
    found = [line.split('content="')[1][:7] for line in html.split("\n") if "theme-color" in line]

    assert found == (colours or ["#faf9f6", "#121617"])


def test_it_is_kept_for_a_year_and_goes_to_no_other_site(client):
    client.post(PATH, {"appearance": "dark"})
    cookie = client.cookies["appearance"]

    assert (cookie.value, cookie["max-age"]) == ("dark", 365 * 24 * 3600)
    assert (cookie["samesite"], cookie["httponly"]) == ("Lax", True)
    assert bool(cookie["secure"]) == settings.SESSION_COOKIE_SECURE


@pytest.mark.parametrize("name", ["", "pink", "dark light", '"><script>'])
def test_what_is_none_of_the_three_changes_nothing(client, name):
    response = client.post(PATH, {"appearance": name})

    assert response.status_code == 302
    assert "appearance" not in client.cookies


def test_a_made_up_cookie_is_no_theme(client):
    client.cookies["appearance"] = '"><script>'

    assert "data-bs-theme" not in client.get("/").text


@pytest.mark.parametrize(
    ("page", "back"),
    [("/more/", "/more/"), ("https://other.example/", PATH), ("//other.example/", PATH)],
)
def test_it_leads_back_within_this_site(client, page, back):
    response = client.post(PATH, {"appearance": "dark", "next": page})

    assert response["Location"] == back


@pytest.mark.parametrize("path", ["/", "/rules/", "/nowhere/"])
def test_caches_are_told_that_pages_differ_by_cookie(client, path):
    assert "Cookie" in client.get(path)["Vary"]


def test_the_copy_of_a_page_in_another_theme_is_not_used(client):
    etag = client.get("/rules/")["ETag"]
    response = chosen(client, "dark").get("/rules/", headers={"if-none-match": etag})

    assert response.status_code == 200


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_it_is_read_and_chosen_only(client, method):
    assert getattr(client, method)(PATH).status_code == 405


def test_another_site_cannot_choose():
    assert Client(enforce_csrf_checks=True).post(PATH, {"appearance": "dark"}).status_code == 403
