"""Addresses of versions."""

from __future__ import annotations

from django.urls import URLPattern, path

from siaga.planning.views import data, edits, manifests, plans, regions
from siaga.planning.views.distribution import DISTRIBUTION
from siaga.planning.views.life import addresses
from siaga.wilayah import converters  # noqa: F401 (its converters are named below)

urlpatterns: list[URLPattern] = [
    path("versi/<int:pk>/", plans.plan, name="plan"),
    path("versi/<int:pk>/rute.geojson", data.routes, name="plan_routes"),
    path("versi/<int:pk>/titik.geojson", data.points, name="plan_points"),
    path("versi/<int:pk>/berkas.<slug:form>", data.whole_file, name="plan_file"),
    path("versi/<int:pk>/manifes/", manifests.manifests, name="manifests"),
    path("versi/<int:pk>/manifes.pdf", manifests.manifests_file, name="manifests_file"),
    path("versi/<int:pk>/rute/<slug:route>.<slug:form>", data.route_file, name="route_file"),
    *addresses(DISTRIBUTION),
    path("versi/<int:pk>/susun/", edits.edit, name="edit_plan"),
    path("<slug:slug>/", regions.start, name="plans"),
    path("<slug:slug>/<wilayah:code>/", regions.region, name="region"),  # after versi/12/, which it would take
    path("<slug:slug>/<wilayah:code>/baru/", plans.ask, name="ask"),
]
