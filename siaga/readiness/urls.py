"""Addresses of the picture: ``/gambaran/``, ``/klaim/``, ``/kisi/``, ``/indikator/``, ``/potret/``.

``<wilayah:code>`` is the code of a region, ``ID`` for the whole country; ``<tps:code>`` that of a TPS.
"""

from django.urls import URLPattern, path, register_converter

from siaga.readiness.views import claims, openings, picture, unit


class RegionCodeConverter:
    """A region code with its dots (``16.72.01``), or ``ID`` for the whole country."""

    regex = r"ID|\d{2}(?:\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?)?"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(RegionCodeConverter, "wilayah")

app_name = "readiness"
urlpatterns: list[URLPattern] = [
    path("gambaran/<slug:slug>/<wilayah:code>/", picture.region_picture, name="picture"),
    path("gambaran/<slug:slug>/<wilayah:code>/indikator/", picture.indicators, name="picture_indicators"),
    path("gambaran/<slug:slug>/<wilayah:code>/instansi/", picture.agencies, name="picture_agencies"),
    path("gambaran/<slug:slug>/<wilayah:code>/tps/", picture.stations, name="picture_stations"),
    path("gambaran/<slug:slug>/<wilayah:code>/lembar/", picture.sheet, name="picture_sheet"),
    path("gambaran/<slug:slug>/<wilayah:code>/sendiri/", unit.own, name="own"),
    path("gambaran/<slug:slug>/<wilayah:code>/buka/", openings.opening, name="opening"),
    path("gambaran/<slug:slug>/<tps:code>/", unit.station, name="station"),
    path("gambaran/<slug:slug>/instansi/<str:agency_code>/", unit.agency, name="agency"),
    path("klaim/<slug:slug>/", claims.claims, name="claims"),
    path("klaim/<slug:slug>/baru/", claims.new_claim, name="new_claim"),
    path("klaim/<slug:slug>/<int:claim_id>/", claims.claim_page, name="claim"),
    path("klaim/<slug:slug>/<int:claim_id>/cabut/", claims.withdraw, name="withdraw_claim"),
]
