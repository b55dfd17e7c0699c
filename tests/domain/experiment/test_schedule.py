from collections import Counter
from math import comb

import numpy as np
import pytest

from tracker.domain.experiment import Schedule, draw


@pytest.mark.parametrize("blocks", range(8, 21, 2))
@pytest.mark.parametrize("block_days", [7, 14])
def test_half_of_the_blocks_are_on(blocks, block_days):
    schedule = draw(blocks, block_days, seed=3)

    assert sum(schedule.block_on) == blocks // 2
    assert len(schedule.on) == blocks * block_days


def test_every_day_of_a_block_is_as_its_block():
    schedule = draw(12, 7, seed=1)

    by_block = schedule.on.reshape(12, 7)

    assert [set(days) for days in by_block.tolist()] == [{on} for on in schedule.block_on]


def test_the_same_seed_draws_the_same_schedule():
    assert draw(12, 7, seed=20261122) == draw(12, 7, seed=20261122)


def test_what_a_seed_draws_does_not_change_from_version_to_version():
    on = "".join("+" if on else "-" for on in draw(12, 7, seed=1).block_on)

    assert on == "+--+-+--++-+"


def test_a_seed_may_be_a_number_of_numpy():
    assert draw(8, 7, np.int64(4)) == draw(8, 7, 4)


def test_each_of_the_70_schedules_of_8_blocks_is_drawn_equally_often():
    draws = Counter(draw(8, 7, seed).block_on for seed in range(7000))

    chi_squared = sum((count - 100) ** 2 / 100 for count in draws.values())

    assert len(draws) == comb(8, 4)
    # 99.9 % of fair draws stay below; 69 degrees of freedom.
    assert chi_squared < 111.1


def test_seeds_as_large_as_a_token_draw_evenly_too():
    large = 2**127
    draws = Counter(draw(8, 7, large + 7919 * step).block_on for step in range(7000))

    assert sum((count - 100) ** 2 / 100 for count in draws.values()) < 111.1


@pytest.mark.parametrize(
    ("blocks", "block_days", "message"),
    [
        (6, 7, "blocks: 6; must be an even number from 8 to 20"),
        (22, 7, "blocks: 22"),
        (11, 7, "blocks: 11"),
        (12, 10, "block_days: 10; must be 7 or 14"),
    ],
)
def test_a_design_that_is_not_offered_is_refused(blocks, block_days, message):
    with pytest.raises(ValueError, match=message):
        draw(blocks, block_days, seed=1)


def test_a_stored_schedule_comes_back_without_drawing():
    drawn = draw(10, 14, seed=8)

    assert Schedule.of(list(drawn.block_on), 14) == drawn


def test_a_stored_schedule_with_more_than_half_on_is_refused():
    with pytest.raises(ValueError, match="5 of 8 blocks are on; exactly half must be"):
        Schedule.of([True] * 5 + [False] * 3, 7)
