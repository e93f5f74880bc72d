"""How django-allauth behaves here: nobody signs up, messages are ours, second factors are kept encrypted."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from siaga import clock
from siaga.desk.models import RolePolicy
from siaga.desk.queries.actors import actor_of
from siaga.web.accounts.signing_in import signed_in_just_now


class AccountAdapter(DefaultAccountAdapter):
    """No sign-up; errors in Indonesian."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("Nama pengguna atau sandi keliru. Periksa huruf besar dan kecil pada sandi."),
        "too_many_login_attempts": _("Terlalu banyak percobaan untuk akun ini. Tunggu lima menit, lalu coba lagi."),
        "enter_current_password": _("Sandi yang sekarang keliru."),
        "incorrect_password": _("Sandi keliru."),
        "account_inactive": _("Akun ini sedang nonaktif."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who has just signed in is not asked for the password a second time."""
        required: bool = super().is_reauthentication_required(app=app, **kwargs)
        return required and not signed_in_just_now(context.request)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_own")


class MfaAdapter(DefaultMFAAdapter):
    """Secrets are encrypted at rest with a key beside the database; a required factor cannot be given up."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Kode keliru atau sudah lewat. Tunggu kode berikutnya, dan periksa jam ponsel Anda."),
        "cannot_delete_authenticator": _("Peran Anda mewajibkan verifikasi dua langkah, jadi tidak dapat dimatikan."),
        "cannot_generate_recovery_codes": _("Aktifkan verifikasi dua langkah dulu."),
        "rate_limited": _("Terlalu banyak percobaan. Tunggu lima menit, lalu coba lagi."),
    }

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return user.get_username()

    def build_totp_svg(self, url: str) -> str:
        drawn: str = segno.make(url, error="m").svg_inline(scale=5, border=2)
        return drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            # The key beside the database is not the one that sealed this: no code can match.
            return base64.b32encode(hashlib.sha256(encrypted_text.encode()).digest()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        if authenticator.type != Authenticator.Type.TOTP:
            return True
        actor = actor_of(authenticator.user, clock.now())
        return not RolePolicy.objects.filter(role__in=actor.roles, mfa_required=True).exists()

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """What happened is on the ledger; most desks have no mail server."""


def _box() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(settings.MFA_KEY.encode()).digest()))
