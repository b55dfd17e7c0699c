"""How it felt."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.domain import diary
from tracker.models.base import TimedRow
from tracker.models.fields import (
    ExactDecimalField,
    ListField,
    WordField,
    WrittenField,
    WrittenNameField,
    holds_word_of,
)
from tracker.models.plain import from_plain, plain

SITES = tuple[diary.Site, ...]


class Score(TimedRow):
    """A symptom at one time, on the scale that it was given on.

    The scale is copied onto the row, so that a later change of a symptom's scale does not
    change what an old value meant. No value: the symptom was there (a warning sign).
    """

    kind = "score"

    symptom = WrittenNameField(_("symptom"), null=True)
    value = ExactDecimalField(_("value"), null=True)
    scale_min = ExactDecimalField(_("lowest value"))
    scale_max = ExactDecimalField(_("highest value"))
    scale_better = WordField(_("better end"))
    scale_unit = WrittenField(_("unit"), null=True)
    sites = ListField(_("where"), default=list, blank=True)
    qualities = ListField(_("what it is like"), default=list, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta(TimedRow.Meta):
        verbose_name = _("symptom score")
        verbose_name_plural = _("symptom scores")
        indexes = [
            *TimedRow.Meta.indexes,
            models.Index(fields=["person", "symptom", "day"], name="%(class)s_symptom"),
        ]
        constraints = [
            *TimedRow.Meta.constraints,
            holds_word_of("scale_better", diary.Better),
        ]

    @classmethod
    def columns(cls, entry: diary.Score) -> dict[str, Any]:
        return {
            **cls.time_columns(entry.felt_at, entry.timezone, entry.precision),
            "symptom": entry.symptom,
            "value": entry.value,
            "scale_min": entry.scale.min,
            "scale_max": entry.scale.max,
            "scale_better": entry.scale.better,
            "scale_unit": entry.scale.unit,
            "sites": plain(entry.sites),
            "qualities": plain(entry.qualities),
            "note": entry.note,
        }

    @classmethod
    def entry_of(cls, row: Any) -> diary.Score:
        return diary.Score(
            id=row.entry_id,
            felt_at=cls.local_time(row),
            timezone=row.zone,
            symptom=row.symptom,
            value=row.value,
            scale=diary.Scale(
                min=row.scale_min,
                max=row.scale_max,
                better=row.scale_better,
                unit=row.scale_unit,
            ),
            precision=row.precision,
            sites=from_plain(SITES, row.sites) if row.sites else (),
            qualities=tuple(row.qualities),
            note=row.note,
        )
