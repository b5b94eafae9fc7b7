"""Guard triggers on the event table."""

from django.db import migrations

from huiying.foundation.ledger import guards

EVENTS = {"ledger_event": "id"}


def install(apps, schema_editor):
    guards.install(schema_editor.connection, EVENTS)


def drop(apps, schema_editor):
    guards.drop(schema_editor.connection, EVENTS)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(install, drop)]
