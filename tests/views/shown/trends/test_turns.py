"""Where the numbers of changes stand."""

from itertools import pairwise

import pytest

from tracker.views.shown.trends.plot import LEFT, RIGHT
from tracker.views.shown.trends.turns import NUMBER_WIDTH, spread


def test_numbers_with_room_stand_over_their_lines():
    assert spread([40, 100, 300]) == [40, 100, 300]


@pytest.mark.parametrize("xs", [[40] * 8, [350] * 8, [24, 24, 345, 346, 352], [LEFT, RIGHT]])
def test_numbers_never_cover_each_other_and_stay_inside(xs):
    placed = spread(xs)

    assert min(after - before for before, after in pairwise(placed)) >= NUMBER_WIDTH - 0.11
    assert placed[0] >= LEFT
    assert placed[-1] + NUMBER_WIDTH / 2 <= RIGHT


def test_no_change_has_no_number():
    assert spread([]) == []
