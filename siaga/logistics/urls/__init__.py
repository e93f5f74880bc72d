"""Addresses of the room: ``/logistik/<slug>/<region>/…``."""

from django.urls import URLPattern

from siaga.logistics.urls import boxes, custody, needs, overview, stock

app_name = "logistics"
urlpatterns: list[URLPattern] = [
    *overview.urlpatterns,
    *needs.urlpatterns,
    *stock.urlpatterns,
    *boxes.urlpatterns,
    *custody.urlpatterns,
]
