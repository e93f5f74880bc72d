from __future__ import annotations

from django.urls import URLPattern, path

from siaga.logistics.views.custody import late, listing, one
from siaga.wilayah import converters  # noqa: F401 (its converters are named below)

_ROOM = "<slug:slug>/<wilayah:code>/serah-terima/"
_ONE = f"{_ROOM}<int:number>/"

urlpatterns: list[URLPattern] = [
    path(_ROOM, listing.handovers, name="handovers"),
    path(f"{_ROOM}baru/", listing.new_handover, name="new_handover"),
    path(f"{_ROOM}scan/", one.take_scanner, name="take_scanner"),
    path(f"{_ROOM}terlambat/", late.late, name="late"),
    path(f"{_ROOM}terlambat/wilayah.geojson", late.late_areas, name="late_areas"),
    path(f"{_ROOM}terlambat/tps.geojson", late.late_points, name="late_points"),
    path(f"{_ROOM}batas/", late.dues, name="dues"),
    path(f"{_ROOM}batas/ubah/", late.change_due, name="set_due"),
    path(_ONE, one.handover_page, name="handover"),
    path(f"{_ONE}scan/", one.scanner, name="scanner"),
    path(f"{_ONE}berangkat/", one.close_give, name="close_giving"),
    path(f"{_ONE}selesai/", one.close_take, name="close_taking"),
    path(f"{_ONE}batal/", one.cancel, name="cancel_handover"),
    path(f"{_ONE}foto/", one.add_photo, name="add_handover_photo"),
    path(f"{_ONE}foto/<int:photo_id>/", one.photo, name="handover_photo"),
    path(f"{_ONE}bast.<str:form>", one.record, name="bast"),
]
