"""The name of each login as names are compared, once: capitals make no other account.

Of logins that differ by capitals alone the first one gets the row; `doubles.py` tells of the rest.
"""

import unicodedata

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

BATCH = 1000


def compare_all(apps, schema_editor):
    logins, rows = apps.get_model(settings.AUTH_USER_MODEL), apps.get_model("accounts.ComparedName")
    alias = schema_editor.connection.alias
    names = logins.objects.using(alias).order_by("pk").values_list("pk", "username")
    firsts = {}
    for pk, name in names.iterator(chunk_size=BATCH):
        firsts.setdefault(unicodedata.normalize("NFKC", name).lower(), pk)
    made = (rows(user_id=pk, name=name) for name, pk in firsts.items())
    rows.objects.using(alias).bulk_create(made, batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_standing_and_devices"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ComparedName",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="compared_name",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("name", models.CharField(max_length=300, verbose_name="name without capitals")),
            ],
            options={
                "verbose_name": "name as it is compared",
                "verbose_name_plural": "names as they are compared",
                "constraints": [
                    models.UniqueConstraint(fields=("name",), name="compared_name_once")
                ],
            },
        ),
        migrations.RunPython(compare_all, migrations.RunPython.noop, elidable=True),
    ]
