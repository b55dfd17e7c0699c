"""What a device asks for to hold Mg Diary like an app."""

import re
import struct
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests.factories import make_person
from tracker.views import device

PATHS = ["/manifest.webmanifest", "/service-worker.js", "/offline/", "/favicon.ico"]


def file_of(address):
    """Return the bytes of the static file that has this address."""
    path = re.sub(r"\.[0-9a-f]{12}(?=\.\w+$)", "", address.removeprefix("/static/"))
    return Path(finders.find(path)).read_bytes()


def size_of_png(data):
    return "{}x{}".format(*struct.unpack(">II", data[16:24]))


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_only_reads(client, path, method):
    assert getattr(client, method)(path).status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS)
def test_it_is_the_same_for_everyone_and_asks_the_database_nothing(
    client, path, django_assert_num_queries
):
    for_nobody = client.get(path).content
    client.force_login(make_person().user)
    # The login itself, which a page for somebody would look up with its person.
    with django_assert_num_queries(2):
        for_somebody = client.get(path).content

    assert for_somebody == for_nobody


def test_the_manifest_is_one(client):
    response = client.get("/manifest.webmanifest")

    assert response["Content-Type"] == "application/manifest+json"
    assert response.json()["name"] == "Mg Diary"
    assert response.json()["display"] == "standalone"


def test_the_app_starts_with_today(client):
    assert client.get("/manifest.webmanifest").json()["start_url"] == "/day/"


def test_each_icon_is_as_large_as_the_manifest_says(client):
    icons = client.get("/manifest.webmanifest").json()["icons"]
    pictures = [icon for icon in icons if icon["type"] == "image/png"]

    assert [size_of_png(file_of(icon["src"])) for icon in pictures] == [
        icon["sizes"] for icon in pictures
    ]
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in pictures}


def test_one_icon_can_be_cut_by_the_device(client):
    icons = client.get("/manifest.webmanifest").json()["icons"]

    assert [icon["purpose"] for icon in icons].count("maskable") == 1


@pytest.mark.django_db
def test_each_shortcut_leads_to_a_page(client):
    client.force_login(make_person().user)
    shortcuts = client.get("/manifest.webmanifest").json()["shortcuts"]

    assert [client.get(one["url"]).status_code for one in shortcuts] == [200] * len(shortcuts)


@pytest.mark.parametrize("path", ["/", "/nowhere/"])
def test_a_page_names_the_manifest_and_the_icon_of_phones(client, path):
    html = client.get(path).text

    assert '<link rel="manifest" href="/manifest.webmanifest">' in html
    assert size_of_png(file_of(re.search(r'apple-touch-icon" href="([^"]+)', html)[1])) == "180x180"


def test_the_old_address_of_the_icon_leads_to_it(client):
    address = client.get("/favicon.ico")["Location"]

    assert file_of(address).startswith(b"\0\0\1\0")


def test_the_worker_is_a_script_that_browsers_ask_for_again(client):
    response = client.get("/service-worker.js")

    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert response["Cache-Control"] == "no-cache"


def test_the_worker_keeps_the_offline_page_its_style_and_the_mark_only(client):
    kept = re.search(r"KEPT = \[(.*)\]", client.get("/service-worker.js").text)[1]

    assert [re.sub(r"\.[0-9a-f]{12}\.", ".", one) for one in re.findall(r'"([^"]+)"', kept)] == [
        r"/offline/",
        r"/static/css/mgdiary.css",
        r"/static/img/mark.svg",
    ]


def test_another_offline_page_makes_another_version(monkeypatch):
    before = device._version(["/offline/"])
    monkeypatch.setattr(device, "OFFLINE_PAGE", "404.html")

    assert device._version(["/offline/"]) != before


def test_what_an_offline_page_needs_makes_another_version():
    assert device._version(["/static/a.1.css"]) != device._version(["/static/a.2.css"])


def test_pages_may_have_a_worker_of_this_site_only(client):
    assert "worker-src 'self'" in client.get("/")["Content-Security-Policy"]


def test_the_offline_page_says_what_was_not_saved(client):
    html = client.get("/offline/").text

    assert "cannot be reached" in html
    assert "it was not saved" in html


def test_the_offline_page_asks_for_nothing_that_is_not_kept(client):
    html = client.get("/offline/").text

    assert "<script" not in html
    assert re.findall(r'<link rel="stylesheet" href="([^"]+)"', html)[0].startswith("/static/css/")
