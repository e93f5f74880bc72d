"""Addresses below ``/pengguna/``."""

from django.urls import path

from siaga.desk.views import accounts as views

app_name = "accounts"
urlpatterns = [
    path("", views.accounts, name="list"),
    path("baru/", views.new_account, name="new"),
    path("undangan/", views.sheets, name="sheets"),
    path("wewenang/", views.powers, name="powers"),
    path("kebijakan/", views.policy, name="policy"),
    path("<int:pk>/", views.account, name="account"),
    path("<int:pk>/ubah/", views.change_account, name="change"),
    path("<int:pk>/tautan/", views.invite, name="invite"),
    path("<int:pk>/nonaktifkan/", views.deactivate, name="deactivate"),
    path("<int:pk>/aktifkan/", views.reactivate, name="reactivate"),
    path("<int:pk>/cabut-dua-langkah/", views.clear_second_factor, name="clear_second_factor"),
    path("<int:pk>/keluarkan/", views.end_sessions, name="end_sessions"),
    path("<int:pk>/peran/", views.give_role, name="give_role"),
    path("peran/<int:pk>/cabut/", views.revoke_role, name="revoke_role"),
    path("peran/<int:pk>/tugas/", views.assign_units, name="assign_units"),
    path("tautan/<int:pk>/tutup/", views.cancel_invitation, name="cancel_invitation"),
]
