"""What a tap says, read from what was posted."""

from datetime import datetime
from zoneinfo import ZoneInfo

from tracker.forms.again import read_tap


def test_the_answer_to_a_question_keeps_its_time_also_in_the_second_of_two_hours():
    now = datetime(2026, 10, 25, 2, 20, fold=1, tzinfo=ZoneInfo("Europe/Berlin"))
    asked_for = "2026-10-25T02:19:00+01:00"

    tap = read_tap({"product": "any", "asked_for": asked_for}, now=now)

    assert tap is not None
    assert tap.asked_for is not None
    assert tap.asked_for.isoformat() == asked_for
