from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0010_review_line")]

    operations = [
        migrations.AddField(
            model_name="reply",
            name="easy_text",
            field=models.TextField(
                blank=True,
                default="",
                db_default="",
                help_text="The same in easy words, where the speaker asked for them.",
            ),
        ),
    ]
