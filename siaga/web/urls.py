"""Pages that belong to no single room: home, search, error pages."""

from django.urls import path

from siaga.web import views

urlpatterns = [
    path("", views.home, name="home"),
]
