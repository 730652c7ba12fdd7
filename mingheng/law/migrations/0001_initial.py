"""The tables of the law. Editions hold no two rows of one kind and key on the same day; all of it only grows."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

from mingheng.ledger.rules import append_only_removal_sql, append_only_trigger_sql

TABLES = ("law_row", "law_edition", "law_edition_row", "law_article_text")


class Migration(migrations.Migration):
    initial = True

    dependencies = [("ledger", "0001_initial")]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name="LawbookRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=32)),
                ("key", models.CharField(max_length=128)),
                ("since", models.DateField(null=True)),
                ("until", models.DateField(null=True)),
                ("body", models.TextField()),
                ("digest", models.CharField(max_length=64, unique=True)),
            ],
            options={
                "db_table": "law_row",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="law_row_ends_after_it_begins",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LawbookEdition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(db_index=True, max_length=64)),
                ("loaded_at", models.DateTimeField()),
                ("by", models.CharField(max_length=128)),
                ("reason", models.TextField(blank=True)),
            ],
            options={"db_table": "law_edition"},
        ),
        migrations.CreateModel(
            name="EditionRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=32)),
                ("key", models.CharField(max_length=128)),
                ("validity", django.contrib.postgres.fields.ranges.DateRangeField()),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="members", to="law.lawbookedition"
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="law.lawbookrow"),
                ),
            ],
            options={
                "db_table": "law_edition_row",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("edition", "="), ("kind", "="), ("key", "="), ("validity", "&&")],
                        name="law_edition_row_no_overlap",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ArticleText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("statute", models.CharField(max_length=64)),
                ("version", models.CharField(max_length=64)),
                ("article", models.CharField(max_length=16)),
                ("body", models.TextField()),
                ("imported_at", models.DateTimeField()),
            ],
            options={
                "db_table": "law_article_text",
                "indexes": [models.Index(fields=["statute", "version", "article", "-id"], name="law_article_text_newest")],
            },
        ),
        *(migrations.RunSQL(append_only_trigger_sql(table), append_only_removal_sql(table)) for table in TABLES),
    ]
