"""Pages that belong to no single room: home, search, the election switch, the language."""

from django.urls import path
from django.views.i18n import set_language

from siaga.kit.guard import public
from siaga.web import tiles, views

urlpatterns = [
    path("", views.home, name="home"),
    path("pemilihan-aktif/", views.choose_election, name="choose_election"),
    path("peta/dasar.json", tiles.tile_list, name="tile_list"),
    path("peta/dasar/<str:name>.pmtiles", tiles.tile_file, name="tile_file"),
    path("bahasa/", public(set_language), name="set_language"),
]
