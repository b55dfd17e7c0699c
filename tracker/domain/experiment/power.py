"""What an experiment can find and what it cannot: how often, by its design.

The numbers were computed by `benchmarks/experiment_power.py --runs 4000` on 22 November
2026 (standard error at most .008), with scores that vary by 1.5 points (standard deviation), a
score on every day and an effect that is there from the first day of a block. They fall with
missing days, with scores that vary more, and with a substance that works for days after it was
stopped. More than .99 is written as .99: no experiment is certain.
"""

from dataclasses import dataclass

from tracker.domain.experiment.schedule import check_design


@dataclass(frozen=True, slots=True)
class Power:
    """How often the interval of an experiment leaves out 0, as a share, when the effect is real.

    `two_points` and `one_point` are effects on a scale of 0 to 10.
    """

    two_points: float
    one_point: float


def power_of(blocks: int, block_days: int, *, in_waves: bool = False) -> Power:
    """Return how often an experiment of this design finds 2 points, and 1 point.

    Usually a day resembles the day before by a correlation of .5; `in_waves`, by one of .8, as
    where pain comes and goes over weeks. Raises ValueError for a design that `draw` does not make.

    >>> power_of(12, 7)
    Power(two_points=0.94, one_point=0.44)
    """
    check_design(blocks, block_days)
    usual, waves = POWER[blocks, block_days]
    return waves if in_waves else usual


# By blocks and days of a block: with a correlation of .5 from day to day, and with one of .8.
POWER: dict[tuple[int, int], tuple[Power, Power]] = {
    (8, 7): (Power(0.60, 0.19), Power(0.41, 0.12)),
    (10, 7): (Power(0.87, 0.34), Power(0.68, 0.24)),
    (12, 7): (Power(0.94, 0.44), Power(0.77, 0.28)),
    (14, 7): (Power(0.97, 0.50), Power(0.85, 0.33)),
    (16, 7): (Power(0.99, 0.57), Power(0.88, 0.37)),
    (18, 7): (Power(0.99, 0.63), Power(0.92, 0.41)),
    (20, 7): (Power(0.99, 0.68), Power(0.95, 0.46)),
    (8, 14): (Power(0.84, 0.30), Power(0.52, 0.16)),
    (10, 14): (Power(0.98, 0.54), Power(0.79, 0.30)),
    (12, 14): (Power(0.99, 0.65), Power(0.88, 0.35)),
    (14, 14): (Power(0.99, 0.73), Power(0.93, 0.42)),
    (16, 14): (Power(0.99, 0.80), Power(0.96, 0.47)),
    (18, 14): (Power(0.99, 0.85), Power(0.98, 0.52)),
    (20, 14): (Power(0.99, 0.90), Power(0.99, 0.57)),
}
