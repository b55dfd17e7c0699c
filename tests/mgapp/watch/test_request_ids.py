"""Each request has a number, and nobody but a trusted proxy chooses it."""

import pytest
from django.http import HttpResponse
from django.test import Client

OF_PROXY = "0f8b6a52c1d34e7f9a60b1c2d3e4f567"


def number_of(client, **headers):
    return client.get("/offline/", headers=headers)["X-Request-ID"]


def test_an_answer_carries_a_number_of_its_own(client):
    first, second = number_of(client), number_of(client)

    assert len(first) == len(second) == 12
    assert first != second


def test_a_number_that_a_visitor_sends_is_not_taken(client):
    assert number_of(client, x_request_id=OF_PROXY) != OF_PROXY


def test_the_number_of_a_trusted_proxy_is_taken(client, settings):
    settings.TRUSTED_PROXIES = 1

    assert number_of(client, x_request_id=OF_PROXY) == OF_PROXY


@pytest.mark.parametrize("sent", ["pain-after-lunch", "abc", "a" * 80, "0f8b6a52\r\nX: y", ""])
def test_what_could_hold_words_is_not_taken_from_a_proxy_either(client, settings, sent):
    settings.TRUSTED_PROXIES = 1

    assert number_of(client, x_request_id=sent) != sent


def test_the_page_of_an_error_shows_the_number(settings):
    settings.ROOT_URLCONF = "tests.mgapp.watch.raising"
    response = Client(raise_request_exception=False).post("/raise/value/", {"text": "pain"})

    assert response.status_code == 500
    assert f"<code>{response['X-Request-ID']}</code>" in response.text
    assert "pain" not in response.text


def test_other_pages_do_not_show_it(client):
    response: HttpResponse = client.get("/offline/")

    assert response["X-Request-ID"] not in response.text
