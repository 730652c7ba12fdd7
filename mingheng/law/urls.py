"""Addresses of the lawbook browser."""

from django.urls import path

from mingheng.law import views

app_name = "law"
urlpatterns = [
    path("law/", views.home, name="home"),
    path("law/items/<slug:key>/", views.item, name="item"),
    path("law/parameters/", views.parameters, name="parameters"),
    path("law/benchmarks/", views.benchmarks, name="benchmarks"),
    path("law/predicates/", views.coverage, name="coverage"),
    path("law/plans/", views.plan, name="plan"),
    path("law/procedures/<slug:key>/", views.procedure, name="procedure"),
    path("law/statutes/<slug:key>/", views.statute, name="statute"),
    path("law/articles/<path:ref>/", views.article, name="article"),
]
