from __future__ import annotations

from django.urls import URLPattern

from siaga.wilayah import converters  # noqa: F401 (its converters are named below)

urlpatterns: list[URLPattern] = []
