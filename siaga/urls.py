"""All addresses: each room's own ``urls.py``, the API, the accounts."""

from django.urls import include, path

urlpatterns = [
    path("akun/", include("allauth.urls")),
    path("", include("siaga.web.urls")),
]
