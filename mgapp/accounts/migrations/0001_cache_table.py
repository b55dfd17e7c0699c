"""Makes the table of the cache, in which attempts to log in are counted for all workers alike."""

from django.core.management import call_command
from django.db import migrations


def make_table(apps, schema_editor):
    # It leaves a table alone that is there already.
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = []
    operations = [migrations.RunPython(make_table, migrations.RunPython.noop, elidable=False)]
