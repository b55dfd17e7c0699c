import pytest

from tracker.domain.diary.experiments import BLOCK_DAYS, BLOCKS
from tracker.domain.experiment import Power, power_of

DESIGNS = [(blocks, block_days) for blocks in BLOCKS for block_days in BLOCK_DAYS]


def test_the_default_finds_2_points_94_and_1_point_44_times_in_100():
    assert power_of(12, 7) == Power(two_points=0.94, one_point=0.44)


@pytest.mark.parametrize(("blocks", "block_days"), DESIGNS)
def test_pain_in_waves_is_harder_to_answer(blocks, block_days):
    waves = power_of(blocks, block_days, in_waves=True)

    assert waves.one_point < power_of(blocks, block_days).one_point


@pytest.mark.parametrize(("blocks", "block_days"), DESIGNS)
def test_half_the_effect_is_found_less_often(blocks, block_days):
    power = power_of(blocks, block_days)

    assert power.one_point < power.two_points < 1


def test_a_design_that_cannot_be_drawn_has_no_power():
    with pytest.raises(ValueError, match="blocks: 6"):
        power_of(6, 7)
