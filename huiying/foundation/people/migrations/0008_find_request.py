from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0007_second_factor")]

    operations = [
        migrations.CreateModel(
            name="FindRequest",
            fields=[
                ("digest", models.BinaryField(max_length=32, primary_key=True, serialize=False)),
                ("sealed", models.BinaryField()),
                ("key_version", models.PositiveSmallIntegerField()),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
            ],
        ),
    ]
