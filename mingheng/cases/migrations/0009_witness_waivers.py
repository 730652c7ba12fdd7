"""Leave to decide although the witnesses of the ledger are away."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from mingheng.ledger.rules import append_only_removal_sql, append_only_trigger_sql


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_page_indexes"),
        ("ledger", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WitnessWaiver",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("until", models.DateTimeField(db_index=True)),
                ("reason", models.TextField()),
                (
                    "by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
        ),
        migrations.RunSQL(append_only_trigger_sql("cases_witnesswaiver"), append_only_removal_sql("cases_witnesswaiver")),
    ]
