from django.db import migrations, models


class Migration(migrations.Migration):
    """The bar counts on every page what waits for a role: without this index over all that was ever decided."""

    dependencies = [("casework", "0002_case_office_queue")]

    operations = [
        migrations.AddIndex(
            model_name="approval",
            index=models.Index(fields=["state", "role", "unit"], name="approval_waiting"),
        ),
    ]
