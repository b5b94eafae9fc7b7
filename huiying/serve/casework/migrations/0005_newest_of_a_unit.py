import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The index of a unit gives its newest cases first: in place of the one of the foreign key, not beside it."""

    dependencies = [("casework", "0004_live_cases")]

    operations = [
        migrations.AddIndex(
            model_name="case", index=models.Index(fields=["unit", "voice"], name="case_newest_of_unit")
        ),
        migrations.AddIndex(
            model_name="case", index=models.Index(fields=["office", "voice"], name="case_newest_of_office")
        ),
        migrations.AlterField(
            model_name="case",
            name="office",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cases_dispatched",
                to="people.unit",
            ),
        ),
        migrations.AlterField(
            model_name="case",
            name="unit",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="people.unit"
            ),
        ),
    ]
