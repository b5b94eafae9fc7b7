from django.db import migrations, models


class Migration(migrations.Migration):
    """Answers of the interface, kept for a day."""

    dependencies = [("people", "0004_api_key")]

    operations = [
        migrations.CreateModel(
            name="ApiAnswer",
            fields=[
                ("digest", models.BinaryField(max_length=32, primary_key=True, serialize=False)),
                ("asked", models.BinaryField(max_length=32)),
                ("sealed", models.BinaryField(null=True)),
                ("key_version", models.PositiveSmallIntegerField(null=True)),
                ("expires_at", models.DateTimeField(db_index=True)),
            ],
        ),
    ]
