"""Addresses of the picture: ``/gambaran/``, ``/klaim/``, ``/kisi/``, ``/indikator/``, ``/potret/``.

``<wilayah:code>`` is the code of a region, ``ID`` for the whole country; ``<tps:code>`` that of a TPS.
"""

from django.urls import URLPattern, register_converter


class RegionCodeConverter:
    """A region code with its dots (``16.72.01``), or ``ID`` for the whole country."""

    regex = r"ID|\d{2}(?:\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?)?"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(RegionCodeConverter, "wilayah")

app_name = "readiness"
urlpatterns: list[URLPattern] = []
