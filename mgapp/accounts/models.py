"""What this site knows of a login beyond its name and password: is it leaving, and its devices."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

HASH_LENGTH = 64
AGENT_LENGTH = 200
COMPARED_LENGTH = 300
"""A name has 150 characters; some letters are two of them once they are small."""


class Standing(models.Model):
    """One row a login, there as soon as there is something to say. It is read with the login.

    `asked_at` and `leaves_at` are set while the account waits for its deletion. `news_until` is
    set while a device that logged in is shown to the others.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="standing"
    )
    asked_at = models.DateTimeField(_("deletion asked for"), null=True)
    leaves_at = models.DateTimeField(_("deleted from"), null=True, db_index=True)
    news_until = models.DateTimeField(_("news of a device until"), null=True)

    class Meta:
        verbose_name = _("standing")
        verbose_name_plural = _("standings")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(asked_at__isnull=True, leaves_at__isnull=True)
                | models.Q(asked_at__isnull=False, leaves_at__isnull=False),
                name="standing_leaves_when_asked",
            )
        ]

    def __str__(self) -> str:
        return f"standing of login {self.user_id}"


class ComparedName(models.Model):
    """The name of a login as names are compared: without capitals. No two logins have the same.

    The page looks before it makes an account; this row keeps two who ask at one moment apart.
    A login that a command made without the rules of the sign-up page has none.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="compared_name",
    )
    name = models.CharField(_("name without capitals"), max_length=COMPARED_LENGTH)

    class Meta:
        verbose_name = _("name as it is compared")
        verbose_name_plural = _("names as they are compared")
        constraints = [models.UniqueConstraint(fields=["name"], name="compared_name_once")]

    def __str__(self) -> str:
        return f"name of login {self.user_id}"


class Device(models.Model):
    """A browser in which a login was used. It has a random cookie, of which a hash is kept.

    The hash is made with the login, so two logins of one browser have nothing in common here.
    `known_at` is when it was the first of its login, or another device said that it is one's own.
    """

    FORGOTTEN_AFTER = timedelta(days=400)

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="devices"
    )
    cookie_hash = models.CharField(max_length=HASH_LENGTH)
    user_agent = models.CharField(_("browser"), max_length=AGENT_LENGTH, blank=True)
    first_at = models.DateTimeField(_("first login"))
    last_at = models.DateTimeField(_("latest login"))
    known_at = models.DateTimeField(_("known since"), null=True)

    class Meta:
        verbose_name = _("device")
        verbose_name_plural = _("devices")
        constraints = [
            models.UniqueConstraint(fields=["user", "cookie_hash"], name="device_once_a_login")
        ]

    def __str__(self) -> str:
        return f"device {self.pk} of login {self.user_id}"
