"""The pages of the desk."""

from mingheng.desk.views.shell import navigation

__all__ = ["navigation"]
