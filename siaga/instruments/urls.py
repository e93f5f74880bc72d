"""Addresses under ``/instrumen/``."""

from __future__ import annotations

from django.urls import path

from siaga.instruments.views import instruments, upload

app_name = "instruments"
urlpatterns = [
    path("", instruments.listing, name="list"),
    path("baru/", upload.upload, name="upload"),
    path("baru/<str:digest>/", upload.check, name="check"),
    path("<slug:name>/", instruments.instrument, name="instrument"),
    path("<slug:name>/akhiri/", instruments.retire, name="retire"),
    path("<slug:name>/pakai/", instruments.revive, name="revive"),
    path("<slug:name>/versi/<int:number>/", instruments.version, name="version"),
    path("<slug:name>/versi/<int:number>/pratinjau/", instruments.preview, name="preview"),
    path("<slug:name>/versi/<int:number>/xlsform/", instruments.source, name="source"),
    path("<slug:name>/versi/<int:number>/xform/", instruments.xform, name="xform"),
]
