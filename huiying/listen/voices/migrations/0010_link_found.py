from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('voices', '0009_erasure_request'),
    ]

    operations = [
        migrations.AlterField(
            model_name='linktoken',
            name='purpose',
            field=models.CharField(choices=[('follow', 'Follow a voice'), ('found', 'Find a receipt again, once')], max_length=10),
        ),
    ]
