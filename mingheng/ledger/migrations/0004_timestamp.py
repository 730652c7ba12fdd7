"""Timestamps that an authority gave for checkpoints."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_latest_cosignature")]

    operations = [
        migrations.CreateModel(
            name="Timestamp",
            fields=[
                (
                    "checkpoint",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="ledger.signedcheckpoint",
                    ),
                ),
                ("reply", models.BinaryField()),
                ("stamped_at", models.DateTimeField()),
                ("asked_at", models.DateTimeField()),
                ("authority", models.CharField(max_length=2000)),
            ],
            options={"db_table": "ledger_timestamp"},
        ),
    ]
