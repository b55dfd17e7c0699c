"""The history: what each write did to which entries."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.models.fields import NAME_LENGTH
from tracker.models.person import Person


class Change(models.Model):
    """One write, undone as one step. What it did stands in its `lines`, one an entry.

    A write can touch several entries: logging magnesium also takes back "no magnesium today",
    and an import adds thousands. `undoes` is set where the write took another one back.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    undoes = models.OneToOneField(
        "self", on_delete=models.CASCADE, null=True, related_name="undone_by"
    )

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")

    def __str__(self) -> str:
        return f"change {self.pk} of person {self.person_id}"


class ChangedEntry(models.Model):
    """One entry before and after a change, as plain JSON; NULL means that it was not there."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(_("kind of entry"), max_length=20)
    entry_id = models.CharField(_("id"), max_length=NAME_LENGTH)
    before = models.JSONField(_("before"), null=True)
    after = models.JSONField(_("after"), null=True)

    class Meta:
        verbose_name = _("changed entry")
        verbose_name_plural = _("changed entries")
        indexes = [
            models.Index(
                fields=["person", "entry_id", "kind", "change"], name="changedentry_history"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["change", "kind", "entry_id"], name="changedentry_once_a_change"
            ),
            models.CheckConstraint(
                condition=models.Q(before__isnull=False) | models.Q(after__isnull=False),
                name="changedentry_did_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} line {self.pk} of change {self.change_id}"

    @property
    def kind_name(self) -> str:
        """The kind of entry, by the name under which each row has it."""
        return self.kind
