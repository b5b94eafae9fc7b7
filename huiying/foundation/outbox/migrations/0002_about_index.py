from django.db import migrations, models


class Migration(migrations.Migration):
    """The messages about one thing are looked up on its page."""

    dependencies = [("outbox", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["about_kind", "about_id"], name="message_about"),
        ),
    ]
