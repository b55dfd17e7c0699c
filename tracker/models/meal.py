"""What was eaten."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.domain import diary
from tracker.models.base import TimedRow
from tracker.models.plain import from_plain, plain


class Meal(TimedRow):
    """A meal: tags such as `fat`, and foods with their grams. Both are lists only read whole."""

    kind = "meal"

    tags = models.JSONField(_("tags"), default=list, blank=True)
    foods = models.JSONField(_("foods"), default=list, blank=True)
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

    def entry(self) -> diary.Meal:
        return diary.Meal(
            id=self.entry_id,
            eaten_at=self.local_time,
            timezone=self.zone,
            precision=self.precision,
            tags=tuple(self.tags),
            foods=from_plain(tuple[diary.FoodPortion, ...], self.foods),
            note=self.note,
        )
