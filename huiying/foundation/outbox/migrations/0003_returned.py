from django.db import migrations, models


class Migration(migrations.Migration):
    """A mail can come back."""

    dependencies = [("outbox", "0002_about_index")]

    operations = [
        migrations.AlterField(
            model_name="message",
            name="standing",
            field=models.CharField(
                choices=[
                    ("waiting", "Waiting"),
                    ("sending", "Being sent"),
                    ("sent", "Sent"),
                    ("failed", "Given up"),
                    ("returned", "Returned undelivered"),
                ],
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="message",
            name="sealed",
            field=models.BinaryField(help_text="nonce ‖ AES-256-GCM of {to, subject, text, thread}.", null=True),
        ),
    ]
