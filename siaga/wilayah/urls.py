"""Addresses of regions, below ``/wilayah/``. The code stands in the address as it is written, with its dots."""

from django.urls import path

from siaga.wilayah.views import pages
from siaga.wilayah.views.changes import closing, joining, naming

app_name = "wilayah"

urlpatterns = [
    path("", pages.start, name="start"),
    path("baru/", naming.create, name="create"),
    path("<str:code>/", pages.region, name="region"),
    path("<str:code>/batas.geojson", pages.areas, name="areas"),
    path("<str:code>/ganti-nama/", naming.rename, name="rename"),
    path("<str:code>/ganti-kode/", naming.recode, name="recode"),
    path("<str:code>/titik/", naming.place, name="place"),
    path("<str:code>/mekar/", joining.split, name="split"),
    path("<str:code>/gabung/", joining.merge, name="merge"),
    path("<str:code>/tutup/", closing.close, name="close"),
    path("<str:code>/buka/", closing.reopen, name="reopen"),
    path("<str:code>/hapus-batas/", closing.drop_boundary, name="drop_boundary"),
]
