"""What all rows of a diary have: the person, the entry's id, its version, when and where it was."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.domain.diary import Precision
from tracker.models.fields import NAME_LENGTH, WordField, holds_word_of
from tracker.models.person import Person


class KeptRow(models.Model):
    """A row that `actions` write, undo and keep the history of.

    `entry_id` is given by the caller and unique with the person: saving it again is the same
    entry. A form makes a UUID; an imported document brings ids of any kind ("a"), and they must
    come out again unchanged. So it is text, one column for both, and not a UUID column beside
    a second one for the rest. `version` is the person's revision that wrote the row: it rises
    even when an entry is deleted and brought back, so a page opened earlier is always told.
    """

    kind: ClassVar[str]
    child_lists: ClassVar[tuple[str, ...]] = ()
    """The names under which Django finds the rows of other tables that belong to one of these."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    entry_id = models.CharField(_("id"), max_length=NAME_LENGTH)
    version = models.PositiveBigIntegerField(_("version"))

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["person", "entry_id"], name="%(class)s_one_id"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} of person {self.person_id}"

    @property
    def kind_name(self) -> str:
        """The kind of entry of this row; rows of one table can be of several."""
        return self.kind

    @classmethod
    def columns(cls, entry: Any) -> dict[str, Any]:
        """Return what the columns of this table hold for the domain value `entry`."""
        raise NotImplementedError

    def children(self, entry: Any) -> Iterable[models.Model]:
        """Return the rows of other tables that belong to this row, not yet saved."""
        del entry
        return ()

    def drop_children(self) -> None:
        """Delete the rows of other tables that belong to this row."""

    @classmethod
    def entry_of(cls, row: Any) -> Any:
        """Return the domain value of `row`: a row of this table, or a tuple of its named columns.

        Queries that read many entries ask for tuples: making a model of each row takes longer
        than everything else.
        """
        raise NotImplementedError

    def entry(self) -> Any:
        """Return the domain value that the row holds."""
        return self.entry_of(self)


class DiaryRow(KeptRow):
    """An entry of one local day. The day is stored, so a day is one query."""

    day = models.DateField(_("day"))
    zone = models.CharField(_("time zone"), max_length=NAME_LENGTH)

    class Meta(KeptRow.Meta):
        abstract = True
        indexes = [models.Index(fields=["person", "day"], name="%(class)s_day")]


class TimedRow(DiaryRow):
    """An entry at one instant, written in the zone `zone`; `day` is its local day there."""

    instant = models.DateTimeField(_("time"))
    precision = WordField(_("how exactly"))

    class Meta(DiaryRow.Meta):
        abstract = True
        indexes = [
            *DiaryRow.Meta.indexes,
            models.Index(fields=["person", "instant"], name="%(class)s_instant"),
        ]
        constraints = [*DiaryRow.Meta.constraints, holds_word_of("precision", Precision)]

    @staticmethod
    def local_time(row: Any) -> datetime:
        """Return the time of `row` in its own zone, with the `fold` of a clock time that is twice.

        `row` is as in `entry_of`.
        """
        local: datetime = row.instant.astimezone(ZoneInfo(row.zone))
        return local

    @staticmethod
    def time_columns(at: datetime, zone: str, precision: Precision) -> dict[str, Any]:
        local = at.astimezone(ZoneInfo(zone))
        return {"instant": at, "zone": zone, "day": local.date(), "precision": precision}
