from django.db import migrations, models


class Migration(migrations.Migration):
    """A post has an English name too, for histories and timelines on English pages."""

    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="staff", name="post_en", field=models.CharField(blank=True, max_length=120)
        ),
    ]
