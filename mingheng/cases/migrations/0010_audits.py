"""Audits of the record, what they found, and the cases locked for it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from mingheng.ledger.rules import append_only_removal_sql, append_only_trigger_sql


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0009_witness_waivers"),
        ("ledger", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("whole", "全部"), ("night", "每夜"), ("case", "单案")], max_length=8)),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "等待"), ("running", "正在审计"), ("done", "完成"), ("failed", "没有完成")],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("began_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("stage", models.CharField(blank=True, max_length=12)),
                ("done", models.PositiveBigIntegerField(default=0)),
                ("total", models.PositiveBigIntegerField(default=0)),
                ("upto", models.BigIntegerField(default=0)),
                ("counted", models.JSONField(default=dict)),
                ("found", models.PositiveIntegerField(default=0)),
                ("fresh", models.PositiveIntegerField(default=0)),
                ("signed", models.BooleanField(default=True)),
                ("reason", models.CharField(blank=True, max_length=400)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseLock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("locked", "锁定"), ("unlocked", "解除锁定")], max_length=8)),
                (
                    "category",
                    models.CharField(
                        blank=True, choices=[("restored", "已照存证恢复"), ("agrees", "重新核对已一致")], max_length=8
                    ),
                ),
                ("count", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="locks", to="cases.case")),
                (
                    "run",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.auditrun"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AuditDifference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fingerprint", models.CharField(max_length=40, unique=True)),
                ("kind", models.CharField(max_length=24)),
                ("chain", models.CharField(blank=True, max_length=128)),
                ("n", models.BigIntegerField()),
                ("field", models.CharField(blank=True, max_length=80)),
                ("recorded", models.TextField(blank=True)),
                ("stored", models.TextField(blank=True)),
                ("about", models.CharField(blank=True, max_length=200)),
                ("first_seen", models.DateTimeField()),
                ("last_seen", models.DateTimeField()),
                ("gone", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "first_run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.auditrun"),
                ),
                (
                    "accepted",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.caselock"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="auditrun",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["waiting", "running"]), models.Q(("kind", "case"), _negated=True)),
                fields=("state",),
                name="one_audit_of_a_kind",
            ),
        ),
        migrations.AddIndex(
            model_name="caselock",
            index=models.Index(fields=["case", "-id"], name="case_lock_latest"),
        ),
        migrations.AddIndex(
            model_name="auditdifference",
            index=models.Index(condition=models.Q(("gone", None)), fields=["case", "id"], name="audit_difference_stands"),
        ),
        migrations.RunSQL(append_only_trigger_sql("cases_caselock"), append_only_removal_sql("cases_caselock")),
    ]
