"""Addresses of the room: ``/pengamanan/…``."""

from __future__ import annotations

from django.urls import URLPattern, path

from siaga.deployment.views import data, edits, patterns, people, plans, regions
from siaga.deployment.views.life import DEPLOYMENT
from siaga.planning.views.life import addresses
from siaga.wilayah import converters  # noqa: F401 (its converters are named below)

_HERE = "<slug:slug>/<wilayah:code>"

app_name = "deployment"
urlpatterns: list[URLPattern] = [
    path("versi/<int:pk>/", plans.plan, name="plan"),
    path("versi/<int:pk>/garis.geojson", data.lines, name="plan_lines"),
    path("versi/<int:pk>/titik.geojson", data.points, name="plan_points"),
    path("versi/<int:pk>/berkas.<slug:form>", data.whole_file, name="plan_file"),
    path("versi/<int:pk>/regu/<slug:team>.<slug:form>", data.team_file, name="team_file"),
    *addresses(DEPLOYMENT),
    path("versi/<int:pk>/susun/", edits.edit, name="edit_plan"),
    path("versi/<int:pk>/perubahan/", plans.happened, name="happened"),
    path("personel/<int:pk>/", people.officer, name="officer"),
    path("personel/<int:pk>/halangan/", people.add_absence, name="add_absence"),
    path("halangan/<int:absence_pk>/tarik/", people.drop_absence, name="drop_absence"),
    path("satuan/<int:pk>/", people.unit, name="unit"),
    path("<slug:slug>/", regions.start, name="plans"),
    path(f"{_HERE}/", regions.region, name="region"),
    path(f"{_HERE}/personel/", people.people, name="people"),
    path(f"{_HERE}/satuan/", people.units, name="units"),
    path(f"{_HERE}/pola/", patterns.patterns, name="patterns"),
    path(f"{_HERE}/pola/<slug:cls>/", patterns.pattern, name="pattern"),
    path(f"{_HERE}/baru/", plans.ask, name="ask"),
]
