import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import circmean, circstd

from tracker.domain.circular import usual_time

TIMES = st.lists(st.integers(0, 1439), min_size=1, max_size=40)


def clock(text):
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def minutes_apart(one, other):
    return abs((one - other + 720) % 1440 - 720)


def test_times_around_midnight_have_their_mean_at_midnight():
    assert usual_time([clock("23:40"), clock("0:20")]).minutes == 0


def test_times_of_the_evening_have_a_mean_in_the_evening():
    assert usual_time([clock("21:00"), clock("22:00")]).minutes == pytest.approx(clock("21:30"))


def test_the_same_time_every_day_has_no_spread():
    usual = usual_time([clock("7:30")] * 9)

    assert (usual.minutes, usual.resultant) == pytest.approx((clock("7:30"), 1.0))
    assert usual.spread_minutes == pytest.approx(0, abs=1e-4)


def test_opposite_times_have_no_mean():
    assert usual_time([clock("6:00"), clock("18:00")]) is None


def test_times_all_round_the_clock_have_no_mean():
    assert usual_time(range(0, 1440, 60)) is None


def test_no_time_has_no_mean():
    assert usual_time([]) is None


@given(TIMES)
def test_it_agrees_with_scipy(times):
    usual = usual_time(times)

    if usual is not None and usual.resultant > 0.01:
        theirs = circmean(times, high=1440)
        assert minutes_apart(usual.minutes, theirs) < 1e-3
        assert usual.spread_minutes == pytest.approx(circstd(times, high=1440), abs=1e-3)


@given(TIMES, st.integers(0, 1439))
def test_an_hour_later_every_day_is_an_hour_later_on_the_whole(times, later):
    usual, moved = usual_time(times), usual_time([time + later for time in times])

    if usual is not None and usual.resultant > 0.01:
        assert minutes_apart(moved.minutes, usual.minutes + later) < 1e-3
        assert moved.resultant == pytest.approx(usual.resultant)


@given(TIMES)
def test_a_mean_is_a_time_of_day(times):
    usual = usual_time(times)

    assert usual is None or 0 <= usual.minutes < 1440
