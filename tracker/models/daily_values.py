"""A day in numbers, as the entries make it."""

import json
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from itertools import starmap
from sys import intern
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.domain.daily import Daily, DailyDose, DailyScore, Felt, Place
from tracker.models.person import Person

DAYS_REMEMBERED = 4096
"""How many days a worker keeps as they were read last: eleven years of one person, some 5 MB."""

# Nearly all numbers and names of a day stand in other days as well: each is held once.
_number, _whole, _felt = (lru_cache(maxsize=4096)(kind) for kind in (float, int, Felt))


class DailyValues(models.Model):
    """A row a local day of which anything is written, kept right by each write to its entries.

    It is no entry: it has no history, and no document holds it. `content` is JSON text and no
    JSONField: trends read thousands of rows at once, and nearly all of them were read before.
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
    return [Daily(day, *_numbers(content)) for day, content in rows]


@lru_cache(maxsize=DAYS_REMEMBERED)
def _numbers(
    content: str,
) -> tuple[tuple[DailyScore, ...], tuple[DailyDose, ...], tuple[str | None, ...]]:
    """Return what a day's text says. A write changes a day; all others need not be read again."""
    scores, doses, none_taken = json.loads(content, parse_float=_number, parse_int=_whole)
    return (
        tuple(map(_score, scores)),
        tuple(DailyDose._make([*map(_name, dose[:-1]), tuple(dose[-1])]) for dose in doses),
        tuple(map(_name, none_taken)),
    )


def _score(parts: list[Any]) -> DailyScore:
    *single, felt, places = parts
    return DailyScore._make(
        [*map(_name, single), tuple(starmap(_felt, felt)), tuple(map(_place, places))]
    )


def _place(parts: list[Any]) -> Place:
    return Place._make(map(_name, parts))


def _name(value: Any) -> Any:
    return intern(value) if isinstance(value, str) else value
