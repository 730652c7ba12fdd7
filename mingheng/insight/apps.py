from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "mingheng.insight"
    label = "insight"
    default_auto_field = "django.db.models.BigAutoField"
