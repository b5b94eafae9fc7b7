import django.db.models.deletion
from django.db import migrations, models

GIVEN_BEFORE = """
INSERT INTO voices_consent (voice_id, purpose, by_guardian, text_version, given_at)
SELECT id, 'publish', false, '', recorded_at FROM voices_voice WHERE may_publish
"""
"""Who agreed to publication before consents were written down each for itself read no notice with a version."""


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0006_invitation_blindindex'),
        ('voices', '0008_consent_help'),
    ]

    operations = [
        migrations.CreateModel(
            name='ErasureRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('asked', 'To be decided'), ('done', 'Erased'), ('refused', 'Not erased, with the reason')], default='asked', max_length=8)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answer', models.CharField(blank=True, help_text='Why it was not erased; the speaker reads it.', max_length=300)),
                ('answered_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staff')),
                ('voice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='erasure_requests', to='voices.voice')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('voice',), name='erasure_request_waits_once')],
            },
        ),
        migrations.RunSQL(GIVEN_BEFORE, migrations.RunSQL.noop),
    ]
