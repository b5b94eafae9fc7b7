from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ratings", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="rating",
            index=models.Index(fields=["given_at", "resolved"], name="rating_month"),
        ),
    ]
