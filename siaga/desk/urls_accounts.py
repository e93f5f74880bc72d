"""Addresses below ``/pengguna/``."""

from django.urls import path

from siaga.desk.views.accounts import access, invitations, listing, one, roles

app_name = "accounts"
urlpatterns = [
    path("", listing.accounts, name="list"),
    path("baru/", one.new_account, name="new"),
    path("undangan/", invitations.sheets, name="sheets"),
    path("wewenang/", roles.powers, name="powers"),
    path("kebijakan/", roles.policy, name="policy"),
    path("<int:pk>/", one.account, name="account"),
    path("<int:pk>/ubah/", one.change_account, name="change"),
    path("<int:pk>/tautan/", invitations.invite, name="invite"),
    path("<int:pk>/nonaktifkan/", access.deactivate, name="deactivate"),
    path("<int:pk>/aktifkan/", access.reactivate, name="reactivate"),
    path("<int:pk>/cabut-dua-langkah/", access.clear_second_factor, name="clear_second_factor"),
    path("<int:pk>/keluarkan/", access.end_sessions, name="end_sessions"),
    path("<int:pk>/peran/", roles.give_role, name="give_role"),
    path("peran/<int:pk>/cabut/", roles.revoke_role, name="revoke_role"),
    path("peran/<int:pk>/tugas/", roles.assign_units, name="assign_units"),
    path("tautan/<int:pk>/tutup/", invitations.cancel_invitation, name="cancel_invitation"),
]
