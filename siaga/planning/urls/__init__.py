"""Addresses of the room: ``/rencana/…``."""

from django.urls import URLPattern

from siaga.planning.urls import inputs, live, plans

app_name = "planning"
urlpatterns: list[URLPattern] = [
    *inputs.urlpatterns,
    *plans.urlpatterns,
    *live.urlpatterns,
]
