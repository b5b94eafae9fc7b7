from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("office", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="calendarday",
            name="notice",
            field=models.JSONField(
                null=True, help_text="What the notice says (working, name) where the office does otherwise."
            ),
        ),
    ]
