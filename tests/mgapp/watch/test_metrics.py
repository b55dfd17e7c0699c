"""Numbers for Prometheus: there when asked for, and of nobody."""

import re

import pytest

from tests.plain_visitor import Visitor
from tests.running import App, environment, script

TOKEN = "a-token-of-prometheus"


@pytest.fixture(scope="module")
def start(tmp_path_factory):
    """Return a function that starts the site with some variables set, and returns a visitor."""
    apps = []

    def start_app(**variables):
        apps.append(App(tmp_path_factory.mktemp("data"), **variables))
        return Visitor(apps[-1].address)

    yield start_app
    for app in apps:
        app.stop()


@pytest.fixture(scope="module")
def counting(start):
    """Return a visitor of a site that counts."""
    return start(METRICS="1", WEB_CONCURRENCY="2")


@pytest.fixture(scope="module")
def counting_with_a_token(start):
    return start(METRICS="1", METRICS_TOKEN=TOKEN)


def numbers(text, name):
    """Return the numbers of that name by their labels."""
    return {labels: float(value) for labels, value in re.findall(rf"{name}{{(.*)}} (\S+)", text)}


def test_they_are_off(client):
    assert client.get("/metrics").status_code == 404


def test_the_library_is_not_even_loaded_where_they_are_off(tmp_path):
    program = "import sys, mgapp.wsgi; print('prometheus_client' in sys.modules)"

    assert script(environment(tmp_path), program) == ["False"]


def test_requests_are_counted_by_page_over_all_workers(counting):
    for day in range(10, 30):
        counting.get(f"/day/2026-06-{day}/?note=pain")
    counting.get("/pain-after-lunch/")
    status, text = counting.get("/metrics")

    counted = numbers(text, "mgdiary_requests_total")
    assert status == 200
    assert counted['method="GET",page="tracker:day_on",status="302"'] == 20
    assert counted['method="GET",page="unknown",status="404"'] == 1
    assert numbers(text, "mgdiary_request_seconds_count")['page="tracker:day_on"'] == 20
    assert "pain" not in text
    assert "2026" not in text


def test_a_word_in_the_place_of_the_method_is_not_a_label(counting):
    counting.ask("PAIN", "/day/")

    assert "PAIN" not in counting.get("/metrics")[1]


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
def test_behind_a_proxy_nobody_sees_them_without_a_token(counting, header):
    assert counting.ask("GET", "/metrics", headers={header: "203.0.113.7"})[0] == 404


def test_a_name_that_is_not_ours_does_not_lead_to_them(counting):
    assert counting.ask("GET", "/metrics", headers={"Host": "evil.example"})[0] == 400


WORDS = {f"Bearer {TOKEN}": 200, "Bearer wrong": 404, TOKEN: 404, "": 404, "Bearer \xff": 404}


@pytest.mark.parametrize("sent", WORDS)
def test_with_a_token_only_who_has_it_sees_them(counting_with_a_token, sent):
    answer = counting_with_a_token.ask("GET", "/metrics", headers={"Authorization": sent})

    assert answer[0] == WORDS[sent]
