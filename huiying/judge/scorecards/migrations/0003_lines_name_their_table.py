"""The column `by` is called `table`: elsewhere "by" is who did something."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('scorecards', '0002_targets'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='scoreline', name='score_line_month'),
        migrations.RemoveIndex(model_name='scoreline', name='score_line_unit'),
        migrations.RenameField(model_name='scoreline', old_name='by', new_name='table'),
        migrations.AddIndex(
            model_name='scoreline',
            index=models.Index(fields=['month', 'table'], name='score_line_month'),
        ),
        migrations.AddIndex(
            model_name='scoreline',
            index=models.Index(fields=['unit', 'table', 'month'], name='score_line_unit'),
        ),
    ]
