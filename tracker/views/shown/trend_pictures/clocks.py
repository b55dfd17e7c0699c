"""At what time of day something is taken."""

from collections import Counter
from dataclasses import dataclass
from math import ceil

from django.utils.translation import gettext as _

from tracker.domain.circular import MINUTES_OF_DAY
from tracker.domain.habits import Clock, Habit
from tracker.views.shown.words import every

WIDTH = 358
HOURS_HEIGHT = 48


@dataclass(frozen=True, slots=True)
class Clocks:
    """How many doses each hour of the day has, as bars, and where the usual times are."""

    title: str
    description: str
    bars: str
    usual: str


def clocks_of(habit: Habit) -> Clocks:
    counts = Counter(minute // 60 for minute in habit.minutes)
    most = max(counts.values())
    usual = (
        f"M{one.usual.minutes * WIDTH / MINUTES_OF_DAY:.1f} {HOURS_HEIGHT + 1}l-5 8h10z"
        for one in habit.clocks
    )
    return Clocks(
        title=_usually(habit),
        description=_("How many doses each hour of the day has."),
        bars="".join(_hour_bar(hour, count / most) for hour, count in sorted(counts.items())),
        usual="".join(usual),
    )


def _hour_bar(hour: int, share: float) -> str:
    """Return the path of a bar that is as high as its share of the highest one."""
    width = WIDTH / 24
    across, up = f"{hour * width + 1:.1f} {HOURS_HEIGHT}", f"{share * HOURS_HEIGHT:.1f}"
    return f"M{across}v-{up}h{width - 2:.1f}v{up}z"


def _usually(habit: Habit) -> str:
    if not habit.clocks:
        return _("Taken at different times of day")
    return _("Usually %(times)s") % {"times": every(map(_clock_words, habit.clocks))}


def _clock_words(clock: Clock) -> str:
    words = {"time": clock_time(clock.usual.minutes), "within": _to_five(clock.within)}
    return _("about %(time)s (4 of 5 within %(within)d minutes)") % words


def clock_time(minutes: float) -> str:
    """Return a time of day to five minutes, which is as exact as "about" is.

    >>> clock_time(22 * 60 + 8.2), clock_time(23 * 60 + 58)
    ('22:10', '00:00')
    """
    rounded_to_five = int(5 * round(minutes / 5)) % 1440
    return f"{rounded_to_five // 60:02}:{rounded_to_five % 60:02}"


def _to_five(minutes: float) -> int:
    return max(5 * ceil(minutes / 5), 5)
