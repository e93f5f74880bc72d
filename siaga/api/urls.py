"""Addresses under ``/api/v1/``."""

from __future__ import annotations

from django.urls import path

from siaga.api import views
from siaga.api.service import api

app_name = "api"
urlpatterns = [
    path("openapi.json", views.openapi_json, name="openapi"),
    path("health", views.health, name="health"),
    path("docs", views.docs, name="docs"),
    *api.urls[0],
]
