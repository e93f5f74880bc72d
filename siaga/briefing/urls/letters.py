"""Addresses of the papers of meetings and of letterheads."""

from django.urls import URLPattern, path

from siaga.briefing.views import documents, letterheads, packs

urlpatterns: list[URLPattern] = [
    path("", documents.documents, name="documents"),
    path("kop/<str:code>/", letterheads.letterhead, name="letterhead"),
    path("kop/<str:code>/lambang/", letterheads.crest, name="crest"),
    path("rapat/<int:meeting_id>/", documents.meeting_documents, name="meeting_documents"),
    path("rapat/<int:meeting_id>/nomor/", documents.number_letter, name="number_letter"),
    path("rapat/<int:meeting_id>/bahan.<slug:form>", packs.pack_file, name="pack"),
    path("rapat/<int:meeting_id>/paparan/", packs.presentation, name="presentation"),
    path("rapat/<int:meeting_id>/<slug:what>.<slug:form>", documents.paper_file, name="paper"),
]
