"""What may be published is read newest first, however much was said."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('voices', '0005_attachment'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='voice',
            index=models.Index(condition=models.Q(('erased_at__isnull', True), ('may_publish', True)), fields=['-received_at', '-id'], name='voice_published'),
        ),
    ]
