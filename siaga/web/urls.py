"""Pages that belong to no single room: home, search, the election switch, the language."""

from django.urls import path
from django.views.i18n import set_language

from siaga.kit.guard import public
from siaga.web import map_page, tiles, views
from siaga.web.home.views import home
from siaga.web.search.views import search, suggestions

urlpatterns = [
    path("", home, name="home"),
    path("cari/", search, name="search"),
    path("cari/<slug:kind>.json", suggestions, name="suggestions"),
    path("pemilihan-aktif/", views.choose_election, name="choose_election"),
    path("peta/", map_page.map_page, name="map"),
    path("peta/<slug:slug>/<str:region_code>/tps.geojson", map_page.map_stations, name="map_stations"),
    path("peta/dasar.json", tiles.tile_list, name="tile_list"),
    path("peta/dasar/<str:name>.pmtiles", tiles.tile_file, name="tile_file"),
    path("bahasa/", public(set_language), name="set_language"),
]
