from __future__ import annotations

from django.urls import URLPattern, path

from siaga.logistics.views import overview
from siaga.wilayah import converters  # noqa: F401 (its converters are named below)

_PLACE = "<slug:slug>/<wilayah:code>"
urlpatterns: list[URLPattern] = [
    path("<slug:slug>/", overview.entry, name="entry"),
    path(f"{_PLACE}/", overview.overview, name="overview"),
    path(f"{_PLACE}/gudang/", overview.warehouse_page, name="warehouse"),
]
