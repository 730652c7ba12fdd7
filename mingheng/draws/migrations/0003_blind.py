"""A draw that assigns people keeps a blind, without which nobody works out who looks at what."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("draws", "0002_two_readings")]

    operations = [
        migrations.AddField("draw", "blind", models.CharField(blank=True, default="", max_length=64), preserve_default=False),
    ]
