from django.conf import settings
from django.db import migrations, models
from django.db.models import deletion


class Migration(migrations.Migration):
    """Keys of the programming interface."""

    dependencies = [("people", "0003_log_in_trial")]

    operations = [
        migrations.CreateModel(
            name="ApiKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
                ("prefix", models.CharField(max_length=12)),
                ("digest", models.BinaryField(max_length=32, unique=True)),
                (
                    "staff",
                    models.ForeignKey(
                        null=True,
                        on_delete=deletion.PROTECT,
                        related_name="api_keys",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(null=True, on_delete=deletion.PROTECT, related_name="+", to="people.unit"),
                ),
                ("scopes", models.JSONField()),
                ("per_minute", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField()),
                ("expires_on", models.DateField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                ("last_used_at", models.DateTimeField(null=True)),
                ("window", models.BigIntegerField(default=0)),
                ("used", models.PositiveIntegerField(default=0)),
            ],
        ),
    ]
