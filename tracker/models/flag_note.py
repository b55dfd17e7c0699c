"""What the person says about flags."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.domain import flag_notes
from tracker.models.base import KeptRow
from tracker.models.fields import NAME_LENGTH, WordField, holds_word_of


class FlagNote(KeptRow):
    """A row a flag and what is said of it. Its id is made of both.

    `flag_key` names the flag, so that those of one page are one query.
    """

    kind = "flag_note"

    rule = models.CharField(_("rule"), max_length=NAME_LENGTH)
    entries = models.JSONField(_("entries"), default=list)
    says = WordField(_("what is said"))
    flag_key = models.CharField(max_length=NAME_LENGTH)

    class Meta(KeptRow.Meta):
        verbose_name = _("note on a flag")
        verbose_name_plural = _("notes on flags")
        indexes = [models.Index(fields=["person", "flag_key"], name="%(class)s_flag")]
        constraints = [
            *KeptRow.Meta.constraints,
            holds_word_of("says", flag_notes.FlagSaying),
        ]

    @classmethod
    def columns(cls, entry: flag_notes.FlagNote) -> dict[str, Any]:
        return {
            "rule": entry.rule,
            "entries": list(entry.entries),
            "says": entry.says,
            "flag_key": entry.key,
        }

    @classmethod
    def entry_of(cls, row: Any) -> flag_notes.FlagNote:
        return flag_notes.FlagNote(rule=row.rule, entries=tuple(row.entries), says=row.says)
