"""The table of the signs, and the index of the engine beside it."""

from django.db import migrations, models

from huiying.foundation.search.engines import engine
from huiying.foundation.search.models import RowNumber


def make(apps, schema_editor):
    engine().make()


def unmake(apps, schema_editor):
    engine().unmake()


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Window",
            fields=[
                ("id", RowNumber(primary_key=True, serialize=False)),
                ("part", models.SmallIntegerField()),
                ("nth", models.SmallIntegerField(help_text="Number within its text.")),
                ("signs", models.TextField()),
            ],
        ),
        migrations.RunPython(make, unmake),
    ]
