"""Whose diary it is."""

from secrets import token_hex

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def new_state() -> str:
    return token_hex(16)


class Person(models.Model):
    """The owner of a diary. Today each login is one person; carers can come later.

    `revision` rises by one with each write to the diary. Caches and ETags hang on it, and the
    `version` of an entry is the revision that wrote it. `is_demo` is the diary that visitors may
    look at; at most one person has it.

    `state` is a random name of the diary's present state, new with each write: what is derived
    from the diary may be kept under it. The revision would not do, because a restored backup
    counts the same numbers again.

    `daily_made_by` names the knowledge and code by which the rows of `DailyValues` were made.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="person"
    )
    revision = models.PositiveBigIntegerField(_("revision"), default=0)
    state = models.CharField(max_length=32, default=new_state, editable=False)
    daily_made_by = models.CharField(max_length=200, default="", editable=False)
    is_demo = models.BooleanField(_("shared demo"), default=False)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                fields=["is_demo"], condition=models.Q(is_demo=True), name="person_one_demo"
            )
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"
