"""The tables of the ledger, the guard on those that only grow, and the checks that bind an entry's columns to its bytes."""

import django.db.models.deletion
from django.db import migrations, models

from mingheng.ledger.rules import (
    REFUSE_CHANGE_REMOVAL_SQL,
    REFUSE_CHANGE_SQL,
    append_only_removal_sql,
    append_only_trigger_sql,
)

COLUMNS_REPEAT_THE_BYTES = """
ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_leaf_is_its_hash
    CHECK (leaf = sha256('\\x00'::bytea || entry));
ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_columns_repeat_it
    CHECK (convert_from(entry, 'UTF8')::jsonb ->> 'c' IS NOT DISTINCT FROM chain
        AND (convert_from(entry, 'UTF8')::jsonb ->> 'n')::bigint IS NOT DISTINCT FROM n);
"""

COLUMNS_REMOVAL = """
ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_leaf_is_its_hash;
ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_columns_repeat_it;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Chain",
            fields=[
                ("chain", models.CharField(max_length=128, primary_key=True, serialize=False)),
                ("n", models.BigIntegerField()),
                ("leaf", models.BinaryField(max_length=32)),
                ("wrapped_key", models.BinaryField(max_length=40, null=True)),
            ],
            options={
                "db_table": "ledger_chain",
            },
        ),
        migrations.CreateModel(
            name="StoredEntry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("chain", models.CharField(max_length=128)),
                ("n", models.BigIntegerField()),
                ("leaf", models.BinaryField(max_length=32, unique=True)),
                ("entry", models.BinaryField()),
            ],
            options={
                "db_table": "ledger_entry",
            },
        ),
        migrations.CreateModel(
            name="Position",
            fields=[
                ("position", models.BigIntegerField(primary_key=True, serialize=False)),
                ("placed_at", models.DateTimeField()),
            ],
            options={
                "db_table": "ledger_position",
            },
        ),
        migrations.CreateModel(
            name="Outbox",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, primary_key=True, serialize=False, to="ledger.storedentry"
                    ),
                ),
            ],
            options={
                "db_table": "ledger_outbox",
            },
        ),
        migrations.CreateModel(
            name="Sealed",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, primary_key=True, serialize=False, to="ledger.storedentry"
                    ),
                ),
                ("sealed", models.BinaryField()),
            ],
            options={
                "db_table": "ledger_sealed",
            },
        ),
        migrations.AddConstraint(
            model_name="storedentry",
            constraint=models.UniqueConstraint(fields=("chain", "n"), name="ledger_entry_one_successor"),
        ),
        migrations.AddField(
            model_name="position",
            name="entry",
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to="ledger.storedentry"),
        ),
        migrations.RunSQL(COLUMNS_REPEAT_THE_BYTES, COLUMNS_REMOVAL),
        migrations.RunSQL(REFUSE_CHANGE_SQL, REFUSE_CHANGE_REMOVAL_SQL),
        migrations.RunSQL(append_only_trigger_sql("ledger_entry"), append_only_removal_sql("ledger_entry")),
        migrations.RunSQL(append_only_trigger_sql("ledger_position"), append_only_removal_sql("ledger_position")),
    ]
