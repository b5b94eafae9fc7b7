from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("voices", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="voice",
            name="may_contact",
            field=models.BooleanField(default=True, help_text="May be written to about it."),
        ),
    ]
