"""A day in numbers, as the entries make it."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.domain.daily import Daily, DailyDose, DailyScore, Felt, Place
from tracker.models.person import Person


class DailyValues(models.Model):
    """A row a local day of which anything is written, kept right by each write to its entries.

    It is no entry: it has no history, and no document holds it. `content` is JSON text and no
    JSONField: trends read thousands of rows at once, and all of them are parsed in one go.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(_("day"))
    content = models.TextField()

    class Meta:
        verbose_name = _("numbers of a day")
        verbose_name_plural = _("numbers of days")
        constraints = [
            models.UniqueConstraint(fields=["person", "day"], name="dailyvalues_one_a_day"),
        ]

    def __str__(self) -> str:
        return f"numbers {self.pk} of person {self.person_id}"


def content_of(daily: Daily) -> str:
    """Return all of a day but its date, as short as JSON can say it."""
    return json.dumps([daily.scores, daily.doses, daily.none_taken], separators=(",", ":"))


def daily_from(rows: Iterable[tuple[date, str]]) -> list[Daily]:
    """Return the days of rows (day, content)."""
    days, contents = zip(*rows, strict=True) if (rows := [*rows]) else ((), ())
    parsed = json.loads(f"[{','.join(contents)}]")
    return [
        Daily(
            day,
            scores=tuple(map(_score, scores)),
            doses=tuple(DailyDose._make([*dose[:-1], tuple(dose[-1])]) for dose in doses),
            none_taken=tuple(none_taken),
        )
        for day, (scores, doses, none_taken) in zip(days, parsed, strict=True)
    ]


def _score(parts: list[Any]) -> DailyScore:
    *single, felt, places = parts
    return DailyScore._make(
        [*single, tuple(map(Felt._make, felt)), tuple(map(Place._make, places))]
    )
