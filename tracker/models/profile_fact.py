"""What is known of the person, each fact from a day on."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.domain.diary import PROFILE_FACTS, HeldFact
from tracker.models.base import KeptRow
from tracker.models.fields import NAME_LENGTH
from tracker.models.plain import held_fact, plain


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
        return {"fact": entry.fact, "value": plain(entry.value), "holds_from": entry.holds_from}

    @classmethod
    def entry_of(cls, row: Any) -> HeldFact:
        return held_fact(row.fact, row.value, row.holds_from)
