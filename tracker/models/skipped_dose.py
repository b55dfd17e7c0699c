"""Usual doses that the person says were not taken."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.domain import diary
from tracker.models.base import DiaryRow
from tracker.models.fields import NAME_LENGTH


class SkippedDose(DiaryRow):
    """The dose of a product that is usual at `at` is not taken on `day`."""

    kind = "skipped_dose"

    product_id = models.CharField(_("product"), max_length=NAME_LENGTH)
    at = models.TimeField(_("usual time"))

    class Meta(DiaryRow.Meta):
        verbose_name = _("skipped dose")
        verbose_name_plural = _("skipped doses")

    @classmethod
    def columns(cls, entry: diary.SkippedDose) -> dict[str, Any]:
        return {
            "day": entry.day,
            "zone": entry.timezone,
            "product_id": entry.product_id,
            "at": entry.at,
        }

    @classmethod
    def entry_of(cls, row: Any) -> diary.SkippedDose:
        return diary.SkippedDose(
            id=row.entry_id,
            day=row.day,
            timezone=row.zone,
            product_id=row.product_id,
            at=row.at,
        )
