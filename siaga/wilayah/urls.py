"""Addresses of regions, below ``/wilayah/``. The code stands in the address as it is written, with its dots."""

from django.urls import path

from siaga.wilayah.views import changes, pages

app_name = "wilayah"

urlpatterns = [
    path("", pages.start, name="start"),
    path("baru/", changes.create, name="create"),
    path("<str:code>/", pages.region, name="region"),
    path("<str:code>/batas.geojson", pages.areas, name="areas"),
    path("<str:code>/ganti-nama/", changes.rename, name="rename"),
    path("<str:code>/ganti-kode/", changes.recode, name="recode"),
    path("<str:code>/titik/", changes.place, name="place"),
    path("<str:code>/mekar/", changes.split, name="split"),
    path("<str:code>/gabung/", changes.merge, name="merge"),
    path("<str:code>/tutup/", changes.close, name="close"),
    path("<str:code>/buka/", changes.reopen, name="reopen"),
    path("<str:code>/hapus-batas/", changes.drop_boundary, name="drop_boundary"),
]
