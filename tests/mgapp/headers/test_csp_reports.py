"""Reports of what the policy blocked: none unless asked for, and little of them is written down."""

import json
import runpy

import pytest
from django.test import Client

from mgapp.headers.csp_reports import LONGEST_REPORT, MOST_A_MINUTE, Quota, blocked_host, told
from tests.running import ROOT

MARK = "zq7mark"
OLD = {
    "csp-report": {
        "document-uri": f"https://diary.example.org/entry/intake/{MARK}/",
        "blocked-uri": f"https://cdn.example.com/x.js?{MARK}",
        "effective-directive": "script-src-elem",
        "script-sample": MARK,
    }
}
NEW = [
    {
        "type": "csp-violation",
        "url": f"https://diary.example.org/entry/intake/{MARK}/",
        "body": {"effectiveDirective": "style-src-attr", "blockedURL": "inline", "sample": MARK},
    }
]


@pytest.fixture
def wanted(settings, monkeypatch):
    """Ask for reports, and begin a minute of them."""
    settings.CSP_REPORTS = True
    monkeypatch.setattr("mgapp.headers.csp_reports.QUOTA", Quota(MOST_A_MINUTE))


@pytest.fixture
def wanted_by_environment(settings, monkeypatch, tmp_path):
    """Set the site up as CSP_REPORTS=1 does."""
    monkeypatch.setenv("CSP_REPORTS", "1")
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    read = runpy.run_path(str(ROOT / "mgapp/settings.py"))
    for name in ("CSP_REPORTS", "CONTENT_SECURITY_POLICY"):
        setattr(settings, name, read[name])


def send(body, kind="application/csp-report", client=None):
    text = body if isinstance(body, bytes) else json.dumps(body).encode()
    return (client or Client()).post("/csp-report/", text, content_type=kind)


def lines(caplog):
    return [record.getMessage() for record in caplog.records if record.name == "mgapp.csp"]


def test_browsers_are_asked_for_nothing_by_default(client):
    answer = client.get("/offline/")

    assert "report" not in answer["Content-Security-Policy"]
    assert "Reporting-Endpoints" not in answer.headers


@pytest.mark.django_db
def test_and_there_is_nothing_that_takes_a_report():
    assert send(OLD).status_code == 404


def test_they_are_asked_to_report_to_this_site(wanted_by_environment):
    answer = Client().get("/offline/")
    policy = answer["Content-Security-Policy"].split("; ")

    assert {"report-uri /csp-report/", "report-to csp"} <= set(policy)
    assert answer["Reporting-Endpoints"] == 'csp="/csp-report/"'


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "line"),
    [
        (OLD, "The content security policy blocked cdn.example.com for script-src-elem"),
        (NEW, "The content security policy blocked inline for style-src-attr"),
    ],
)
def test_the_directive_and_the_blocked_host_are_written_down(wanted, caplog, body, line):
    answer = send(body)

    assert answer.status_code == 204
    assert lines(caplog) == [line]


@pytest.mark.django_db
@pytest.mark.parametrize("body", [OLD, NEW])
def test_nothing_else_of_a_report_is_written_anywhere(wanted, caplog, body):
    send(body)

    assert MARK not in caplog.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff",
        b"null",
        b"[" * 10_000,
        b'{"csp-report": [1]}',
        b'{"csp-report": {"effective-directive": 7, "blocked-uri": {}}}',
        b'{"csp-report": {"effective-directive": "img-src\\nERROR", "blocked-uri": "data"}}',
        b'{"csp-report": {"effective-directive": "img-src", "blocked-uri": "http://[::1"}}',
        b'{"csp-report": {"effective-directive": "img-src", "blocked-uri": "https://a b/"}}',
        '{"csp-report": {"effective-directive": "img-src", "blocked-uri": "https://\u202e/"}}'.encode(),
    ],
)
def test_what_is_no_report_is_passed_over(wanted, caplog, body):
    assert send(body).status_code == 204
    assert lines(caplog) == []


def test_a_password_in_an_address_is_no_part_of_its_host():
    assert blocked_host("https://ada:secret@cdn.example.com:8443/x") == "cdn.example.com:8443"


def test_a_long_report_is_not_read(wanted):
    assert send(b"x" * (LONGEST_REPORT + 1)).status_code == 413


def test_a_list_of_thousands_is_cut_off():
    many = json.dumps(NEW * 1000).encode()

    assert len(told(many)) == 10


@pytest.mark.django_db
def test_a_flood_is_not_written_down(wanted, caplog):
    for _ in range(MOST_A_MINUTE + 5):
        assert send(OLD).status_code == 204

    assert len(lines(caplog)) == MOST_A_MINUTE


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_a_report_is_posted(wanted, method):
    assert getattr(Client(), method)("/csp-report/").status_code == 405


@pytest.mark.django_db
def test_a_browser_need_not_show_a_token_for_it(wanted):
    assert send(OLD, client=Client(enforce_csrf_checks=True)).status_code == 204
