"""Addresses of sites and vehicles."""

from __future__ import annotations

from django.urls import URLPattern, path

from siaga.planning.views import sites, vehicles
from siaga.wilayah import converters  # noqa: F401 (its converters are named below)

_HERE = "<slug:slug>/<wilayah:code>"

urlpatterns: list[URLPattern] = [
    path(f"{_HERE}/lokasi/", sites.sites, name="sites"),
    path(f"{_HERE}/lokasi/titik.geojson", sites.site_points, name="site_points"),
    path(f"{_HERE}/lokasi/tambah/<slug:kind>/", sites.new_site, name="add_site"),
    path(f"{_HERE}/lokasi/<path:place>/ubah/", sites.edit_site, name="change_site"),
    path(f"{_HERE}/lokasi/<path:place>/hapus/", sites.drop_site, name="remove_site"),
    path(f"{_HERE}/kendaraan/", vehicles.vehicles, name="vehicles"),
    path(f"{_HERE}/kendaraan/tambah/", vehicles.add_vehicle, name="add_vehicle"),
    path(f"{_HERE}/kendaraan/<int:vehicle_pk>/ubah/", vehicles.edit_vehicle, name="change_vehicle"),
    path(f"{_HERE}/kendaraan/<int:vehicle_pk>/hapus/", vehicles.drop_vehicle, name="remove_vehicle"),
]
