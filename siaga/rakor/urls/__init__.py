"""Addresses of the rakor circle: ``/rakor/``, ``/hadir/``, ``/kalender/``, ``/tindak-lanjut/``, ``/kendala/``."""

from django.urls import URLPattern

from siaga.rakor.urls import agenda, attendance, drafts, forums, minutes, points

app_name = "rakor"
urlpatterns: list[URLPattern] = [
    *forums.urlpatterns,
    *agenda.urlpatterns,
    *attendance.urlpatterns,
    *minutes.urlpatterns,
    *points.urlpatterns,
    *drafts.urlpatterns,
]
