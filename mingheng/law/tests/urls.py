"""The addresses of this room alone, so that its tests do not wait for the rooms above."""

from django.urls import include, path

urlpatterns = [path("", include("mingheng.law.urls"))]
