"""Addresses of the desk."""

from django.urls import path

from mingheng.desk.views import gallery, look

app_name = "desk"
urlpatterns = [
    path("preferences/", look.preferences, name="preferences"),
    path("components/", gallery.show, name="components"),
    path("components/<slug:name>/", gallery.show, name="component"),
]
