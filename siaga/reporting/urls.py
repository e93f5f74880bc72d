"""Addresses below ``/laporan/``."""

from django.urls import path

from siaga.reporting.views import attachments

app_name = "reporting"
urlpatterns = [
    path("<int:pk>/lampiran/<str:name>", attachments.attachment, name="attachment"),
]
