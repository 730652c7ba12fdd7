"""The addresses of supervision."""

from django.urls import path

from mingheng.supervision.views import audits, warnings

app_name = "supervision"
urlpatterns = [
    path("audit/", audits.audit, name="audit"),
    path("audit/progress/", audits.audit_progress, name="audit_progress"),
    path("audit/now/", audits.audit_now, name="audit_now"),
    path("warnings/", warnings.warnings, name="warnings"),
    path("warnings/scan/", warnings.scan, name="scan"),
    path("warnings/progress/", warnings.progress, name="progress"),
    path("warnings/<int:pk>/", warnings.finding, name="finding"),
]
