"""Addresses of the day itself."""

from __future__ import annotations

from django.urls import URLPattern, path

from siaga.planning.views import live

urlpatterns: list[URLPattern] = [
    path("versi/<int:pk>/pelaksanaan/", live.progress, name="live"),
    path("versi/<int:pk>/pelaksanaan/<slug:route>/catat/", live.note_leg, name="note_leg"),
    path("versi/<int:pk>/pelaksanaan/catatan/<int:leg_pk>/tarik/", live.drop_leg, name="drop_leg"),
    path("versi/<int:pk>/kejadian/", live.happened, name="happened"),
]
