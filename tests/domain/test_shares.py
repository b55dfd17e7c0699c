"""Until when a link is open."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tracker.domain.selection import Selection
from tracker.domain.shares import Share, hash_of, last_moment

MADE = datetime(2026, 6, 10, 12, tzinfo=UTC)
UNTIL = MADE + timedelta(days=7)


def a_share(**fields):
    chosen = Selection(date(2026, 6, 1), date(2026, 6, 9))
    return Share(**{"id": "a", "label": "", "selection": chosen, "made_at": MADE} | fields)


def test_it_is_open_until_its_last_moment():
    share = a_share(expires_at=UNTIL)

    assert share.ending(UNTIL - timedelta(microseconds=1)) is None
    assert share.ending(UNTIL) == "expired"


def test_what_its_owner_ended_is_over_at_once():
    assert a_share(expires_at=UNTIL, revoked_at=MADE).ending(MADE) == "revoked"


@pytest.mark.parametrize(("tries", "ending"), [(1, None), (0, "tries")])
def test_a_passcode_bears_as_many_wrong_ones_as_there_are_tries(tries, ending):
    assert a_share(expires_at=UNTIL, has_passcode=True, tries_left=tries).ending(MADE) == ending


def test_a_link_of_thirty_days_crosses_the_change_of_the_clocks_by_the_instant():
    autumn = datetime(2026, 10, 20, 12, tzinfo=UTC)

    assert last_moment(autumn, 30) - autumn == timedelta(hours=30 * 24)


def test_another_token_has_another_name():
    assert hash_of("a") != hash_of("b")
