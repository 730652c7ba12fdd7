"""Evidence, what was said about it, what became of it; what was said can be erased but not changed."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

WORDS_STAND = """
CREATE TRIGGER {table}_stands BEFORE UPDATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION mingheng_refuse_change();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_stands;
"""
WORDS_REMOVAL = "DROP TRIGGER {table}_stands ON {table};"


def words_stand(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(WORDS_STAND.format(table=table), WORDS_REMOVAL.format(table=table))


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("ledger", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("folder", models.UUIDField()),
                ("n", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("documentary", "书证"),
                            ("physical", "物证"),
                            ("audiovisual", "视听资料"),
                            ("electronic", "电子数据"),
                            ("testimony", "证人证言"),
                            ("statement", "当事人的陈述"),
                            ("expert_opinion", "鉴定意见"),
                            ("scene_record", "勘验笔录、现场笔录"),
                        ],
                        max_length=20,
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.BigIntegerField()),
                ("mime", models.CharField(max_length=100)),
                ("stored_as", models.CharField(max_length=100, unique=True)),
                ("taken_in_at", models.DateTimeField()),
                (
                    "taken_in_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "ordering": ["folder", "n"],
            },
        ),
        migrations.CreateModel(
            name="Fate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "effect",
                    models.CharField(choices=[("withdrawn", "撤回"), ("excluded", "排除"), ("restored", "恢复")], max_length=10),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "evidence",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="fates", to="evidence.evidence"),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Description",
            fields=[
                (
                    "evidence",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="description",
                        serialize=False,
                        to="evidence.evidence",
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("source", models.CharField(max_length=200)),
                ("maker", models.CharField(max_length=120)),
                ("taken_at", models.DateTimeField()),
                ("place", models.CharField(blank=True, max_length=200)),
                (
                    "proves",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), default=list, size=None
                    ),
                ),
                ("original_name", models.CharField(max_length=255)),
            ],
        ),
        migrations.CreateModel(
            name="Reason",
            fields=[
                (
                    "fate",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="reason",
                        serialize=False,
                        to="evidence.fate",
                    ),
                ),
                ("text", models.CharField(max_length=500)),
            ],
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.UniqueConstraint(fields=("folder", "n"), name="evidence_numbered_in_folder"),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.UniqueConstraint(fields=("folder", "sha256"), name="evidence_file_once_in_folder"),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "audiovisual",
                            "documentary",
                            "electronic",
                            "expert_opinion",
                            "physical",
                            "scene_record",
                            "statement",
                            "testimony",
                        ],
                    )
                ),
                name="evidence_kind_is_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(condition=models.Q(("n__gt", 0), ("size__gt", 0)), name="evidence_not_empty"),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="evidence_sha256_is_one"
            ),
        ),
        migrations.AddIndex(
            model_name="fate",
            index=models.Index(fields=["evidence", "id"], name="fate_in_order"),
        ),
        migrations.AddConstraint(
            model_name="fate",
            constraint=models.CheckConstraint(
                condition=models.Q(("effect__in", ["excluded", "restored", "withdrawn"])), name="fate_effect_is_one"
            ),
        ),
        words_stand("evidence_description"),
        words_stand("evidence_reason"),
    ]
