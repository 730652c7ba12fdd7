"""What the holder of a paper asks for, whoever he is."""

from django.urls import path

from mingheng.documents import views

app_name = "documents"

urlpatterns = [
    path("check/", views.check, name="check"),
    path("check/worker.js", views.check_worker, name="check_worker"),
    path("check/<uuid:token>", views.check, name="check_paper"),
    path("check/<uuid:token>/voucher", views.voucher, name="voucher"),
]
