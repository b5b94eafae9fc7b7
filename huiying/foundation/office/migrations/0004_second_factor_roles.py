from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("office", "0003_web_pause")]

    operations = [
        migrations.AddField(
            "officeprofile",
            "second_factor_roles",
            models.JSONField(
                blank=True,
                default=list,
                help_text="Whoever holds one of these roles needs a second factor; empty: nobody yet.",
            ),
        ),
    ]
