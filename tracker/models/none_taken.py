"""Days on which the person says that something was not taken."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tracker.domain import diary
from tracker.models.base import DiaryRow
from tracker.models.fields import WrittenNameField


class NoneTaken(DiaryRow):
    """No intake of `substance` on `day`; NULL means of anything at all. A blank day is unknown."""

    kind = "none_taken"

    substance = WrittenNameField(_("substance"), null=True)

    class Meta(DiaryRow.Meta):
        verbose_name = _("day without")
        verbose_name_plural = _("days without")

    @classmethod
    def columns(cls, entry: diary.NoneTaken) -> dict[str, Any]:
        return {"day": entry.day, "zone": entry.timezone, "substance": entry.substance}

    @classmethod
    def entry_of(cls, row: Any) -> diary.NoneTaken:
        return diary.NoneTaken(
            id=row.entry_id, day=row.day, timezone=row.zone, substance=row.substance
        )
