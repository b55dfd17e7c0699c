"""The picture of one symptom."""

from datetime import date

from tracker.domain.daily import Daily, DailyScore
from tracker.domain.series import Days, scores_of
from tracker.domain.trend import trend
from tracker.views.shown.trends.grain import grain_of_marks
from tracker.views.shown.trends.plot import FOOT, TOP, plot

FIRST = date(2026, 6, 1)


def plotted(values, *, low=0.0, high=10.0, better="low", unit=None):
    """`values` are (mean, worst) of each day; None is a day without a score."""
    written = [
        Daily(
            date.fromordinal(FIRST.toordinal() + number),
            (DailyScore("nerve_pain", low, high, better, unit, one[1], one[0], 2),),
        )
        for number, one in enumerate(values)
        if one
    ]
    days = Days.between(FIRST, date.fromordinal(FIRST.toordinal() + len(values) - 1), written)
    scores = scores_of("nerve_pain", days)
    return plot(scores, trend(scores.mean), days, grain_of_marks(days))


def heights(picture):
    return [tick.at for tick in picture.values]


def labels(picture):
    return [tick.label for tick in picture.values]


def test_without_a_score_there_is_no_picture():
    assert plotted([None] * 10) is None


def test_a_short_scale_is_shown_whole_however_small_the_changes():
    picture = plotted([(5, 5), (6, 6)] * 20)

    assert labels(picture) == ["0", "2", "4", "6", "8", "10"]
    assert (heights(picture)[0], heights(picture)[-1]) == (FOOT, TOP)


def test_what_is_counted_is_shown_as_high_as_it_came():
    assert labels(plotted([(3, 12), (2, 2)], high=100.0, unit="cramps"))[-1] == "15"


def test_a_long_scale_is_not_shown_beyond_its_end():
    assert labels(plotted([(96, 99)], high=100.0))[-1] == "100"


def test_a_scale_below_zero_is_shown_whole():
    assert labels(plotted([(-2, -2)], low=-5.0, high=5.0)) == ["-4", "-2", "0", "2", "4"]


def test_a_day_with_one_score_has_no_line_to_its_worst():
    assert plotted([(5, 5), (5, 7)]).stems.count("m") == 1


def test_each_day_with_a_score_is_a_dot_and_each_without_a_tick():
    picture = plotted([(5, 5), None, (6, 6), None, None])

    assert (picture.dots.count("m"), picture.missing.count("m")) == (2, 3)


def test_a_long_span_has_a_dot_a_week_and_no_worst():
    picture = plotted([(5, 8)] * 700)

    assert picture.dots.count("m") == 100
    assert picture.stems == ""
