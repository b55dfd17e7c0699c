"""Which backups stay."""

from datetime import UTC, datetime, timedelta

import pytest

from mgapp.environment import Keep
from mgapp.operations.backup.rotation import made_at, name_of, newest, to_delete

TODAY = datetime(2026, 6, 30, 3, 0, tzinfo=UTC)
KEEP = Keep(7, 4, 12)


def nightly(days, until=TODAY):
    return [name_of(until - timedelta(days=day), sealed=False) for day in range(days)]


def days_left(names, keep=KEEP):
    """Return the days, counted back from today, of which a backup stays."""
    gone = set(to_delete(names, keep))
    return [(TODAY - made_at(name)).days for name in names if name not in gone]


def test_the_newest_of_seven_days_four_weeks_and_twelve_months_stay():
    # 30 June 2026 is a Tuesday: Sundays are 2, 9 and 16 days ago, ends of months 30, 61, ...
    left = days_left(nightly(400))

    assert left[:10] == [0, 1, 2, 3, 4, 5, 6, 9, 16, 30]
    assert left[10:] == [61, 91, 122, 150, 181, 212, 242, 273, 303, 334]


def test_after_years_of_nights_no_more_stay_than_were_asked_for():
    kept = []
    for name in reversed(nightly(800)):
        kept.append(name)
        gone = set(to_delete(kept, KEEP))
        kept = [one for one in kept if one not in gone]

    assert len(kept) <= 7 + 4 + 12
    # The oldest is the end of a month eleven months ago.
    assert made_at(kept[0]) == datetime(2025, 7, 31, 3, 0, tzinfo=UTC)


def test_of_an_earlier_day_the_newest_stays():
    early, late = (name_of(TODAY - timedelta(days=3, hours=one), sealed=True) for one in (2, 1))

    assert to_delete([*nightly(1), late, early], KEEP) == [early]


def test_what_was_made_in_the_last_24_hours_stays():
    by_hand = [name_of(TODAY - timedelta(minutes=one), sealed=False) for one in (0, 5, 24 * 60 - 1)]

    assert to_delete([*by_hand, *nightly(1)], Keep(0, 0, 0)) == []


def test_the_newest_of_all_stays_even_if_none_is_to_be_kept():
    assert days_left(nightly(3), Keep(0, 0, 0)) == [0]


def test_after_a_long_pause_the_last_backups_are_still_there():
    assert days_left(nightly(7, TODAY - timedelta(days=400))) == list(range(400, 407))


@pytest.mark.parametrize(
    "name",
    [
        "holiday.jpg",
        "mgdiary.sqlite3",
        "mgdiary-20260601T030000Z.zip.part",
        "mgdiary-20260601T030000Z-before-restore.zip",
        "my-mgdiary-20260601T030000Z.zip",
        "mgdiary-20269901T030000Z.zip",
    ],
)
def test_a_file_of_another_name_is_nobodys_to_delete(name):
    assert to_delete([name, *nightly(2)], Keep(1, 0, 0)) == nightly(2)[1:]
    assert newest([name]) is None
