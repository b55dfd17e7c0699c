"""What belongs to the person and not to a day: products, what they follow, what they ask."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.domain import diary
from tracker.models.base import KeptRow
from tracker.models.fields import WordField
from tracker.models.plain import from_plain, plain

SORTS: dict[str, type] = {
    "product": diary.Product,
    "favourite": diary.Favourite,
    "custom_symptom": diary.CustomSymptom,
    "tracked": diary.Tracked,
    "question": diary.Question,
    "experiment": diary.Experiment,
    "settings": diary.Settings,
    "cover_sheet": diary.CoverSheet,
}
"""The sorts of belongings, by their names in the history."""

_SORT_OF = {value_type: sort for sort, value_type in SORTS.items()}


class Belonging(KeptRow):
    """A row a belonging of any sort, kept whole as JSON.

    They are few, are always read all together, and no query asks for a part of one: with one
    table they cost each page one query. What is asked for over the years, the intakes of a
    product, has a column there.
    """

    kind = "belonging"

    sort = WordField(_("sort"))
    content = models.JSONField(_("content"))

    class Meta(KeptRow.Meta):
        verbose_name = _("belonging")
        verbose_name_plural = _("belongings")
        constraints = [
            models.UniqueConstraint(fields=["person", "sort", "entry_id"], name="%(class)s_one_id"),
            models.CheckConstraint(
                condition=models.Q(sort__in=list(SORTS)), name="%(class)s_known_sort"
            ),
        ]

    @property
    def kind_name(self) -> str:
        return self.sort

    @classmethod
    def columns(cls, entry: Any) -> dict[str, Any]:
        return {"sort": _SORT_OF[type(entry)], "content": plain(entry)}

    @classmethod
    def entry_of(cls, row: Any) -> Any:
        return from_plain(SORTS[row.sort], row.content)
