"""A day in short, as it was worked out last."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.models.fields import NAME_LENGTH
from tracker.models.person import Person


class DaySummary(models.Model):
    """A row a local day: a cache of what the entries and the rules say, and never the truth.

    It is no entry: it has no history, and no document holds it. Whatever could make it wrong
    deletes it (`tracker.actions.summaries`), and whoever asks next works it out again. `made_by`
    names the state of knowledge and code that it comes from; of another one it counts as missing.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(_("day"))
    made_by = models.CharField(max_length=NAME_LENGTH)
    content = models.JSONField()

    class Meta:
        verbose_name = _("summary of a day")
        verbose_name_plural = _("summaries of days")
        constraints = [
            models.UniqueConstraint(fields=["person", "day"], name="daysummary_one_a_day"),
        ]

    def __str__(self) -> str:
        return f"summary {self.pk} of person {self.person_id}"
