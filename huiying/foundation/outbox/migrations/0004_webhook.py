from django.db import migrations, models


class Migration(migrations.Migration):
    """Other systems can be told what happens."""

    dependencies = [("outbox", "0003_returned")]

    operations = [
        migrations.AlterField(
            model_name="message",
            name="way",
            field=models.CharField(
                choices=[("email", "E-mail"), ("sms", "SMS"), ("webhook", "Webhook")], max_length=8
            ),
        ),
        migrations.CreateModel(
            name="Webhook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
                ("url", models.CharField(max_length=500)),
                ("types", models.JSONField()),
                ("handle", models.CharField(max_length=32, unique=True)),
                ("sealed", models.BinaryField(help_text="nonce ‖ AES-256-GCM of the secret.")),
                ("key_version", models.PositiveSmallIntegerField()),
                ("active", models.BooleanField(default=True)),
                ("made_at", models.DateTimeField()),
                ("log_id", models.BigIntegerField(default=0)),
                ("idx", models.BigIntegerField(default=0)),
            ],
        ),
    ]
