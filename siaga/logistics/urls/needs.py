from __future__ import annotations

from django.urls import URLPattern, path

from siaga.elections import urls as _elections  # noqa: F401 (it registers the converter of TPS codes)
from siaga.logistics.views import catalogue, needs, needs_file
from siaga.wilayah import converters  # noqa: F401 (its converters are named below)

_PLACE = "<slug:slug>/<wilayah:code>"
_STATION = "<slug:slug>/<tps:code>"
urlpatterns: list[URLPattern] = [
    path(f"{_PLACE}/kebutuhan/", needs.needs_page, name="needs"),
    path(f"{_PLACE}/kebutuhan/berkas/", needs_file.needs_file, name="needs_file"),
    path(f"{_PLACE}/kebutuhan/pemilih/", catalogue.voters_page, name="state_voters"),
    path(f"{_PLACE}/kebutuhan/pemilih/tarik/", catalogue.remove_voters_page, name="remove_voters"),
    path(f"{_PLACE}/kebutuhan/jenis/<slug:key>/", needs.item_page, name="need_item"),
    path(f"{_STATION}/kebutuhan/", needs.station_page, name="station_needs"),
    path(f"{_STATION}/kebutuhan/jenis/<slug:key>/", needs.station_item_page, name="station_need_item"),
    path(f"{_PLACE}/jenis/", catalogue.catalogue_page, name="catalogue"),
    path(f"{_PLACE}/jenis/buka/", catalogue.open_page, name="open_catalogue"),
    path(f"{_PLACE}/jenis/tambah/", catalogue.add_page, name="add_item"),
    path(f"{_PLACE}/jenis/<int:item_id>/jumlah/", catalogue.change_page, name="change_item"),
    path(f"{_PLACE}/jenis/<int:item_id>/perinci/", catalogue.precise_page, name="precise_item"),
    path(f"{_PLACE}/jenis/<int:item_id>/hentikan/", catalogue.retire_page, name="retire_item"),
]
