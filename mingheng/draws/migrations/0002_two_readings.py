"""The public value is read by two people; a party may reveal by itself."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("draws", "0001_sealed"), ("organisation", "0002_outside_supervisors")]

    operations = [
        migrations.AlterField(
            "publicvalue",
            "draw",
            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="readings", to="draws.draw"),
        ),
        migrations.AlterModelOptions("publicvalue", {"ordering": ["at", "id"]}),
        migrations.AddConstraint(
            "publicvalue", models.UniqueConstraint(fields=("draw", "by"), name="public_value_once_a_person")
        ),
        migrations.AlterField(
            "reveal",
            "by",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.officer"
            ),
        ),
    ]
