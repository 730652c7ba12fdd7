"""Django's entry for the room."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """The room as Django knows it."""

    name = "mingheng.evidence"
    label = "evidence"
    default_auto_field = "django.db.models.BigAutoField"
