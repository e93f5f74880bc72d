"""Addresses of the room: ``/darurat/…``."""

from __future__ import annotations

from django.urls import URLPattern, path

from siaga.contingency.views import data, inputs, plans, playbooks, regions, whatif
from siaga.contingency.views.life import CONTINGENCY
from siaga.planning.views.life import addresses
from siaga.wilayah import converters  # noqa: F401 (its converters are named below)

app_name = "contingency"
_HERE = "<slug:slug>/<wilayah:code>"

urlpatterns: list[URLPattern] = [
    path("versi/<int:pk>/", plans.plan, name="plan"),
    path("versi/<int:pk>/jalan.geojson", data.ways, name="plan_ways"),
    path("versi/<int:pk>/titik.geojson", data.points, name="plan_points"),
    path("versi/<int:pk>/berkas.<slug:form>", data.whole_file, name="plan_file"),
    *addresses(CONTINGENCY),
    path("andai/<int:pk>/", whatif.scenario, name="scenario"),
    path("andai/<int:pk>/usul/<slug:kind>/", whatif.propose, name="propose"),
    path("<slug:slug>/", regions.start, name="start"),
    path(f"{_HERE}/", regions.region, name="region"),
    path(f"{_HERE}/baru/", plans.ask, name="ask"),
    path(f"{_HERE}/sumber-daya/", inputs.resources, name="resources"),
    path(f"{_HERE}/sumber-daya/tambah/", inputs.add_resource, name="add_resource"),
    path(f"{_HERE}/sumber-daya/<int:resource_pk>/ubah/", inputs.edit_resource, name="change_resource"),
    path(f"{_HERE}/sumber-daya/<int:resource_pk>/hapus/", inputs.drop_resource, name="remove_resource"),
    path(f"{_HERE}/pegangan/", playbooks.playbooks, name="playbooks"),
    path(f"{_HERE}/pegangan/ubah/", playbooks.edit_playbooks, name="edit_playbooks"),
    path(f"{_HERE}/pegangan/berkas.toml", playbooks.playbooks_file, name="playbooks_file"),
    path(f"{_HERE}/tps/<path:place>/", playbooks.station, name="station"),
    path(f"{_HERE}/andai/", whatif.whatif, name="whatif"),
    path(f"{_HERE}/andai/layar/", whatif.wall, name="wall"),
    path(f"{_HERE}/andai/simpan/", whatif.keep, name="keep"),
    path(f"{_HERE}/andai/daftar/", whatif.scenarios, name="scenarios"),
]
