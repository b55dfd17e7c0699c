"""What was eaten."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.domain import diary
from tracker.models.base import TimedRow
from tracker.models.fields import ListField
from tracker.models.plain import from_plain, plain

FOODS = tuple[diary.FoodPortion, ...]


class Meal(TimedRow):
    """A meal: tags such as `fat`, and foods with their grams. Both are lists only read whole."""

    kind = "meal"

    tags = ListField(_("tags"), default=list, blank=True)
    foods = ListField(_("foods"), default=list, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta(TimedRow.Meta):
        verbose_name = _("meal")
        verbose_name_plural = _("meals")

    @classmethod
    def columns(cls, entry: diary.Meal) -> dict[str, Any]:
        return {
            **cls.time_columns(entry.eaten_at, entry.timezone, entry.precision),
            "tags": plain(entry.tags),
            "foods": plain(entry.foods),
            "note": entry.note,
        }

    @classmethod
    def entry_of(cls, row: Any) -> diary.Meal:
        return diary.Meal(
            id=row.entry_id,
            eaten_at=cls.local_time(row),
            timezone=row.zone,
            precision=row.precision,
            tags=tuple(row.tags),
            foods=from_plain(FOODS, row.foods) if row.foods else (),
            note=row.note,
        )
