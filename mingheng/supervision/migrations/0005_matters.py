"""Matters of supervision: their rows, and their acts, which are only ever added."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from mingheng.ledger.rules import append_only_removal_sql, append_only_trigger_sql


class Migration(migrations.Migration):
    dependencies = [
        ("insight", "0002_items_without_case"),
        ("supervision", "0004_handings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Matter",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("procedure", models.CharField(max_length=40)),
                ("edition", models.CharField(max_length=64)),
                ("opened_at", models.DateTimeField()),
                ("first_unit", models.CharField(max_length=40)),
                ("steps", models.PositiveIntegerField(default=0)),
                ("unit", models.CharField(max_length=40)),
                ("trigger", models.CharField(blank=True, max_length=40)),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("kind", models.CharField(blank=True, max_length=80)),
                ("case_ref", models.CharField(blank=True, max_length=40)),
                ("stage", models.CharField(max_length=20)),
                ("turn", models.CharField(blank=True, max_length=40)),
                (
                    "turn_duties",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=24), default=list, size=None
                    ),
                ),
                ("due", models.DateField(null=True)),
                ("due_for", models.CharField(blank=True, max_length=40)),
                ("closed", models.BooleanField(default=False)),
                (
                    "finding",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="insight.finding"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MatterAct",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("n", models.PositiveIntegerField()),
                ("act", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                ("happened", models.DateField()),
                ("happened_at", models.DateTimeField(null=True)),
                ("facts", models.JSONField()),
                ("people", models.JSONField(default=list)),
                ("instrument", models.UUIDField(null=True)),
                ("token", models.UUIDField(null=True, unique=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="acts", to="supervision.matter"),
                ),
            ],
            options={
                "ordering": ["n"],
            },
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(condition=models.Q(("closed", False)), fields=["due", "id"], name="matter_due"),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(fields=["unit", "-opened_at"], name="matter_of_unit"),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(
                condition=models.Q(("kind", ""), _negated=True), fields=["unit", "kind", "opened_at"], name="matter_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="matteract",
            constraint=models.UniqueConstraint(fields=("matter", "n"), name="matter_act_n_once"),
        ),
        migrations.RunSQL(append_only_trigger_sql("supervision_matteract"), append_only_removal_sql("supervision_matteract")),
    ]
