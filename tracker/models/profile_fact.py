"""What is known of the person, each fact from a day on."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.domain.diary import PROFILE_FACTS
from tracker.models.base import KeptRow
from tracker.models.fields import NAME_LENGTH


@dataclass(frozen=True, slots=True)
class HeldFact:
    """One fact of a `Profile`, holding from a day on; `None`: since ever.

    `value` is plain JSON (see `plain`); `None` says that it is not known from then on.
    """

    fact: str
    value: Any = None
    holds_from: date | None = None

    @property
    def id(self) -> str:
        """Name the fact and its first day: there is one value for the two.

        >>> HeldFact("kidney", "ckd", date(2026, 5, 1)).id
        'kidney from 2026-05-01'
        """
        return self.fact if self.holds_from is None else f"{self.fact} from {self.holds_from}"


class ProfileFact(KeptRow):
    """A row a fact and first day. Its id is made of both, so the two are unique with the person."""

    kind = "profile_fact"

    fact = models.CharField(_("fact"), max_length=NAME_LENGTH)
    value = models.JSONField(_("value"), null=True)
    holds_from = models.DateField(_("holds from"), null=True)

    class Meta(KeptRow.Meta):
        verbose_name = _("profile fact")
        verbose_name_plural = _("profile facts")
        constraints = [
            *KeptRow.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(fact__in=PROFILE_FACTS), name="%(class)s_known_fact"
            ),
        ]

    @classmethod
    def columns(cls, entry: HeldFact) -> dict[str, Any]:
        return {"fact": entry.fact, "value": entry.value, "holds_from": entry.holds_from}

    @classmethod
    def entry_of(cls, row: Any) -> HeldFact:
        return HeldFact(fact=row.fact, value=row.value, holds_from=row.holds_from)
