"""The register of parties."""

import uuid

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        TrigramExtension(),
        migrations.CreateModel(
            name="Party",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("citizen", "公民"),
                            ("organisation", "法人或者其他组织"),
                            ("individual_business", "个体工商户"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=120)),
                ("name_key", models.CharField(blank=True, max_length=900)),
                (
                    "identity_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("citizen_id", "公民身份号码"),
                            ("passport", "护照等证件号码"),
                            ("credit_code", "统一社会信用代码"),
                        ],
                        max_length=20,
                    ),
                ),
                ("identity_number", models.CharField(blank=True, max_length=20)),
                ("legal_representative", models.CharField(blank=True, max_length=60)),
                ("address", models.CharField(blank=True, max_length=200)),
                ("phone", models.CharField(blank=True, max_length=30)),
                ("search", django.contrib.postgres.search.SearchVectorField(null=True)),
                ("registered_at", models.DateTimeField()),
                ("erased_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["name_key", "id"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["search"], name="party_search"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["identity_number"], name="party_identity_part", opclasses=["gin_trgm_ops"]
                    ),
                    models.Index(fields=["name_key", "id"], name="party_by_pinyin"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("identity_number", ""), _negated=True),
                        fields=("identity_kind", "identity_number"),
                        name="party_one_per_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["citizen", "individual_business", "organisation"])),
                        name="party_kind_is_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("identity_kind", ""), ("identity_number", "")),
                            models.Q(
                                models.Q(("identity_kind", ""), _negated=True), models.Q(("identity_number", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="party_number_has_its_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("erased_at__isnull", True), ("name_key__gt", "")),
                            models.Q(
                                ("address", ""),
                                ("erased_at__isnull", False),
                                ("identity_number", ""),
                                ("legal_representative", ""),
                                ("name", ""),
                                ("name_key", ""),
                                ("phone", ""),
                                ("search__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="party_erased_is_empty",
                    ),
                ],
            },
        ),
    ]
