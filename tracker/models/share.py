"""Links by which a part of a diary can be read, and each time that one was opened.

They are no entries: they have no history and stand in no document. See
docs/decisions/0019-share-links.md.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.domain import shares
from tracker.domain.selection import Selection
from tracker.models.fields import NAME_LENGTH, WordField, holds_word_of
from tracker.models.person import Person
from tracker.models.plain import from_plain

HASH_LENGTH = 64


class Share(models.Model):
    """A link. Its tokens are kept as hashes, its passcode as a password is.

    `health_file` is encrypted, with a key that stands in the link alone. It is emptied when the
    link is over.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    share_id = models.CharField(_("id"), max_length=NAME_LENGTH)
    token_hash = models.CharField(max_length=HASH_LENGTH, unique=True)
    health_token_hash = models.CharField(max_length=HASH_LENGTH, unique=True)
    health_file = models.TextField(blank=True)
    selection = models.JSONField(_("what it shows"))
    label = models.CharField(_("whom it is for"), max_length=NAME_LENGTH, blank=True)
    made_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("open until"))
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    passcode = models.CharField(_("passcode"), max_length=128, blank=True)
    tries_left = models.PositiveSmallIntegerField(_("tries left"), default=shares.TRIES)

    class Meta:
        verbose_name = _("shared link")
        verbose_name_plural = _("shared links")
        constraints = [
            models.UniqueConstraint(fields=["person", "share_id"], name="share_one_id"),
        ]

    def __str__(self) -> str:
        return f"share {self.pk} of person {self.person_id}"

    def value(self, *, has_health_file: bool) -> shares.Share:
        """Return the domain value that the row holds. The file is large, and mostly not read."""
        return shares.Share(
            id=self.share_id,
            label=self.label,
            selection=from_plain(Selection, self.selection),
            made_at=self.made_at,
            expires_at=self.expires_at,
            revoked_at=self.revoked_at,
            has_passcode=bool(self.passcode),
            tries_left=self.tries_left,
            has_health_file=has_health_file,
        )


class ShareOpening(models.Model):
    """One time that a link was opened, and what was given. Of the reader nothing is kept."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="openings")
    at = models.DateTimeField(_("time"))
    what = WordField(_("what was given"))

    class Meta:
        verbose_name = _("opening of a shared link")
        verbose_name_plural = _("openings of shared links")
        indexes = [models.Index(fields=["share", "at"], name="%(class)s_at")]
        constraints = [holds_word_of("what", shares.Opened)]

    def __str__(self) -> str:
        return f"opening {self.pk} of share {self.share_id}"
