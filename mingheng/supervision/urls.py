"""The addresses of supervision."""

from django.urls import path

from mingheng.supervision import views

app_name = "supervision"
urlpatterns = [
    path("warnings/", views.warnings, name="warnings"),
    path("warnings/scan/", views.scan, name="scan"),
    path("warnings/progress/", views.progress, name="progress"),
    path("warnings/<int:pk>/", views.finding, name="finding"),
]
