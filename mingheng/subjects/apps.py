"""Django's entry for the room."""

from django.apps import AppConfig


class SubjectsConfig(AppConfig):
    """The room as Django knows it."""

    name = "mingheng.subjects"
    label = "subjects"
    default_auto_field = "django.db.models.BigAutoField"
