"""Days in numbers, as they are read."""

from datetime import date

from tests import clock
from tracker.domain.daily import Daily, DailyDose, DailyScore, Felt, Place
from tracker.models.daily_values import content_of, daily_from


def a_day(day, minute):
    felt, places = (Felt(minute, 6.25),), (Place("left big toe", "left", 6.25),)
    score = DailyScore("nerve pain", 0.0, 10.0, "low", None, 6.25, 6.25, 1, felt, places)
    dose = DailyDose("magnesium", "glycinate", "mg", 312.5, 1, 0, 1, 0, (minute,))
    return Daily(day, (score,), (dose,), ("iron of mine", None))


def test_a_day_is_read_as_it_was_written():
    day = a_day(clock.now().date(), 1188)

    assert daily_from([(day.day, content_of(day))]) == [day]


def test_days_hold_the_same_numbers_and_names_once():
    one, other = daily_from(
        [(date.min, content_of(a_day(date.min, minute))) for minute in (1188, 1200)]
    )

    assert one != other
    for mine, its in ((one.scores[0], other.scores[0]), (one.doses[0], other.doses[0])):
        assert all(a is b for a, b in zip(mine[:8], its[:8], strict=True))
    assert one.scores[0].places[0].site is other.scores[0].places[0].site
    assert one.none_taken[0] is other.none_taken[0]
