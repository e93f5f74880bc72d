"""Addresses of signing in and the own account. Only those pages of allauth that are used; each names its guard."""

from __future__ import annotations

import functools
from collections.abc import Callable

from allauth.account import views as account_views
from allauth.mfa.base import views as mfa_views
from allauth.mfa.recovery_codes import views as code_views
from allauth.mfa.totp import views as totp_views
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.urls import path

from siaga.kit.guard import public, signed_in
from siaga.web.accounts import invitations, pages, setup

View = Callable[..., HttpResponseBase]


def with_its_entry(view: View) -> View:
    """allauth writes, our receiver writes the ledger entry: in one transaction, and only when something is sent."""

    @functools.wraps(view)
    def inner(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with transaction.atomic():
            return view(request, *args, **kwargs)

    return inner


urlpatterns = [
    path("mulai/", setup.set_up, name="set_up"),
    path("undangan/", invitations.accept_invitation, name="invitation_accept"),
    path("undangan/<str:secret>/", invitations.invitation, name="invitation"),
    path("akun/", pages.own_account, name="account_own"),
    path("akun/data/", pages.profile, name="account_profile"),
    path("akun/masuk/", public(account_views.login), name="account_login"),
    path("akun/keluar/", public(account_views.logout), name="account_logout"),
    path("akun/nonaktif/", public(account_views.account_inactive), name="account_inactive"),
    path("akun/lupa-sandi/", invitations.forgotten_password, name="account_reset_password"),
    path("akun/pastikan/", signed_in(account_views.reauthenticate), name="account_reauthenticate"),
    path("akun/sandi/", signed_in(with_its_entry(account_views.password_change)), name="account_change_password"),
    path("akun/sandi/buat/", signed_in(with_its_entry(account_views.password_set)), name="account_set_password"),
    path("akun/dua-langkah/", signed_in(mfa_views.index), name="mfa_index"),
    path("akun/dua-langkah/kode/", public(mfa_views.authenticate), name="mfa_authenticate"),
    path("akun/dua-langkah/pastikan/", signed_in(mfa_views.reauthenticate), name="mfa_reauthenticate"),
    path("akun/dua-langkah/aktifkan/", signed_in(with_its_entry(totp_views.activate_totp)), name="mfa_activate_totp"),
    path(
        "akun/dua-langkah/matikan/", signed_in(with_its_entry(totp_views.deactivate_totp)), name="mfa_deactivate_totp"
    ),
    path("akun/kode-pemulihan/", signed_in(code_views.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "akun/kode-pemulihan/baru/",
        signed_in(with_its_entry(code_views.generate_recovery_codes)),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "akun/kode-pemulihan/unduh/",
        signed_in(code_views.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("akun/sesi/", pages.sessions, name="usersessions_list"),
    path("akun/sesi/lain/akhiri/", pages.end_other_sessions, name="account_end_other_sessions"),
    path("akun/sesi/<int:pk>/akhiri/", pages.end_session, name="account_end_session"),
    path("akun/token/", pages.tokens, name="account_tokens"),
    path("akun/token/baru/", pages.new_token, name="account_new_token"),
    path("akun/token/<int:pk>/cabut/", pages.revoke_token, name="account_revoke_token"),
]
