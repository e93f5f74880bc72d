"""Addresses of the room: ``/logistik/``."""

from django.urls import URLPattern

app_name = "logistics"
urlpatterns: list[URLPattern] = []
