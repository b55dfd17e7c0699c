"""Links are made, opened, guessed at and ended."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.factories import make_person, make_share
from tests.running import environment, migrate, script, start_script
from tracker import actions, queries
from tracker.domain.selection import Selection
from tracker.models import Change, Share, ShareOpening

NOW = timezone.now()


@pytest.fixture
def person(db):
    return make_person()


def found(token):
    return queries.shared_by(token)


def guess(token, passcode):
    return actions.use_try(shared=found(token), passcode=passcode, now=NOW)


class TestMaking:
    def test_its_token_opens_what_was_chosen(self, person):
        chosen = Selection(
            date(2026, 6, 1), date(2026, 6, 30), ("nerve_pain",), (), with_notes=False
        )
        tokens = make_share(person, selection=chosen)

        assert (found(tokens.page).person, found(tokens.page).share.selection) == (person, chosen)

    def test_no_token_and_no_passcode_stands_in_the_database(self, person):
        tokens = make_share(person, passcode="sea-breeze")
        kept = repr(Share.objects.values_list().get())

        assert [text in kept for text in (tokens.page, tokens.health_link, "sea-breeze")] == [
            False
        ] * 3

    def test_the_two_tokens_open_nothing_in_each_others_place(self, person):
        tokens = make_share(person)

        assert found(tokens.health_link) is None
        assert queries.shared_as_health_link(tokens.page) is None

    def test_a_token_has_256_bits(self):
        assert len(actions.new_tokens().page) == 43

    def test_the_same_form_twice_is_one_link(self, person):
        make_share(person, id="a")

        with pytest.raises(actions.ShareIsMade):
            make_share(person, id="a")
        assert Share.objects.count() == 1

    def test_two_people_can_have_links_of_one_id(self, person):
        make_share(person, id="a")
        make_share(make_person(), id="a")

        assert Share.objects.count() == 2

    def test_the_demo_is_not_shared(self, person):
        type(person).objects.update(is_demo=True)

        with pytest.raises(actions.DemoIsReadOnly):
            make_share(person)

    def test_it_is_no_change_of_the_diary(self, person):
        make_share(person)
        person.refresh_from_db()

        assert (Change.objects.count(), person.revision) == (0, 0)


class TestEnding:
    def test_what_is_ended_opens_nothing_and_has_no_file(self, person):
        tokens = make_share(person, id="a")
        actions.revoke_share(person=person, share_id="a", now=NOW)

        assert found(tokens.page).share.ending(NOW) == "revoked"
        assert Share.objects.get().health_file == ""

    def test_ending_it_again_keeps_the_first_time(self, person):
        make_share(person, id="a")
        for later in (0, 1):
            at = NOW + timedelta(hours=later)
            actions.revoke_share(person=person, share_id="a", now=at)

        assert queries.share_of(person, "a").revoked_at == NOW

    def test_a_stranger_ends_nothing(self, person):
        make_share(person, id="a")

        with pytest.raises(actions.NoSuchEntry):
            actions.revoke_share(person=make_person(), share_id="a", now=NOW)
        assert queries.share_of(person, "a").revoked_at is None

    def test_a_new_link_drops_the_files_of_those_that_are_over(self, person):
        make_share(person, id="old", made_at=NOW - timedelta(days=9))
        make_share(person, id="open")
        files = dict(Share.objects.values_list("share_id", "health_file"))

        assert (files["old"], bool(files["open"])) == ("", True)

    def test_what_is_over_can_be_forgotten_with_its_openings(self, person):
        tokens = make_share(person, id="a", made_at=NOW - timedelta(days=8))
        actions.note_opening(shared=found(tokens.page), what="report", now=NOW)
        actions.forget_share(person=person, share_id="a", now=NOW)

        assert (Share.objects.count(), ShareOpening.objects.count()) == (0, 0)

    def test_what_is_open_cannot(self, person):
        make_share(person, id="a")

        with pytest.raises(actions.NoSuchEntry):
            actions.forget_share(person=person, share_id="a", now=NOW)
        assert queries.share_of(person, "a") is not None

    def test_a_stranger_forgets_nothing(self, person):
        make_share(person, id="a", made_at=NOW - timedelta(days=8))

        with pytest.raises(actions.NoSuchEntry):
            actions.forget_share(person=make_person(), share_id="a", now=NOW)
        assert queries.share_of(person, "a") is not None

    def test_with_the_login_all_of_it_goes(self, person):
        tokens = make_share(person)
        actions.note_opening(shared=found(tokens.page), what="report", now=NOW)
        person.user.delete()

        assert (Share.objects.count(), ShareOpening.objects.count()) == (0, 0)


class TestPasscodes:
    @pytest.fixture
    def token(self, person):
        return make_share(person, passcode="sea-breeze").page

    def test_the_right_one_opens_and_costs_no_try(self, token):
        assert guess(token, "sea-breeze")
        assert found(token).share.tries_left == 5

    def test_a_wrong_one_costs_a_try_and_is_written_down(self, token):
        assert not guess(token, "sea-breez")
        assert found(token).share.tries_left == 4
        assert ShareOpening.objects.get().what == "wrong_passcode"

    def test_after_five_wrong_ones_the_right_one_is_too_late(self, token):
        for number in range(5):
            guess(token, f"wrong-{number}")

        assert not guess(token, "sea-breeze")
        assert found(token).share.ending(NOW) == "tries"

    def test_the_right_one_in_between_gives_no_tries_back(self, token):
        guess(token, "wrong")
        guess(token, "sea-breeze")

        assert found(token).share.tries_left == 4

    def test_what_is_ended_is_not_even_compared(self, person, token):
        shared = found(token)
        actions.revoke_share(person=person, share_id=shared.share.id, now=NOW)

        assert not actions.use_try(shared=shared, passcode="sea-breeze", now=NOW)

    def test_what_is_expired_is_not_even_compared(self, token):
        late = found(token).share.expires_at

        assert not actions.use_try(shared=found(token), passcode="sea-breeze", now=late)


# Several processes guess at once, on a database as `make run` has it.

MAKE = """
from tests.factories import make_person, make_share
print(make_share(make_person("ada"), passcode="sea-breeze").page)
"""
GUESS = """
import sys
from concurrent.futures import ThreadPoolExecutor
from django.utils import timezone
from tracker import actions, queries
shared, now = queries.shared_by(sys.argv[1]), timezone.now()
guess = lambda number: actions.use_try(shared=shared, passcode=f"{sys.argv[2]}-{number}", now=now)
print("ready", flush=True)
sys.stdin.readline()
with ThreadPoolExecutor(8) as pool:
    assert not any(pool.map(guess, range(16)))
"""
COUNT = """
from tracker.models import Share, ShareOpening
print(Share.objects.get().tries_left, ShareOpening.objects.count())
"""


def test_guesses_at_the_same_moment_get_no_more_tries(tmp_path):
    site = environment(tmp_path)
    migrate(site)
    (token,) = script(site, MAKE)
    guessers = [start_script(site, GUESS, token, name) for name in ("one", "other")]
    for guesser in guessers:
        guesser.stdout.readline()
    for guesser in guessers:
        guesser.stdin.write("go\n")
        guesser.stdin.flush()
    assert [(one.communicate(), one.returncode)[1] for one in guessers] == [0, 0]

    assert script(site, COUNT) == ["0", "5"]
