from importlib import import_module

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "mingheng.supervision"
    label = "supervision"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Models can be imported only now."""
        import_module("mingheng.supervision.followers").follow()
