"""How far the requests of other Open311 systems were brought in."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('loop', '0001_nightly_run'),
    ]

    operations = [
        migrations.CreateModel(
            name='OuterSystem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, unique=True)),
                ('url', models.CharField(max_length=500, unique=True)),
                ('pulled_through', models.DateTimeField(help_text='Everything that changed there before is here.', null=True)),
                ('pushed_through', models.BigIntegerField(default=0, help_text='The last event of ours that it was told of.')),
            ],
        ),
    ]
