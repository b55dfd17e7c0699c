"""What a plan can find and what it cannot."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tracker.domain.diary import Scale
from tracker.domain.diary.experiments import BLOCK_DAYS, BLOCKS
from tracker.domain.experiment import DEFAULT_BLOCK_DAYS, DEFAULT_BLOCKS, power_of
from tracker.views.shown.statistics_words import percent


@dataclass(frozen=True, slots=True)
class PowerRow:
    """How often designs of so many blocks find 2 points and 1 point; blocks of 7, then 14 days."""

    blocks: int
    cells: tuple[str, ...]


def power_rows() -> tuple[PowerRow, ...]:
    return tuple(
        PowerRow(
            blocks,
            tuple(
                percent(share)
                for days in BLOCK_DAYS
                for power in [power_of(blocks, days)]
                for share in (power.two_points, power.one_point)
            ),
        )
        for blocks in BLOCKS
    )


def usual_power_words() -> str:
    """Return what the usual design finds, in a sentence."""
    power = power_of(DEFAULT_BLOCKS, DEFAULT_BLOCK_DAYS)
    return _(
        "%(blocks)d blocks of %(days)d days find a difference of 2 points %(two)s of the time, "
        "and one of 1 point %(one)s of the time."
    ) % {
        "blocks": DEFAULT_BLOCKS,
        "days": DEFAULT_BLOCK_DAYS,
        "two": percent(power.two_points),
        "one": percent(power.one_point),
    }


def is_of_ten(scale: Scale) -> bool:
    """Is it a scale of 0 to 10, for which the power was worked out?"""
    return scale.min == 0 and scale.max == 10


def power_words(blocks: int, block_days: int, scale: Scale) -> tuple[str, ...]:
    """Return what this design finds, in words; the figures are for scales of 0 to 10."""
    if not is_of_ten(scale):
        return (
            _("How often a plan like this finds something was worked out for scales of 0 to 10."),
        )
    usual, waves = power_of(blocks, block_days), power_of(blocks, block_days, in_waves=True)
    return (
        _("If it makes 2 points of difference, this plan finds it %(share)s of the time.")
        % {"share": percent(usual.two_points)},
        _("If it makes 1 point, %(share)s of the time: it can miss what is small.")
        % {"share": percent(usual.one_point)},
        _(
            "Where pain comes and goes over weeks it finds less: 2 points %(two)s and 1 point "
            "%(one)s of the time."
        )
        % {"two": percent(waves.two_points), "one": percent(waves.one_point)},
    )
