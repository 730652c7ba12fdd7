"""The log as the world reads it."""

from django.urls import path

from mingheng.ledger import views

app_name = "ledger"

urlpatterns = [
    path("log/checkpoint", views.checkpoint, name="checkpoint"),
    path("log/tile/entries/<path:where>", views.entries, name="entries"),
    path("log/tile/<path:where>", views.tile, name="tile"),
    path("log/policy", views.policy, name="policy"),
    path("log/checkpoint/<int:size>", views.checkpoint, name="checkpoint_of"),
    path("log/timestamp", views.timestamp, name="latest_timestamp"),
    path("log/timestamp/<int:size>", views.timestamp, name="timestamp"),
    path("log/sm3/checkpoint", views.twin_checkpoint, name="twin_checkpoint"),
    path("log/sm3/tile/<path:where>", views.twin_tile, name="twin_tile"),
    path("log/cosignature", views.cosignature, name="cosignature"),
]
