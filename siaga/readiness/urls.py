"""Addresses of the picture: ``/gambaran/``, ``/klaim/``, ``/peta/``, ``/kisi/``, ``/indikator/``, ``/potret/``.

``<wilayah:code>`` is the code of a region, ``ID`` for the whole country; ``<tps:code>`` that of a TPS.
"""

from django.urls import URLPattern, path

from siaga.readiness.views import (
    comparing,
    grid,
    indicator,
    indicators,
    openings,
    picture,
    snapshots,
    unit,
    what_if,
)
from siaga.readiness.views.claims import listing, making, one
from siaga.readiness.views.maps import data, page
from siaga.wilayah import converters  # noqa: F401 (its converters are named below)

app_name = "readiness"
urlpatterns: list[URLPattern] = [
    path("gambaran/<slug:slug>/<wilayah:code>/", picture.region_picture, name="picture"),
    path("gambaran/<slug:slug>/<wilayah:code>/indikator/", picture.indicators, name="picture_indicators"),
    path("gambaran/<slug:slug>/<wilayah:code>/instansi/", picture.agencies, name="picture_agencies"),
    path("gambaran/<slug:slug>/<wilayah:code>/tps/", picture.stations, name="picture_stations"),
    path("gambaran/<slug:slug>/<wilayah:code>/lembar/", picture.sheet, name="picture_sheet"),
    path("gambaran/<slug:slug>/<wilayah:code>/sendiri/", unit.own, name="own"),
    path("gambaran/<slug:slug>/<wilayah:code>/buka/", openings.opening, name="opening"),
    path("gambaran/<slug:slug>/<tps:code>/", unit.station, name="station"),
    path("gambaran/<slug:slug>/instansi/<str:agency_code>/", unit.agency, name="agency"),
    path("klaim/<slug:slug>/", listing.claims, name="claims"),
    path("klaim/<slug:slug>/baru/", making.new_claim, name="new_claim"),
    path("klaim/<slug:slug>/<int:claim_id>/", one.claim_page, name="claim"),
    path("klaim/<slug:slug>/<int:claim_id>/cabut/", making.withdraw, name="withdraw_claim"),
    path("peta/<slug:slug>/<wilayah:code>/", page.map_page, name="map_page"),
    path("peta/<slug:slug>/<wilayah:code>/gambaran.geojson", data.map_areas, name="map_areas"),
    path("peta/<slug:slug>/<wilayah:code>/gambaran-tps.geojson", data.map_points, name="map_points"),
    path("kisi/<slug:slug>/<wilayah:code>/", grid.grid, name="grid"),
    path("indikator/<slug:slug>/", indicators.indicators, name="indicators"),
    path("indikator/<slug:slug>/baku/", indicators.standard_indicators, name="standard_indicators"),
    path("indikator/<slug:slug>/baru/", indicators.add, name="add_indicator"),
    path("indikator/<slug:slug>/coba/", what_if.what_if, name="what_if"),
    path("indikator/<slug:slug>/coba/terapkan/", what_if.apply_weights, name="apply_weights"),
    path("indikator/<slug:slug>/<slug:key>/", indicator.indicator, name="indicator"),
    path("indikator/<slug:slug>/<slug:key>/ubah/", indicators.change, name="change_indicator"),
    path("indikator/<slug:slug>/<slug:key>/akhiri/", indicators.retire, name="retire_indicator"),
    path("potret/<slug:slug>/", snapshots.snapshots, name="snapshots"),
    path("potret/<slug:slug>/beku/", snapshots.freeze, name="freeze"),
    path("potret/<slug:slug>/banding/", comparing.compare, name="compare"),
    path("potret/<slug:slug>/<int:snapshot_id>/", snapshots.snapshot, name="snapshot"),
]
