"""What anybody asks for who has the file of a draw, or commits to a secret."""

from django.urls import path

from mingheng.draws import views

app_name = "draws"

urlpatterns = [
    path("check/draw/", views.check, name="check"),
    path("check/draw/secret/", views.secret, name="secret"),
    path("check/draw/<uuid:pk>/", views.sealed, name="sealed"),
]
