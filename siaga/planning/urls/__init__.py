"""Addresses of the room: ``/rencana/``."""

from django.urls import URLPattern

app_name = "planning"
urlpatterns: list[URLPattern] = []
