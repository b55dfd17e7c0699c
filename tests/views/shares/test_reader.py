"""What someone sees who was given a link, and what nobody sees any more."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.factories import make_intake, make_person, make_score, make_share, save
from tests.views.diary_pages import words_in
from tests.views.shares.links import content_of, file_of, page_of, reader
from tests.visitors import logged_in
from tracker import actions, queries
from tracker.models import Share, ShareOpening

pytestmark = pytest.mark.django_db
NOW = timezone.now()
FILES = ["pdf", "letter", "csv", "zip", "xlsx", "fhir"]
PASSCODE = "sea-breeze"


@pytest.fixture
def tokens(person):
    save(person, make_intake("2026-06-10T08:00"), make_score("2026-06-10T21:00"))
    return make_share(person)


@pytest.fixture
def locked(person):
    save(person, make_intake("2026-06-10T08:00"))
    return make_share(person, passcode=PASSCODE)


def unlock(client, tokens, passcode=PASSCODE):
    return client.post(page_of(tokens), {"passcode": passcode})


def openings():
    return list(ShareOpening.objects.order_by("pk").values_list("what", flat=True))


def ended(person):
    tokens = make_share(person, id=(share_id := str(uuid4())))
    actions.revoke_share(person=person, share_id=share_id, now=NOW)
    return tokens


def expired(person):
    return make_share(person, made_at=NOW - timedelta(days=8))


def guessed_at(person):
    tokens = make_share(person, passcode=PASSCODE)
    Share.objects.filter(tries_left=5).update(tries_left=0)
    return tokens


OVER = pytest.mark.parametrize(
    ("make", "status", "says"),
    [
        (ended, 410, "Its owner ended it"),
        (expired, 410, "The time of this link is over"),
        (guessed_at, 403, "The wrong passcode was typed 5 times"),
    ],
    ids=["ended", "expired", "guessed at"],
)


class TestReading:
    def test_the_report_is_shown_without_an_account(self, tokens):
        answer = reader().get(page_of(tokens))

        assert answer.status_code == 200
        assert 'class="report"' in answer.text

    @pytest.mark.parametrize("kind", FILES)
    def test_each_file_is_given(self, tokens, kind):
        answer = reader().post(file_of(tokens, kind))

        assert answer.status_code == 200
        assert len(content_of(answer)) > 100
        assert answer["Content-Disposition"].startswith("attachment")

    def test_of_days_without_a_word_there_is_a_report_too(self, person):
        assert 'class="report"' in reader().get(page_of(make_share(person))).text

    @pytest.mark.parametrize("kind", FILES)
    def test_of_days_without_a_word_there_are_files_too(self, person, kind):
        assert len(content_of(reader().post(file_of(make_share(person), kind)))) > 0

    @pytest.mark.parametrize("kind", ["json", "exe", "report"])
    def test_the_archive_and_what_is_no_file_are_not(self, tokens, kind):
        assert reader().post(file_of(tokens, kind)).status_code == 404

    def test_a_file_is_not_sent_for_an_address_alone(self, tokens):
        assert reader().get(file_of(tokens, "csv")).status_code == 405

    @pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
    def test_there_is_nothing_to_write(self, tokens, method):
        assert getattr(reader(), method)(page_of(tokens)).status_code == 405

    def test_it_shows_what_was_written_since(self, person, tokens):
        before = reader().get(page_of(tokens)).text
        save(person, make_score("2026-06-12T21:00", symptom="fatigue"))

        assert "atigue" not in before
        assert "atigue" in reader().get(page_of(tokens)).text

    def test_it_leads_nowhere_into_a_diary(self, person, tokens):
        """Not even for the owner, who is logged in: it shows what a reader sees."""
        html = logged_in(person).get(page_of(tokens)).text

        assert 'class="bar"' not in html
        assert not any(f'href="{path}' in html for path in ("/day", "/entr", "/more", "/shar"))

    def test_it_does_not_say_the_address_again(self, tokens):
        html = reader().get(page_of(tokens)).text

        assert html.count(tokens.page) == len(FILES)

    def test_no_number_of_days_asks_more_of_the_database(
        self, person, tokens, django_assert_max_num_queries
    ):
        for day in range(11, 29):
            save(person, make_score(f"2026-06-{day}T21:00"), make_intake(f"2026-06-{day}T08:00"))
        reader().get(page_of(tokens))

        with django_assert_max_num_queries(20):
            reader().get(page_of(tokens))


class TestHeaders:
    @pytest.mark.parametrize("token", [None, "nobodys"])
    def test_nothing_is_kept_found_or_told_on(self, tokens, token):
        answer = reader().get(f"/s/{token or tokens.page}/")

        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert '<meta name="robots" content="noindex, nofollow, noarchive">' in answer.text

    def test_a_file_is_not_kept_either(self, tokens):
        answer = reader().post(file_of(tokens, "csv"))

        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "no-referrer"

    def test_a_reader_gets_no_cookie(self, tokens, locked):
        client = reader()
        client.get(page_of(tokens))
        content_of(client.post(file_of(tokens, "csv")))
        unlock(client, locked, "wrong")

        assert not client.cookies

    def test_the_way_it_looks_is_the_readers_own(self, tokens):
        client = reader()
        client.cookies["appearance"] = "dark"

        assert "data-bs-theme" not in client.get(page_of(tokens)).text


class TestOpenings:
    def test_each_is_written_down_with_what_was_given(self, tokens):
        reader().get(page_of(tokens))
        content_of(reader().post(file_of(tokens, "zip")))

        assert openings() == ["report", "zip"]

    def test_of_the_reader_nothing_is_kept(self, tokens):
        reader().get(page_of(tokens), HTTP_USER_AGENT="Firefox", REMOTE_ADDR="192.0.2.7")
        (row,) = ShareOpening.objects.values()

        assert row.keys() == {"id", "person_id", "share_id", "at", "what"}

    def test_asking_for_the_head_alone_gives_nothing_and_counts_nothing(self, tokens):
        answer = reader().head(page_of(tokens))

        assert (answer.status_code, answer.content, openings()) == (200, b"", [])

    @pytest.mark.parametrize(
        ("header", "value"),
        [
            ("Sec-Purpose", "prefetch"),
            ("Sec-Purpose", "prefetch;prerender"),
            ("Purpose", "prefetch"),
            ("X-Moz", "prefetch"),
        ],
    )
    def test_what_a_browser_fetches_ahead_is_not_given_and_not_counted(self, tokens, header, value):
        answer = reader().get(page_of(tokens), headers={header: value})

        assert (answer.status_code, answer.content, openings()) == (403, b"", [])

    def test_the_form_for_the_passcode_is_no_opening(self, locked):
        reader().get(page_of(locked))

        assert openings() == []


class TestPasscode:
    def test_nothing_is_shown_before_it(self, locked):
        answer = reader().get(page_of(locked))

        assert "This link has a passcode" in answer.text
        assert 'class="report"' not in answer.text

    @pytest.mark.parametrize("kind", FILES)
    def test_no_file_is_given_before_it(self, locked, kind):
        answer = reader().post(file_of(locked, kind))

        assert answer.status_code == 403
        assert "This link has a passcode" in answer.text

    def test_the_right_one_opens_report_and_files(self, locked):
        client = reader()

        assert unlock(client, locked).url == page_of(locked)
        assert 'class="report"' in client.get(page_of(locked)).text
        assert client.post(file_of(locked, "csv")).status_code == 200

    def test_spaces_around_it_do_not_matter(self, locked):
        assert unlock(reader(), locked, f" {PASSCODE} ").status_code == 303

    def test_it_opens_no_other_link(self, person, locked):
        other = make_share(person, passcode=PASSCODE)
        client = reader()
        unlock(client, locked)

        assert "This link has a passcode" in client.get(page_of(other)).text

    def test_it_opens_it_for_nobody_else(self, locked):
        unlock(reader(), locked)

        assert "This link has a passcode" in reader().get(page_of(locked)).text

    def test_the_session_holds_no_token_and_ends_with_the_window(self, locked):
        client = reader()
        unlock(client, locked)

        assert locked.page not in str(dict(client.session))
        assert client.session.get_expire_at_browser_close()

    def test_a_wrong_one_says_how_many_tries_are_left(self, locked):
        assert "4 tries are left" in unlock(reader(), locked, "wrong").text

    def test_an_empty_one_costs_no_try(self, locked):
        assert "Type the passcode" in unlock(reader(), locked, "  ").text
        assert queries.shared_by(locked.page).share.tries_left == 5

    def test_the_fifth_wrong_one_closes_it_for_everybody(self, locked):
        client = reader()
        unlock(client, locked)
        answers = [unlock(reader(), locked, f"wrong-{number}") for number in range(5)]

        assert [one.status_code for one in answers] == [200, 200, 200, 200, 403]
        assert unlock(reader(), locked).status_code == 403
        assert client.get(page_of(locked)).status_code == 403


class TestOver:
    @OVER
    def test_it_says_why_and_gives_nothing(self, person, make, status, says):
        save(person, make_intake("2026-06-10T08:00"))
        answer = reader().get(page_of(make(person)))

        assert answer.status_code == status
        assert says in words_in(answer.text)
        assert 'class="report"' not in answer.text
        assert openings() == []

    @OVER
    @pytest.mark.parametrize("kind", FILES)
    def test_no_file_is_given(self, person, make, status, says, kind):
        assert reader().post(file_of(make(person), kind)).status_code == status

    def test_it_ends_at_once_for_who_has_it_open(self, person, locked):
        client = reader()
        unlock(client, locked)
        actions.revoke_share(person=person, share_id=queries.shares_of(person, NOW)[0].id, now=NOW)

        assert client.get(page_of(locked)).status_code == 410

    @OVER
    def test_the_right_passcode_is_no_way_in(self, person, make, status, says):
        tokens = make(person)

        assert unlock(reader(), tokens).status_code == status
        assert openings() == []

    @pytest.mark.parametrize("token", ["x", "x" * 43, "x" * 500])
    def test_what_nobody_made_is_not_found(self, token):
        answer = reader().get(f"/s/{token}/")

        assert answer.status_code == 404
        assert "This link leads nowhere" in answer.text

    def test_with_the_account_the_link_goes(self, person, tokens):
        person.user.delete()

        assert reader().get(page_of(tokens)).status_code == 404

    def test_a_link_shows_its_own_persons_diary_to_whoever_is_logged_in(self, tokens):
        other = make_person()
        save(other, make_score("2026-06-10T21:00", symptom="fatigue"))

        assert "atigue" not in logged_in(other).get(page_of(tokens)).text
