"""Addresses below ``/pemilihan/``."""

from django.urls import path, register_converter

from siaga.elections.views import elections, repeats, rulesets, stages, stations


class StationCodeConverter:
    """A TPS code with its slash: ``16.72.01.1001/005``."""

    regex = r"\d{2}\.\d{2}\.\d{2}\.\d{4}/\d{3}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(StationCodeConverter, "tps")

app_name = "elections"
urlpatterns = [
    path("", elections.index, name="index"),
    path("baru/", elections.create, name="create"),
    path("daerah/", elections.regions, name="regions"),
    path("aturan/", rulesets.index, name="rulesets"),
    path("aturan/<slug:name>/", rulesets.shown, name="ruleset_file"),
    path("<slug:slug>/", elections.overview, name="overview"),
    path("<slug:slug>/ubah/", elections.change, name="change"),
    path("<slug:slug>/tutup/", elections.close, name="close"),
    path("<slug:slug>/buka/", elections.reopen, name="reopen"),
    path("<slug:slug>/hapus/", elections.remove, name="remove"),
    path("<slug:slug>/aturan/", rulesets.of_election, name="ruleset"),
    path("<slug:slug>/aturan/perbarui/", rulesets.upgrade, name="upgrade_ruleset"),
    path("<slug:slug>/tahapan/", stages.calendar_page, name="calendar"),
    path("<slug:slug>/tahapan/tambah/", stages.add, name="add_stage"),
    path("<slug:slug>/tahapan/<slug:key>/tanggal/", stages.dates, name="stage_dates"),
    path("<slug:slug>/tahapan/<slug:key>/selesai/", stages.complete, name="complete_stage"),
    path("<slug:slug>/tahapan/<slug:key>/buka/", stages.reopen, name="reopen_stage"),
    path("<slug:slug>/tahapan/<slug:key>/hapus/", stages.remove, name="remove_stage"),
    path("<slug:slug>/putaran-ulang/", repeats.choose, name="repeat"),
    path("<slug:slug>/putaran-ulang/isi/", repeats.create, name="create_repeat"),
    path("<slug:slug>/desa/", stations.villages, name="villages"),
    path("<slug:slug>/tps/", stations.index, name="stations"),
    path("<slug:slug>/tps/tambah/", stations.add, name="add_station"),
    path("<slug:slug>/tps/titik.geojson", stations.points, name="station_points"),
    path("<slug:slug>/tps/<tps:code>/", stations.station_page, name="station"),
    path("<slug:slug>/tps/<tps:code>/ubah/", stations.change, name="change_station"),
    path("<slug:slug>/tps/<tps:code>/hapus/", stations.remove, name="remove_station"),
]
