"""A planned experiment of one person with themselves (N-of-1).

What is drawn before the first day (`schedule`), where in it a day stands (`progress`), what it can
find (`power`), and what it found (`result`). That alone needs arrays, and the page of a day does
without: it is not imported here.
"""

from tracker.domain.experiment.power import Power, power_of
from tracker.domain.experiment.progress import Course, course, schedule_of
from tracker.domain.experiment.schedule import DEFAULT_BLOCK_DAYS, DEFAULT_BLOCKS, Schedule, draw

__all__ = [
    "DEFAULT_BLOCKS",
    "DEFAULT_BLOCK_DAYS",
    "Course",
    "Power",
    "Schedule",
    "course",
    "draw",
    "power_of",
    "schedule_of",
]
