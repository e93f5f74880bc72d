"""Addresses of imports, below ``/data/impor/``."""

from django.urls import path

from siaga.intake.views import runs, upload

app_name = "intake"

urlpatterns = [
    path("", runs.imports, name="runs"),
    path("baru/", upload.choose, name="choose"),
    path("baru/<slug:kind>/", upload.upload, name="upload"),
    path("templat/<slug:kind>.<str:suffix>", upload.template, name="template"),
    path("<int:number>/", runs.run, name="run"),
    path("<int:number>/periksa/", runs.check, name="check"),
    path("<int:number>/terapkan/", runs.apply, name="apply"),
    path("<int:number>/batalkan/", runs.undo, name="undo"),
    path("<int:number>/kesalahan.csv", runs.errors, name="errors"),
]
