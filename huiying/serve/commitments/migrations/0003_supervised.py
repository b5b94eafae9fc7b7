from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("commitments", "0002_reads")]

    operations = [
        migrations.AddField(
            model_name="commitment", name="supervised", field=models.BooleanField(default=False)
        ),
    ]
