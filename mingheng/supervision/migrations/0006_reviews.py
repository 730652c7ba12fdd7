"""Reviews by a scoring standard: sheets, what they found, what was done."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from mingheng.ledger.rules import append_only_removal_sql, append_only_trigger_sql

ADDED_ONLY = (
    "supervision_centralreview", "supervision_review", "supervision_sheet", "supervision_reviewentry", "supervision_sheetfinding",
    "supervision_reviewexample",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0001_initial"),
        ("cases", "0010_audits"),
        ("supervision", "0005_matters"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Sheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slot", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "ordering": ["slot", "id"],
            },
        ),
        migrations.CreateModel(
            name="CentralReview",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=80, unique=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("unit", models.CharField(max_length=40)),
                ("standard", models.CharField(max_length=40)),
                ("since", models.DateField()),
                ("edition", models.CharField(max_length=64)),
                ("draw", models.UUIDField(null=True)),
                ("pick", models.CharField(blank=True, max_length=80)),
                ("steps", models.PositiveIntegerField(default=0)),
                ("dossier", models.UUIDField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "batch",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="supervision.centralreview",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "case",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReviewExample",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("excellent", "优秀案卷"), ("typical", "典型问题")], max_length=10)),
                ("title", models.CharField(max_length=80)),
                ("summary", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "review",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="example", to="supervision.review"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SheetDraft",
            fields=[
                (
                    "sheet",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="draft",
                        serialize=False,
                        to="supervision.sheet",
                    ),
                ),
                ("body", models.JSONField()),
                ("saved_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="sheet",
            name="review",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="sheets", to="supervision.review"),
        ),
        migrations.AddField(
            model_name="sheet",
            name="reviewer",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.CreateModel(
            name="ReviewEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("n", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("opened", "分配评查"),
                            ("assigned", "补派评查人"),
                            ("withdrawn", "收回评分表"),
                            ("submitted", "提交评分"),
                            ("result", "评查结果"),
                            ("reply", "中队回复"),
                            ("appeal", "中队申诉"),
                            ("decision", "申诉处理"),
                            ("example", "选为案例"),
                        ],
                        max_length=10,
                    ),
                ),
                ("word", models.CharField(blank=True, max_length=20)),
                ("score", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ("grade", models.CharField(blank=True, max_length=20)),
                ("at", models.DateTimeField()),
                ("token", models.UUIDField(null=True, unique=True)),
                (
                    "by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="supervision.review"
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="supervision.sheet"
                    ),
                ),
            ],
            options={
                "ordering": ["n"],
            },
        ),
        migrations.CreateModel(
            name="SheetFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("n", models.PositiveSmallIntegerField()),
                ("item", models.CharField(max_length=40)),
                ("points", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ("page", models.PositiveIntegerField(null=True)),
                ("machine", models.CharField(blank=True, max_length=8)),
                ("said", models.CharField(blank=True, max_length=8)),
                ("evidence", models.JSONField(default=list)),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="supervision.sheet"
                    ),
                ),
            ],
            options={
                "ordering": ["n"],
            },
        ),
        migrations.AddIndex(
            model_name="review",
            index=models.Index(fields=["-at", "id"], name="review_newest_first"),
        ),
        migrations.AddIndex(
            model_name="review",
            index=models.Index(fields=["case", "-at"], name="review_of_case"),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("case__isnull", False), models.Q(("subject", ""), _negated=True), _connector="OR"),
                name="review_is_of_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="sheet",
            constraint=models.UniqueConstraint(fields=("review", "reviewer"), name="nobody_reviews_twice"),
        ),
        migrations.AddConstraint(
            model_name="reviewentry",
            constraint=models.UniqueConstraint(fields=("review", "n"), name="review_entry_n_once"),
        ),
        migrations.AddConstraint(
            model_name="reviewentry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind__in", ["opened", "result", "reply", "appeal", "decision"])),
                fields=("review", "kind"),
                name="once_in_a_review",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewentry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind__in", ["submitted", "withdrawn"])), fields=("sheet",), name="a_sheet_ends_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="sheetfinding",
            constraint=models.UniqueConstraint(fields=("sheet", "n"), name="sheet_finding_n_once"),
        ),
        *(migrations.RunSQL(append_only_trigger_sql(table), append_only_removal_sql(table)) for table in ADDED_ONLY),
    ]
