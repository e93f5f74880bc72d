"""Addresses: forums."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
