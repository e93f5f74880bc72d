"""Addresses of documents: ``/dokumen/``."""

from django.urls import URLPattern

from siaga.briefing.urls import letters, reports

app_name = "briefing"
urlpatterns: list[URLPattern] = [*letters.urlpatterns, *reports.urlpatterns]
