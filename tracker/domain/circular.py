"""The usual time of day. 23:50 and 0:10 are twenty minutes apart, and their mean is midnight."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import atan2, cos, hypot, log, pi, sin, sqrt

MINUTES_OF_DAY = 24 * 60
RADIANS_PER_MINUTE = 2 * pi / MINUTES_OF_DAY
NO_DIRECTION = 1e-9


@dataclass(frozen=True, slots=True)
class UsualTime:
    """The circular mean of clock times, in minutes from midnight: from 0 to below 1440.

    `resultant` is the mean resultant length: 1 when all times are the same, near 0 when they are
    all round the clock. `spread_minutes` is the circular standard deviation.
    """

    minutes: float
    resultant: float
    spread_minutes: float
    times: int


def usual_time(minutes_of_day: Iterable[float]) -> UsualTime | None:
    """Return the circular mean of times, each in minutes from midnight of its own local day.

    None without any time, and where the times point in no direction: 6:00 and 18:00 have no mean.
    Times over 1440 wrap around. Source: Mardia & Jupp (2000), Directional Statistics, 2.2-2.3.

    >>> usual_time([23 * 60 + 50, 10]).minutes
    0.0
    >>> usual_time([6 * 60, 18 * 60]) is None
    True
    """
    angles = [minutes * RADIANS_PER_MINUTE for minutes in minutes_of_day]
    if not angles:
        return None
    east = sum(map(sin, angles)) / len(angles)
    north = sum(map(cos, angles)) / len(angles)
    resultant = min(hypot(east, north), 1.0)
    if resultant < NO_DIRECTION:
        return None
    minutes = round(atan2(east, north) / RADIANS_PER_MINUTE, 6) % MINUTES_OF_DAY
    return UsualTime(
        minutes=minutes,
        resultant=resultant,
        spread_minutes=sqrt(-2 * log(resultant)) / RADIANS_PER_MINUTE,
        times=len(angles),
    )
