"""The tree over all entries: its tiles, the roots that were signed, and who outside saw them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="SignedCheckpoint",
            fields=[
                ("size", models.BigIntegerField(primary_key=True, serialize=False)),
                ("root", models.BinaryField(max_length=32)),
                ("note", models.TextField()),
                ("signed_at", models.DateTimeField()),
            ],
            options={"db_table": "ledger_checkpoint"},
        ),
        migrations.CreateModel(
            name="StoredTile",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey("level", "index", blank=True, editable=False, primary_key=True, serialize=False),
                ),
                ("level", models.SmallIntegerField()),
                ("index", models.BigIntegerField()),
                ("data", models.BinaryField()),
            ],
            options={"db_table": "ledger_tile"},
        ),
        migrations.CreateModel(
            name="Cosignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("witness", models.CharField(max_length=255)),
                ("line", models.TextField()),
                ("seen_at", models.DateTimeField()),
                (
                    "checkpoint",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="ledger.signedcheckpoint"),
                ),
            ],
            options={
                "db_table": "ledger_cosignature",
                "constraints": [
                    models.UniqueConstraint(fields=["checkpoint", "witness"], name="ledger_cosignature_one_a_witness"),
                ],
            },
        ),
    ]
