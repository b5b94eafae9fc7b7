from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("voices", "0002_may_contact")]

    operations = [
        migrations.AddField(
            model_name="voice",
            name="erased_at",
            field=models.DateTimeField(help_text="When every word was emptied.", null=True),
        ),
        migrations.AddField(
            model_name="voice",
            name="erasure_pending",
            field=models.BooleanField(default=False, help_text="Old copies may still stand in the database file."),
        ),
        migrations.AddIndex(
            model_name="voice",
            index=models.Index(
                condition=models.Q(("erasure_pending", True)), fields=["erased_at"], name="voice_erasure_pending"
            ),
        ),
    ]
