"""Addresses: drafts."""

from django.urls import URLPattern, path

from siaga.rakor.views import drafts

urlpatterns: list[URLPattern] = [path("rakor/naskah/", drafts.paper, name="paper")]
