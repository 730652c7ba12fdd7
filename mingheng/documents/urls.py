"""What the holder of a paper asks for, whoever he is."""

from django.urls import path

from mingheng.documents import views

app_name = "documents"

urlpatterns = [
    path("check/<uuid:token>/voucher", views.voucher, name="voucher"),
]
