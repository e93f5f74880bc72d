"""Addresses of the room: ``/kerawanan/…``."""

from django.urls import URLPattern, path

from siaga.kerawanan.views import (
    clusters,
    comparing,
    maps,
    overview,
    pairwise,
    published,
    schemes,
    sensitivity,
    stations,
    versions,
)
from siaga.wilayah import converters  # noqa: F401 (its converters are named below)

app_name = "kerawanan"
_HERE = "<slug:slug>/<wilayah:code>"
_STATION = "<slug:slug>/<tps:code>"

urlpatterns: list[URLPattern] = [
    path("<slug:slug>/", overview.start, name="start"),
    path(f"{_STATION}/", stations.station, name="station"),
    path(f"{_STATION}/kelas/", stations.override, name="override"),
    path(f"{_STATION}/kelas/akhiri/", stations.end_override, name="end_override"),
    path(f"{_HERE}/", overview.region, name="region"),
    path(f"{_HERE}/tps/", stations.ranking, name="stations"),
    path(f"{_HERE}/peta/", maps.map_page, name="map"),
    path(f"{_HERE}/peta/wilayah.geojson", maps.areas, name="map_areas"),
    path(f"{_HERE}/peta/titik.geojson", maps.points, name="map_points"),
    path(f"{_HERE}/petakan/", versions.compute, name="compute"),
    path(f"{_HERE}/versi/<int:number>/berlakukan/", versions.force, name="force"),
    path(f"{_HERE}/versi/<int:number>/cabut/", versions.retire, name="retire"),
    path(f"{_HERE}/banding/", comparing.compare, name="compare"),
    path(f"{_HERE}/kriteria/", schemes.scheme, name="scheme"),
    path(f"{_HERE}/kriteria/ubah/", schemes.change, name="change_scheme"),
    path(f"{_HERE}/bobot/", pairwise.pairwise, name="pairwise"),
    path(f"{_HERE}/bobot/terapkan/", pairwise.apply, name="apply_pairwise"),
    path(f"{_HERE}/kepekaan/", sensitivity.sensitivity_page, name="sensitivity"),
    path(f"{_HERE}/gugus/", clusters.clusters_page, name="clusters"),
    path(f"{_HERE}/gugus/titik.geojson", clusters.points, name="cluster_points"),
    path(f"{_HERE}/gugus/wilayah.geojson", clusters.areas, name="cluster_areas"),
    path(f"{_HERE}/terbitan/", published.published, name="published"),
]
