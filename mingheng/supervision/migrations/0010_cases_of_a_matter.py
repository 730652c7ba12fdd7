"""Several cases of one matter."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("supervision", "0009_matter_review")]

    operations = [
        migrations.AlterField(model_name="matter", name="case_ref", field=models.CharField(blank=True, max_length=200)),
    ]
