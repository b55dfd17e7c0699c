"""Usual doses that nobody logged, in words that never call them taken."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from tracker.domain.diary import instant
from tracker.domain.usual_doses import UsualDose
from tracker.views.shown.times import moment_near
from tracker.views.shown.words import every


def if_taken_words(doses: Sequence[UsualDose], home: ZoneInfo, now: datetime) -> str:
    """Return "if you took the tablet at 07:00"; of one that is still to come, "if you take"."""
    past = [dose for dose in doses if instant(dose.at) <= instant(now)]
    words = {
        "past": every(_named(dose, home, now) for dose in past),
        "coming": every(_named(dose, home, now) for dose in doses if dose not in past),
    }
    if not words["coming"]:
        return _("if you took %(past)s") % words
    if not words["past"]:
        return _("if you take %(coming)s") % words
    return _("if you took %(past)s and take %(coming)s") % words


def _named(dose: UsualDose, home: ZoneInfo, now: datetime) -> str:
    at = moment_near(dose.at, home, now.date())
    return _("%(what)s at %(time)s") % {"what": dose.product.name, "time": at.text}
