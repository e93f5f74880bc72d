from __future__ import annotations

from django.urls import URLPattern, path

from siaga.logistics.views.boxes import labels, listing, one, packing
from siaga.wilayah import converters  # noqa: F401 (its converters are named below)

_BOXES = "<slug:slug>/<wilayah:code>/kotak"
_BOX = "<slug:slug>/kotak/<slug:box_code>"
urlpatterns: list[URLPattern] = [
    path(f"{_BOXES}/", listing.boxes_page, name="boxes"),
    path(f"{_BOXES}/buat/", listing.make_page, name="make_boxes"),
    path(f"{_BOXES}/kemas/", packing.pack_page, name="pack"),
    path(f"{_BOXES}/label/", labels.labels_page, name="labels"),
    path(f"{_BOXES}/label/<int:sheet_id>/", labels.sheet_page, name="label_sheet"),
    path(f"{_BOXES}/label/<int:sheet_id>/berkas/", labels.sheet_file, name="label_file"),
    path(f"{_BOX}/", one.box_page, name="box"),
    path(f"{_BOX}/kemas/", packing.pack_one, name="pack_box"),
    path(f"{_BOX}/buka/", one.reopen_page, name="reopen_box"),
    path(f"{_BOX}/batal/", one.void_page, name="void_box"),
]
