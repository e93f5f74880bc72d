"""How addresses write a place: ``<wilayah:code>``."""

from __future__ import annotations

from django.urls import register_converter


class RegionCodeConverter:
    """A region code with its dots (``16.72.01``), or ``ID`` for the whole country."""

    regex = r"ID|\d{2}(?:\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?)?"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(RegionCodeConverter, "wilayah")
