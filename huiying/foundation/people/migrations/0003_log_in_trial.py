from django.db import migrations, models


class Migration(migrations.Migration):
    """Wrong passwords are counted in one table for all processes."""

    dependencies = [("people", "0002_post_en")]

    operations = [
        migrations.CreateModel(
            name="LogInTrial",
            fields=[
                ("digest", models.BinaryField(max_length=32, primary_key=True, serialize=False)),
                ("failures", models.PositiveIntegerField()),
                ("last_at", models.DateTimeField(db_index=True)),
            ],
        ),
    ]
