"""A page of which nothing changed is not sent again, and ends with whatever it is made of."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from tests.factories import make_score, save
from tests.views.trends.trend_pages import PATH, at, scores
from tests.visitors import logged_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(person):
    save(person, *scores([4, 5, 6]), *scores([4, 5, 6], symptom="mood"))
    return person


@pytest.fixture
def etag(client):
    return client.get(PATH)["ETag"]


def status(client, etag, path=PATH):
    return client.get(path, headers={"If-None-Match": etag}).status_code


def test_an_unchanged_page_is_answered_304_without_a_body(client, etag):
    response = client.get(PATH, headers={"If-None-Match": etag})

    assert (response.status_code, response.content, response["ETag"]) == (304, b"", etag)


def test_head_is_answered_like_get_without_a_body(client, etag):
    response = client.head(PATH)

    assert (response.status_code, response.content, response["ETag"]) == (200, b"", etag)


def test_the_answer_304_asks_for_no_entry(client, etag, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        status(client, etag)


def test_it_holds_in_a_worker_that_never_made_the_page(client, etag):
    caches["pages"].clear()

    assert status(client, etag) == 304


def test_nobody_else_may_keep_it(client):
    assert "private" in client.get(PATH)["Cache-Control"]


def test_it_ends_with_a_write(client, person, etag):
    save(person, make_score(at(2, 9), value="9"))

    assert status(client, etag) == 200


def test_it_ends_with_the_day(client, etag, monkeypatch):
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)

    assert status(client, etag) == 200


def test_it_ends_with_other_picks(client, etag):
    client.post(PATH, {"symptom": ["mood"]})

    assert status(client, etag) == 200


def test_it_is_of_one_span(client, etag):
    assert status(client, etag, f"{PATH}?span=365") == 200
    assert status(client, etag, f"{PATH}?span=90") == 304


def test_it_ends_with_another_appearance(client, etag):
    client.cookies["appearance"] = "dark"

    assert status(client, etag) == 200


def test_it_ends_with_another_login(client, person, etag):
    assert status(logged_in(person), etag) == 200


def test_it_is_nothing_to_a_visitor(client, etag):
    assert status(Client(), etag) == 302


def test_it_is_nothing_to_a_stranger(stranger, etag):
    assert status(stranger, etag) == 200


def test_it_ends_with_a_new_start_of_the_server(client, etag, settings):
    settings.STARTED_AS = "another"

    assert status(client, etag) == 200


def test_dates_that_cannot_be_meant_are_not_kept(client):
    assert "ETag" not in client.get(f"{PATH}?from=x").headers


def test_the_page_kept_has_a_token_of_each_answer(client):
    tokens = {client.get(PATH).text.split('csrfmiddlewaretoken" value="')[1][:64] for _ in "12"}

    assert len(tokens) == 2


def test_the_page_kept_is_the_one_of_a_moment_ago(client, django_assert_num_queries):
    first = client.get(PATH).text.split("<main")[1]
    with django_assert_num_queries(2):
        again = client.get(PATH).text.split("<main")[1]

    def without_token(html):
        before, after = html.split('csrfmiddlewaretoken" value="')
        return before + after[64:]

    assert without_token(first) == without_token(again)


def test_the_page_kept_ends_with_a_write(client, person):
    client.get(PATH)
    save(person, *scores([7] * 5, symptom="burning"))

    assert "Burning" in client.get(PATH).text


def test_no_symptom_stands_in_the_name_of_the_kept_page(client, person, monkeypatch):
    names = []
    monkeypatch.setattr(caches["pages"], "get", names.append)
    client.post(PATH, {"symptom": ["mood"]})
    client.get(PATH)

    assert names
    assert not [name for name in names if "mood" in name]
