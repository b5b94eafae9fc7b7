from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="deadline",
            index=models.Index(fields=["clock", "due_at", "met_at", "stopped_at"], name="deadline_month"),
        ),
    ]
