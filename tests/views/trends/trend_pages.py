"""What the tests of the trends page share: diaries of many days, told backwards from today."""

import re
from datetime import datetime, time, timedelta
from html import unescape
from zoneinfo import ZoneInfo

from tests import clock
from tests.factories import BERLIN, make_intake, make_score
from tracker.domain.diary import Scale

PATH = "/trends/"
HOME = ZoneInfo(BERLIN)
SLEEP = {"symptom": "sleep", "scale": Scale(better="high")}
TODAY = clock.now().astimezone(HOME).date()


def at(days_ago, hour=20):
    """Return a clock time in Berlin, as factories take it."""
    return datetime.combine(TODAY - timedelta(days_ago), time(hour)).isoformat()


def scores(values, *, last=1, hour=20, **fields):
    """Return a score a day that ends `last` days ago; None is a day without."""
    return [
        make_score(at(last + back, hour), value=str(value), **fields)
        for back, value in enumerate(reversed(values))
        if value is not None
    ]


def intakes(days_ago, **fields):
    return [make_intake(at(back, 8), **fields) for back in days_ago]


def titles(html):
    """Return the sentences over the pictures of symptoms."""
    found = re.findall(r'<h2 id="trend-\d+">(.*?)</h2>', html)
    return [unescape(title) for title in found]


def figure_of(html, number=1):
    """Return the HTML of one symptom."""
    return html.split(f'<section class="trend" aria-labelledby="trend-{number}"')[1].split(
        "</section>"
    )[0]


FALLING = [8 - day / 15 + (day % 3 - 1) / 2 for day in range(100)]
"""Ten weeks and more in which a symptom fades: two points a month."""
