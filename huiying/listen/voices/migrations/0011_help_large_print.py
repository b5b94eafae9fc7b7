from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("voices", "0010_link_found")]

    operations = [
        migrations.AlterField(
            model_name="help",
            name="kind",
            field=models.CharField(
                choices=[
                    ("interpreter", "An interpreter"),
                    ("sign", "Sign language"),
                    ("easy", "Answers in easy words"),
                    ("read_out", "Answers read out to me"),
                    ("large_print", "Letters in large print"),
                ],
                max_length=12,
            ),
        ),
    ]
