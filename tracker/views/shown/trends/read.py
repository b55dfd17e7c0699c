"""What the trends page is made of, and which days and symptoms of it are shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.domain.daily import Daily
from tracker.domain.diary import Settings, Tracked
from tracker.domain.series import Days, symptoms_in
from tracker.forms.scales import OwnSymptoms, own_symptoms
from tracker.forms.trends import Span
from tracker.knowledge import Knowledge

MOST_BY_ITSELF = 3
"""So many symptoms are shown before any are picked."""

SHORTEST, LONGEST = 30, 40 * 366
"""Days of a picture at least, even where the diary is younger, and at most."""

NO_NAME = "-"
"""Stands in a form for scores that name no symptom."""


@dataclass(frozen=True, slots=True)
class Read:
    """What the page is made of on the day `today`; `begin` is the first day of the diary."""

    daily: Sequence[Daily]
    belongings: Mapping[str, Any]
    begin: date | None
    today: date
    known: Knowledge

    @property
    def own(self) -> OwnSymptoms:
        return own_symptoms(self.belongings["custom_symptoms"])

    @property
    def settings(self) -> Settings:
        found: Settings = self.belongings["settings"] or Settings()
        return found

    @property
    def tracked(self) -> tuple[str, ...]:
        tracked: Tracked | None = self.belongings["tracked"]
        return () if tracked is None else tracked.symptoms


def days_of(span: Span, read: Read) -> Days:
    """Return the days of a span. Those before the diary began are not missing: most of them
    are left out, but a picture has some days.
    """
    last = span.last.toordinal()
    begin = last if read.begin is None else read.begin.toordinal()
    first = min(begin, last - SHORTEST)
    if span.first is not None:
        first = max(first, span.first.toordinal())
    first = max(first, last - LONGEST, 1)
    return Days.between(date.fromordinal(first), span.last, read.daily)


def symptoms_to_pick(read: Read, span: Span, *, picked: Sequence[str]) -> list[str]:
    """Return what can be picked in a span, as a form sends it."""
    return [one or NO_NAME for one in offered_symptoms(read, days_of(span, read), picked)]


def offered_symptoms(read: Read, days: Days, picked: Sequence[str]) -> list[str | None]:
    """Return what can be picked: what is followed, has a score in these days, or is picked."""
    names = [*read.tracked, *symptoms_in(days), *map(symptom_sent, picked)]
    return list(dict.fromkeys(names))


def shown_symptoms(read: Read, days: Days, picked: Sequence[str] | None) -> list[str | None]:
    """Return what is shown: what is picked, else the first of what is followed and scored."""
    if picked is not None:
        return [symptom_sent(one) for one in picked]
    scored = symptoms_in(days)
    followed = [one for one in read.tracked if one in scored]
    return [*followed, *(() if followed else scored)][:MOST_BY_ITSELF]


def symptom_sent(sent: str) -> str | None:
    return None if sent == NO_NAME else sent
