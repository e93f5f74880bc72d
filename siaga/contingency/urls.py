"""Addresses of the room."""

from django.urls import URLPattern

app_name = "contingency"
urlpatterns: list[URLPattern] = []
