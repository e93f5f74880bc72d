"""All addresses: each room's own ``urls.py``, the API, the accounts."""

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("siaga.api.urls")),  # first: a report should not be held against every page
    path("", include("siaga.web.accounts.urls")),
    path("pengguna/", include("siaga.desk.urls_accounts")),
    path("buku-besar/", include("siaga.ledger.urls")),
    path("pemilihan/", include("siaga.elections.urls")),
    path("wilayah/", include("siaga.wilayah.urls")),
    path("instrumen/", include("siaga.instruments.urls")),
    path("logistik/", include("siaga.logistics.urls")),
    path("kerawanan/", include("siaga.kerawanan.urls")),
    path("rencana/", include("siaga.planning.urls")),
    path("pengamanan/", include("siaga.deployment.urls")),
    path("darurat/", include("siaga.contingency.urls")),
    path("", include("siaga.rakor.urls")),
    path("dokumen/", include("siaga.briefing.urls")),
    path("laporan/", include("siaga.reporting.urls")),
    path("data/impor/", include("siaga.intake.urls")),
    path("", include("siaga.desk.urls")),
    path("", include("siaga.readiness.urls")),
    path("", include("siaga.web.urls")),
]

handler400 = "siaga.web.errors.bad_request"
handler403 = "siaga.web.errors.forbidden"
handler404 = "siaga.web.errors.not_found"
handler500 = "siaga.web.errors.server_error"
