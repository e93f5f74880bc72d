"""Addresses of the room."""

from django.urls import URLPattern

app_name = "kerawanan"
urlpatterns: list[URLPattern] = []
