from django.db import migrations, models


class Migration(migrations.Migration):
    """The board counts the cases of an office by their standing: without this index over all that ever were."""

    dependencies = [("casework", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["office", "standing", "next_due_at", "voice"], name="case_office_queue"),
        ),
    ]
