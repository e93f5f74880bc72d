"""Addresses of the ledger, below ``/buku-besar/``."""

from django.urls import path

from siaga.ledger.views import checkpoints, entries, verification

app_name = "ledger"

urlpatterns = [
    path("", entries.entries, name="entries"),
    path("entri/<int:number>/", entries.entry, name="entry"),
    path("objek/<str:kind>/<path:key>/", entries.history, name="history"),
    path("titik-periksa/", checkpoints.checkpoints, name="checkpoints"),
    path("titik-periksa/buat/", checkpoints.make, name="make_checkpoint"),
    path("titik-periksa/<int:number>/", checkpoints.checkpoint, name="checkpoint"),
    path("titik-periksa/<int:number>/lembar.pdf", checkpoints.paper, name="paper"),
    path("pemeriksaan/", verification.verification, name="verification"),
    path("pemeriksaan/<int:number>/", verification.run, name="run"),
    path("ekspor/", checkpoints.export_ledger, name="export"),
]
