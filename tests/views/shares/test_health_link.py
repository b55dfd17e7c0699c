"""SMART Health Links, as a program of a clinic asks for them; read by one that is not ours."""

import json
import time
from datetime import timedelta

import pytest
from django.core import signing
from django.utils import timezone

from tests.factories import make_intake, make_score, make_share, save
from tests.validators.node import reader as node_reader
from tests.views.shares.links import health_link_in, make_link, manifest_of, reader
from tests.visitors import logged_in
from tracker import actions, queries
from tracker.exports.health_link import encrypted, health_link, new_key
from tracker.models import Share, ShareOpening
from tracker.views.handover.files import KINDS

pytestmark = pytest.mark.django_db
NOW = timezone.now()
PASSCODE = "sea-breeze"


def ask(tokens, **said):
    body = json.dumps({"recipient": "A clinic"} | said)
    return reader().post(manifest_of(tokens), body, content_type="application/json")


def post(tokens, body):
    return reader().post(manifest_of(tokens), body, content_type="application/json")


@pytest.fixture
def tokens(person):
    return make_share(person)


@pytest.fixture
def locked(person):
    return make_share(person, passcode=PASSCODE)


class TestManifest:
    def test_the_encrypted_file_stands_in_it(self, tokens):
        (file,) = ask(tokens).json()["files"]

        assert (file["embedded"], file["contentType"]) == ("encrypted", "application/fhir+json")
        assert (file["status"], file["fhirVersion"]) == ("finalized", "4.0.1")

    def test_a_file_that_is_longer_than_wanted_is_fetched_on_its_own(self, tokens, settings):
        (file,) = ask(tokens, embeddedLengthMax=len("encrypted") - 1).json()["files"]
        answer = reader().get(file["location"].removeprefix(settings.PUBLIC_URL))

        assert "embedded" not in file
        assert (answer.content, answer["Content-Type"]) == (b"encrypted", "application/jose")

    def test_a_file_as_long_as_wanted_is_not(self, tokens):
        (file,) = ask(tokens, embeddedLengthMax=len("encrypted")).json()["files"]

        assert "location" not in file

    def test_each_time_is_written_down(self, tokens):
        ask(tokens)

        assert ShareOpening.objects.get().what == "health_link"

    @pytest.mark.parametrize(
        "body",
        [
            "",
            "{",
            "[]",
            "null",
            "{}",
            '{"recipient": ""}',
            '{"recipient": 1}',
            '{"recipient": "A", "passcode": 1}',
            r'{"recipient": "A", "passcode": "\ud800"}',
            '{"recipient": "A", "embeddedLengthMax": "9"}',
            '{"recipient": "A", "embeddedLengthMax": true}',
            "[" * 4000,
            b"\xff\xfe",
        ],
    )
    def test_what_is_no_request_gets_a_plain_answer(self, tokens, body):
        assert post(tokens, body).status_code == 400

    def test_a_request_can_only_be_short(self, tokens):
        assert ask(tokens, recipient="x" * 5000).status_code == 413

    @pytest.mark.parametrize("method", ["get", "put", "delete"])
    def test_only_a_post_is_answered(self, tokens, method):
        assert getattr(reader(), method)(manifest_of(tokens)).status_code == 405


class TestTickets:
    def location(self, tokens, settings):
        file = ask(tokens, embeddedLengthMax=1).json()["files"][0]
        return file["location"].removeprefix(settings.PUBLIC_URL)

    def test_a_ticket_is_over_after_minutes(self, tokens, settings, monkeypatch):
        path = self.location(tokens, settings)
        later = time.time() + 301
        monkeypatch.setattr("django.core.signing.time.time", lambda: later)

        assert reader().get(path).status_code == 404

    def test_a_ticket_is_for_its_own_link(self, person, tokens, settings):
        other = make_share(person, passcode=PASSCODE)
        ticket = self.location(tokens, settings).split("/")[3]

        assert reader().get(f"{manifest_of(other)}{ticket}/").status_code == 404

    def test_nobody_can_write_a_ticket(self, locked):
        made_up = signing.dumps("made up", key="another key", salt="tracker.health_link")

        assert reader().get(f"{manifest_of(locked)}{made_up}/").status_code == 404

    def test_a_ticket_ends_with_its_link(self, person, tokens, settings):
        path = self.location(tokens, settings)
        actions.revoke_share(person=person, share_id=queries.shares_of(person, NOW)[0].id, now=NOW)

        assert reader().get(path).status_code == 404


class TestOtherSites:
    @pytest.mark.parametrize("said", [{}, {"recipient": ""}])
    def test_every_answer_may_be_read_by_a_viewer_elsewhere(self, tokens, said):
        assert ask(tokens, **said)["Access-Control-Allow-Origin"] == "*"

    def test_a_viewer_elsewhere_may_ask_first(self, tokens):
        answer = reader().options(manifest_of(tokens))

        assert answer.status_code == 204
        assert answer["Access-Control-Allow-Headers"] == "Content-Type"
        assert answer["Access-Control-Allow-Methods"] == "POST, OPTIONS"

    def test_no_cookie_goes_along(self, tokens):
        answer = ask(tokens)

        assert not answer.cookies
        assert "Access-Control-Allow-Credentials" not in answer

    @pytest.mark.parametrize("path", ["/", "/day/", "/shares/", "/s/nobodys/"])
    def test_no_other_page_may_be_read_from_elsewhere(self, person, path):
        answer = logged_in(person).get(path, headers={"Origin": "https://viewer.example"})

        assert "Access-Control-Allow-Origin" not in answer


class TestPasscode:
    def test_the_right_one_opens_it(self, locked):
        assert ask(locked, passcode=PASSCODE).status_code == 200

    def test_a_wrong_one_says_how_many_tries_are_left(self, locked):
        answer = ask(locked, passcode="wrong")

        assert (answer.status_code, answer.json()) == (401, {"remainingAttempts": 4})

    def test_none_at_all_is_no_guess(self, locked):
        answer = ask(locked)

        assert (answer.status_code, answer.json()) == (401, {"remainingAttempts": 5})

    def test_its_tries_are_those_of_the_page(self, locked):
        for number in range(5):
            ask(locked, passcode=f"wrong-{number}")

        assert ask(locked, passcode=PASSCODE).status_code == 404
        assert reader().get(f"/s/{locked.page}/").status_code == 403


class TestOver:
    def test_what_is_ended_is_not_found(self, person, tokens):
        actions.revoke_share(person=person, share_id=queries.shares_of(person, NOW)[0].id, now=NOW)

        assert ask(tokens).status_code == 404

    def test_what_is_expired_is_not_found(self, person):
        assert ask(make_share(person, made_at=NOW - timedelta(days=8))).status_code == 404

    def test_what_nobody_made_looks_the_same(self, person, tokens):
        actions.revoke_share(person=person, share_id=queries.shares_of(person, NOW)[0].id, now=NOW)
        nobodys = reader().post("/shl/x/", '{"recipient": "A"}', content_type="application/json")

        assert nobodys.content == ask(tokens).content
        assert nobodys.status_code == 404


# Read by a viewer that is not ours, from a server that runs.


@pytest.fixture(scope="module")
def viewer():
    with node_reader("health_link.mjs") as one:
        yield one


@pytest.fixture
def owner(live_server, settings, transactional_db, person):
    settings.PUBLIC_URL = live_server.url
    save(person, make_intake(NOW - timedelta(hours=2)), make_score(felt_at=NOW))
    return logged_in(person)


class TestIndependentReader:
    @pytest.mark.parametrize(("longest", "where"), [(None, "embedded"), (10, "location")])
    def test_it_reads_the_diary_that_was_shared(self, viewer, owner, person, longest, where):
        link = health_link_in(make_link(owner))
        shown = viewer.ask({"link": link, "embeddedLengthMax": longest or 10**7})
        (bundle,) = shown["resources"]

        assert shown["where"] == where
        assert bundle["resourceType"] == "Bundle"
        assert kinds_in(bundle) == kinds_in(bundle_now(person))

    def test_it_reads_what_was_encrypted_to_the_last_letter(self, viewer, owner, person, settings):
        bundle = {"resourceType": "Bundle", "type": "collection", "id": "ñ-日本-🌊" * 999}
        key, until = new_key(), NOW + timedelta(days=1)
        tokens = make_share(person, health_file=encrypted(json.dumps(bundle).encode(), key))
        address = f"{settings.PUBLIC_URL}{manifest_of(tokens)}"
        link = health_link(address, key, expires_at=until, label="日" * 80, has_passcode=False)

        assert viewer.ask({"link": link})["resources"] == [bundle]

    def test_with_a_passcode(self, viewer, owner):
        link = health_link_in(make_link(owner, passcode=PASSCODE))

        assert viewer.ask({"link": link})["refusal"] == "SHLInvalidPasscodeError"
        assert (
            viewer.ask({"link": link, "passcode": "wrong"})["refusal"] == "SHLInvalidPasscodeError"
        )
        shown = viewer.ask({"link": link, "passcode": PASSCODE})
        assert (shown["flag"], len(shown["resources"])) == ("P", 1)

    def test_after_its_end_there_is_nothing(self, viewer, owner, person):
        link = health_link_in(make_link(owner))
        actions.revoke_share(person=person, share_id=queries.shares_of(person, NOW)[0].id, now=NOW)

        assert viewer.ask({"link": link}) == {"refusal": "SHLManifestNotFoundError"}

    def test_what_was_written_later_is_not_in_it(self, viewer, owner, person):
        link = health_link_in(make_link(owner))
        save(person, make_score(felt_at=NOW - timedelta(hours=3), symptom="fatigue"))

        assert "atigue" not in json.dumps(viewer.ask({"link": link}))

    def test_the_key_is_not_on_the_server(self, viewer, owner):
        link = health_link_in(make_link(owner))
        kept = repr(list(Share.objects.values()))

        assert viewer.ask({"link": link})["label"].startswith("Mg Diary")
        assert key_of(link) not in kept


def bundle_now(person):
    selection = queries.shares_of(person, NOW)[0].selection
    return json.loads(b"".join(KINDS["fhir"].make(person, selection)))


def kinds_in(bundle):
    return [entry["resource"]["resourceType"] for entry in bundle["entry"]]


def key_of(link):
    text = link.removeprefix("shlink:/")
    return json.loads(signing.b64_decode(text.encode()))["key"]
