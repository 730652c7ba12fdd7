from django.apps import AppConfig


class SubjectsConfig(AppConfig):
    name = "mingheng.subjects"
    label = "subjects"
    default_auto_field = "django.db.models.BigAutoField"
