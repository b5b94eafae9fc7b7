from django.db import migrations, models
from django.db.models import Q

AGAIN = Q(standing__in=["waiting", "ended"]) & Q(next_due_at__isnull=False)
IS_LIVE = Q(sealed=False) & (Q(standing="open") | AGAIN)


class Migration(migrations.Migration):
    """Lists of work read an index of live cases alone; what they asked before over all that ever were, goes."""

    dependencies = [("casework", "0003_approval_waiting")]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["unit", "next_due_at", "voice", "standing", "sealed", "state", "next_clock", "handler"],
                name="case_live_of_unit",
                condition=IS_LIVE,
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["office", "state", "next_due_at", "voice", "standing", "sealed", "hops", "urgent"],
                name="case_live_of_office",
                condition=IS_LIVE,
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["office", "next_due_at", "voice", "standing"], name="case_sealed", condition=Q(sealed=True)
            ),
        ),
        migrations.RemoveIndex(model_name="case", name="case_unit_queue"),
        migrations.RemoveIndex(model_name="case", name="case_dispatch"),
        migrations.RemoveIndex(model_name="case", name="case_office_queue"),
        migrations.RemoveIndex(model_name="case", name="case_handler_open"),
    ]
