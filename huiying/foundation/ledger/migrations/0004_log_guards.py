"""Guard triggers on the tables of the log."""

from django.db import migrations

from huiying.foundation.ledger import guards

LOG = {table: key for table, key in guards.GUARDED.items() if table != "ledger_event"}
EVENTS = {"ledger_event": guards.GUARDED["ledger_event"]}


def install(apps, schema_editor):
    guards.drop(schema_editor.connection, EVENTS)
    guards.install(schema_editor.connection)


def drop(apps, schema_editor):
    guards.drop(schema_editor.connection, LOG)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_log")]
    operations = [migrations.RunPython(install, drop)]
