"""What a witness saw last is found at once, however long the log."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_tree")]

    operations = [
        migrations.AddIndex(
            model_name="cosignature",
            index=models.Index(fields=["witness", "-checkpoint"], name="ledger_cosignature_latest"),
        ),
    ]
