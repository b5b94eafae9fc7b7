from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("office", "0002_kept_notice")]

    operations = [
        migrations.CreateModel(
            name="WebPause",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=300)),
                ("reason_en", models.CharField(blank=True, max_length=300)),
                ("began_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True, help_text="When it was ended before its time.")),
            ],
        ),
    ]
