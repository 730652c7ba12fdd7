"""Addresses of the desk."""

from django.urls import path

from mingheng.desk.views import gallery, look, record, search, shell, worklist

app_name = "desk"
urlpatterns = [
    path("", worklist.worklist, name="worklist"),
    path("peek/<slug:ref>/", worklist.peek, name="peek"),
    path("counts/", shell.counts, name="counts"),
    path("search/", search.search, name="search"),
    path("record/", record.record, name="record"),
    path("preferences/", look.preferences, name="preferences"),
    path("components/", gallery.show, name="components"),
    path("components/<slug:name>/", gallery.show, name="component"),
]
