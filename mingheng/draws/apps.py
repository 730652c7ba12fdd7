from django.apps import AppConfig


class DrawsConfig(AppConfig):
    name = "mingheng.draws"
    label = "draws"
    default_auto_field = "django.db.models.BigAutoField"
