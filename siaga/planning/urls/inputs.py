"""Addresses of sites and vehicles."""

from __future__ import annotations

from django.urls import URLPattern, path

from siaga.planning.views import inputs
from siaga.wilayah import converters  # noqa: F401 (its converters are named below)

_HERE = "<slug:slug>/<wilayah:code>"

urlpatterns: list[URLPattern] = [
    path(f"{_HERE}/lokasi/", inputs.sites, name="sites"),
    path(f"{_HERE}/lokasi/titik.geojson", inputs.site_points, name="site_points"),
    path(f"{_HERE}/lokasi/<path:place>/ubah/", inputs.edit_site, name="change_site"),
    path(f"{_HERE}/kendaraan/", inputs.vehicles, name="vehicles"),
    path(f"{_HERE}/kendaraan/tambah/", inputs.add_vehicle, name="add_vehicle"),
    path(f"{_HERE}/kendaraan/<int:vehicle_pk>/ubah/", inputs.edit_vehicle, name="change_vehicle"),
    path(f"{_HERE}/kendaraan/<int:vehicle_pk>/hapus/", inputs.drop_vehicle, name="remove_vehicle"),
]
