"""What can go wrong with accounts, and what to do about it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from siaga.access import Problem


class AboveYou(Problem):
    """The account holds a role that the actor could not give, so the actor may not change it either."""

    code = "account-above-you"
    status = 403

    def __init__(self) -> None:
        super().__init__(
            _("Akun ini memegang peran yang bukan wewenang Anda untuk mengaturnya."),
            _("Minta administrator melakukannya."),
        )


class UsernameTaken(Problem):
    code = "username-taken"
    status = 409

    def __init__(self, username: str) -> None:
        super().__init__(
            _("Nama pengguna “%(username)s” sudah dipakai.") % {"username": username},
            _("Pilih nama pengguna lain."),
            field="username",
        )


class BadAccount(Problem):
    """A field of an account that cannot be meant."""

    code = "bad-account"


class BadPassword(Problem):
    code = "bad-password"

    def __init__(self, messages: list[str]) -> None:
        super().__init__(
            " ".join(messages), _("Buat sandi yang lebih panjang atau kurang mudah ditebak."), field="password"
        )


class BadGrant(Problem):
    """A role that does not fit its agency, region, units or dates."""

    code = "bad-grant"


class RoleNotYours(Problem):
    code = "role-not-grantable"

    def __init__(self, role: str, place: str) -> None:
        super().__init__(
            _("Anda tidak dapat memberi peran %(role)s untuk %(place)s.") % {"role": role, "place": place},
            _("Pilih peran dan wilayah di dalam wewenang Anda, atau minta administrator."),
            field="role",
        )


class LastAdministrator(Problem):
    code = "last-administrator"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Ini administrator aktif yang terakhir untuk wilayahnya."),
            _("Beri peran Administrator kepada akun lain dulu, pastikan ia sudah dapat masuk, lalu ulangi."),
        )


class LinkDead(Problem):
    """A one-time link that does not open anything (any more)."""

    code = "link-dead"
    status = 410

    def __init__(self, reason: str) -> None:
        messages = {
            "used": _("Tautan ini sudah dipakai."),
            "expired": _("Tautan ini sudah lewat masa berlakunya."),
            "unknown": _("Tautan ini tidak dikenal."),
            "inactive": _("Akun dari tautan ini sedang dinonaktifkan."),
        }
        remedies = {
            "used": _("Bila Anda sudah membuat sandi, masuk seperti biasa. Bila bukan Anda yang memakainya, segera "
                      "beri tahu sekretariat Desk."),
            "expired": _("Minta tautan baru kepada sekretariat Desk."),
            "unknown": _("Periksa apakah alamatnya tersalin utuh, atau minta tautan baru kepada sekretariat Desk."),
            "inactive": _("Hubungi sekretariat Desk."),
        }  # fmt: skip
        super().__init__(messages[reason], remedies[reason])
        self.reason = reason


class AccountNotReady(Problem):
    """The account's state does not allow this (inactive, or nothing to undo)."""

    code = "account-not-ready"
    status = 409


class AlreadySetUp(Problem):
    code = "already-set-up"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Siaga ini sudah punya akun."),
            _("Masuk dengan akun administrator, atau buat akun lain dari sana."),
        )


class BadToken(Problem):
    code = "bad-token-request"


class SecondFactorOwed(Problem):
    """A token of somebody whose role demands a second factor that is not enrolled."""

    code = "second-factor-required"
    status = 403

    def __init__(self) -> None:
        super().__init__(
            _("Peran akun ini mewajibkan verifikasi dua langkah, dan akun ini belum mengaktifkannya."),
            _("Masuk di peramban dan aktifkan verifikasi dua langkah; sesudah itu token ini berlaku lagi."),
        )
