"""The owner's pages: which links there are, a new one, and the end of one."""

import json
import re
from base64 import urlsafe_b64decode
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import make_intake, make_score, make_share, save
from tests.views.diary_pages import html_at, words_in
from tests.views.shares.links import NEW, address_in, form_of, health_link_in, make_link, reader
from tests.visitors import logged_in, visitor_of_demo
from tracker import actions, queries
from tracker.domain.selection import Selection
from tracker.models import Share
from tracker.views.handover.files import KINDS

pytestmark = pytest.mark.django_db
NOW = timezone.now()
LIST = "/shares/"


@pytest.fixture
def client(person):
    save(person, make_intake(NOW - timedelta(hours=1)), make_score(felt_at=NOW))
    return logged_in(person)


def end(client, share_id):
    return client.post(f"/shares/{share_id}/end/")


def only_share(person):
    (share,) = queries.shares_of(person, NOW)
    return share


class TestWhoMayLook:
    @pytest.mark.parametrize("path", [LIST, NEW])
    def test_a_visitor_is_asked_to_log_in(self, path):
        assert Client().get(path).url == f"/accounts/login/?next={path}"

    def test_the_list_is_read_only(self, client):
        assert client.post(LIST).status_code == 405

    def test_an_address_alone_ends_nothing(self, client, person):
        make_share(person, id=(share_id := str(uuid4())))

        assert client.get(f"/shares/{share_id}/end/").status_code == 405

    def test_an_address_alone_forgets_nothing(self, client, person):
        make_share(person, id=(share_id := str(uuid4())), made_at=NOW - timedelta(days=8))

        assert client.get(f"/shares/{share_id}/forget/").status_code == 405

    def test_a_stranger_takes_nothing_off_the_list(self, person, stranger):
        make_share(person, id=(share_id := str(uuid4())), made_at=NOW - timedelta(days=8))

        assert stranger.post(f"/shares/{share_id}/forget/").status_code == 404
        assert queries.share_of(person, share_id) is not None

    def test_a_stranger_sees_and_ends_nothing(self, person, stranger):
        make_share(person, id=(share_id := str(uuid4())), label="Dr. Ngo")

        assert "Dr. Ngo" not in html_at(stranger, LIST)
        assert end(stranger, share_id).status_code == 404
        assert queries.share_of(person, share_id).revoked_at is None

    def test_the_demo_can_be_looked_at_and_not_shared(self, client, person):
        form = form_of(client)
        visitor = visitor_of_demo(person)

        assert visitor.get(NEW).status_code == 200
        assert visitor.post(NEW, form).status_code == 403
        assert queries.shares_of(person, NOW) == []


class TestNew:
    def test_the_link_that_is_shown_opens_the_report(self, client, person):
        made = make_link(client, label="Dr. Ngo", days="14")

        assert reader().get(address_in(made)).status_code == 200
        share = only_share(person)
        assert (share.label, share.expires_at - share.made_at) == ("Dr. Ngo", timedelta(days=14))

    def test_it_is_open_for_a_week_unless_told_otherwise(self, client, person):
        make_link(client)

        assert only_share(person).expires_at - only_share(person).made_at == timedelta(days=7)

    def test_the_page_that_shows_it_is_kept_by_no_browser(self, client):
        assert "no-store" in make_link(client)["Cache-Control"]

    def test_the_session_does_not_hold_it(self, client):
        path = address_in(make_link(client))

        assert path.split("/")[2] not in json.dumps(dict(client.session))

    def test_a_reload_makes_no_second_link_and_shows_none(self, client, person):
        form = form_of(client)
        client.post(NEW, form)
        again = client.post(NEW, form)

        assert len(queries.shares_of(person, NOW)) == 1
        assert "made already" in again.text
        assert "/s/" not in again.text

    def test_it_is_drawn_as_a_code_without_styles(self, client):
        html = make_link(client).text

        assert html.count("<svg") - make_free_of_codes(html).count("<svg") == 2
        assert re.findall(r"style=|<script(?! src)|onclick", html) == []

    def test_on_a_site_without_an_address_it_says_so(self, client, settings):
        settings.PUBLIC_URL = "http://localhost:8000"

        assert "opens on this computer only" in make_link(client).text

    def test_on_a_site_with_an_address_it_does_not(self, client, settings):
        settings.PUBLIC_URL = "https://diary.example.org"
        made = make_link(client)

        assert "opens on this computer only" not in made.text
        assert 'value="https://diary.example.org/s/' in made.text

    @pytest.mark.parametrize(
        ("field", "typed", "says"),
        [
            ("days", "31", "Please choose one of these"),
            ("days", "", "For how many days"),
            ("days", "-1", "Please choose one of these"),
            ("passcode", "abc", "at least 4 characters"),
            ("passcode", "x" * 101, "That is 101 characters"),
            ("label", "x" * 81, "That is 81 characters"),
            ("label", "a\0b", "cannot be kept"),
        ],
    )
    def test_what_cannot_be_meant_is_said_at_its_field(self, client, person, field, typed, says):
        answer = make_link(client, **{field: typed})

        assert says in answer.text
        assert f'id="id_{field}_error"' in answer.text or f'id="error_1_id_{field}"' in answer.text
        assert queries.shares_of(person, NOW) == []

    def test_it_says_what_will_be_seen(self, client):
        words = words_in(client.get(NEW).text)

        assert "All symptoms of these days" in words
        assert "Your notes." in words

    def test_what_was_chosen_on_another_page_meanwhile_is_shown_first(self, client, person):
        form = form_of(client)
        client.post("/report/choose/", {"symptom": ["nerve_pain"], "substance": ["magnesium"]})
        answer = client.post(NEW, form)

        assert "changed in the meantime" in answer.text
        assert "No notes." in answer.text
        assert queries.shares_of(person, NOW) == []

    def test_after_that_the_same_form_makes_it(self, client, person):
        form = form_of(client)
        client.post("/report/choose/", {"symptom": ["nerve_pain"], "substance": ["magnesium"]})
        answer = client.post(NEW, form)
        shown = re.search(r'name="what" value="(\w+)"', answer.text)[1]
        client.post(NEW, form | {"what": shown})

        assert not only_share(person).selection.with_notes

    def test_the_label_is_the_owners_own(self, client):
        made = make_link(client, label="Dr. Ngo")
        health = health_link_in(made).removeprefix("shlink:/")
        payload = json.loads(urlsafe_b64decode(health + "=" * (-len(health) % 4)))

        assert "Ngo" not in payload["label"]
        assert "Ngo" not in reader().get(address_in(made)).text

    def test_an_address_that_is_too_long_for_a_health_link_leaves_it_out(self, client, settings):
        settings.PUBLIC_URL = f"https://{'a' * 60}.{'b' * 60}.example.org"
        made = make_link(client)

        assert "/s/" in made.text
        assert "shlink:" not in made.text

    def test_a_file_that_cannot_be_made_is_told_and_nothing_is_shared(
        self, client, person, monkeypatch
    ):
        def no_file(*_):
            raise RuntimeError

        monkeypatch.setitem(KINDS, "fhir", replace(KINDS["fhir"], make=no_file))
        answer = make_link(client, label="Dr. Ngo")

        assert "could not be made just now" in answer.text
        assert 'value="Dr. Ngo"' in answer.text
        assert queries.shares_of(person, NOW) == []


def make_free_of_codes(html):
    return re.sub(r'<svg[^>]*class="code".*?</svg>', "", html, flags=re.DOTALL)


class TestList:
    def test_it_says_what_a_link_is_before_there_is_one(self, client):
        assert "Here stand your links" in html_at(client, LIST)

    def test_a_link_is_shown_with_what_it_shows(self, client, person):
        chosen = Selection(NOW.date(), NOW.date(), ("nerve_pain",), (), with_name=False)
        make_share(person, label="Dr. Ngo", selection=chosen)
        words = words_in(client.get(LIST).text)

        assert "Dr. Ngo Open until" in words
        assert "Of symptoms only: Nerve pain." in words
        assert "No supplements and no medicines." in words
        assert "No name, and your age in years only." in words

    def test_each_opening_is_told(self, client, person):
        tokens = make_share(person)
        at = timezone.datetime(2026, 6, 10, 12, 2, tzinfo=timezone.get_current_timezone())
        for what in ("report", "pdf", "wrong_passcode"):
            actions.note_opening(shared=queries.shared_by(tokens.page), what=what, now=at)
        words = words_in(client.get(LIST).text)

        assert "Opened 2 times, last on 10 June 2026, 14:02" in words
        assert "10 June 2026, 14:02 : PDF, A4" in words
        assert "a wrong passcode, nothing was shown" in words

    def test_the_token_stands_nowhere(self, client, person):
        tokens = make_share(person)

        assert tokens.page not in client.get(LIST).text

    def test_ending_it_leads_back_and_says_so(self, client, person):
        make_share(person, id=(share_id := str(uuid4())))

        assert end(client, share_id).url == LIST
        words = words_in(client.get(LIST).text)
        assert "The link is ended" in words
        assert "You ended it on" in words

    def test_what_is_over_cannot_be_ended_again_and_its_file_is_dropped(self, client, person):
        make_share(person, made_at=NOW - timedelta(days=8))
        html = client.get(LIST).text

        assert "Over since" in html
        assert "/end/" not in html
        assert Share.objects.get().health_file == ""

    def test_what_is_over_can_be_taken_off_the_list(self, client, person):
        share_id = str(uuid4())
        make_share(person, id=share_id, label="Dr. Ngo", made_at=NOW - timedelta(days=8))

        assert f'action="/shares/{share_id}/forget/"' in client.get(LIST).text
        assert client.post(f"/shares/{share_id}/forget/").url == LIST
        words = words_in(client.get(LIST).text)
        assert "The link is off your list" in words
        assert "Dr. Ngo" not in words

    def test_what_is_open_cannot(self, client, person):
        make_share(person, id=(share_id := str(uuid4())))

        assert "/forget/" not in client.get(LIST).text
        assert client.post(f"/shares/{share_id}/forget/").status_code == 404

    def test_closed_by_wrong_passcodes_is_told(self, client, person):
        make_share(person, passcode="sea-breeze")
        Share.objects.update(tries_left=0)

        assert "Closed by 5 wrong passcodes" in html_at(client, LIST)

    def test_no_number_of_links_asks_more_of_the_database(
        self, client, person, django_assert_max_num_queries
    ):
        for _ in range(8):
            tokens = make_share(person)
            actions.note_opening(shared=queries.shared_by(tokens.page), what="report", now=NOW)

        with django_assert_max_num_queries(8):
            client.get(LIST)

    def test_more_leads_there(self, client):
        assert f'href="{LIST}"' in html_at(client, "/more/")
