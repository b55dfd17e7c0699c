"""What a tap is told before anything is saved, and what the button "anyway" posts."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from tracker.domain.diary import Intake
from tracker.forms.again import Tap, posted_clock
from tracker.knowledge import knowledge
from tracker.views.kept_html import FRESH_ID
from tracker.views.shown.outlook import Outlook
from tracker.views.shown.quick import Answer, taken_words, time_words


def question(
    tap: Tap,
    intakes: Sequence[Intake],
    foreseen: Outlook,
    *,
    before: Intake | None,
    now: datetime,
) -> Answer:
    """Return what is asked in the place that was tapped: twice, what would be flagged, or both."""
    return Answer(
        place=tap.place,
        text=_("Not logged yet. This would be flagged:")
        if before is None
        else _twice(before, intakes, now),
        what=taken_words(intakes, knowledge()),
        flags=foreseen.flags,
        clear_from=foreseen.clear_from,
        yes=_("Log anyway") if before is None else _("Yes, twice"),
        no=_("Not now") if before is None else _("No"),
        fields=tuple(_fields(tap, intakes, foreseen, is_twice=before is not None or tap.is_twice)),
    )


def _twice(before: Intake, intakes: Sequence[Intake], now: datetime) -> str:
    words = {
        "what": _("this") if len(intakes) == 1 else taken_words([before], knowledge()),
        "time": time_words(before.taken_at, now),
    }
    if before.precision == "day":
        return _("You logged %(what)s today. Log it a second time?") % words
    return _("You logged %(what)s at %(time)s. Log it a second time?") % words


def _fields(
    tap: Tap, intakes: Sequence[Intake], foreseen: Outlook, *, is_twice: bool
) -> Iterator[tuple[str, str]]:
    """Yield what says the same once more: the thing, its time, and what was shown."""
    yield tap.kind, tap.what
    if tap.usual_at is not None:
        yield "at", posted_clock(tap.usual_at)
    yield "entry_id", FRESH_ID
    yield "place", tap.place
    yield "asked_for", intakes[0].taken_at.isoformat()
    if is_twice:
        yield "twice", "yes"
    if foreseen.flags:
        yield "shown", foreseen.digest
