"""What is known of a login beyond its name: whether it is leaving, and its devices."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_cache_table"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Device",
            fields=[
                ("id", ID),
                ("cookie_hash", models.CharField(max_length=64)),
                (
                    "user_agent",
                    models.CharField(blank=True, max_length=200, verbose_name="browser"),
                ),
                ("first_at", models.DateTimeField(verbose_name="first login")),
                ("last_at", models.DateTimeField(verbose_name="latest login")),
                ("known_at", models.DateTimeField(null=True, verbose_name="known since")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="devices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "device",
                "verbose_name_plural": "devices",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "cookie_hash"), name="device_once_a_login"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Standing",
            fields=[
                ("id", ID.clone()),
                (
                    "asked_at",
                    models.DateTimeField(null=True, verbose_name="deletion asked for"),
                ),
                (
                    "leaves_at",
                    models.DateTimeField(db_index=True, null=True, verbose_name="deleted from"),
                ),
                (
                    "news_until",
                    models.DateTimeField(null=True, verbose_name="news of a device until"),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="standing",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "standing",
                "verbose_name_plural": "standings",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(asked_at__isnull=True, leaves_at__isnull=True),
                            models.Q(asked_at__isnull=False, leaves_at__isnull=False),
                            _connector="OR",
                        ),
                        name="standing_leaves_when_asked",
                    )
                ],
            },
        ),
    ]
