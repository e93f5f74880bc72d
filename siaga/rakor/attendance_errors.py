"""What a user can do wrong with attendance and invitations: one class, one remedy."""

from __future__ import annotations

from django.utils.translation import gettext as _

from siaga.access import Problem


class NotAdmitted(Problem):
    """The code, or what a phone got for it, does not open this door (any more). Says neither why nor which meeting."""

    code = "not-admitted"
    status = 404

    def __init__(self) -> None:
        super().__init__(
            _("Kode daftar hadir ini tidak berlaku."),
            _("Pindai kode yang sedang tampil di layar ruang rapat, atau minta sekretaris rapat mencatat Anda."),
        )


class TooManyTries(Problem):
    code = "too-many"
    status = 429

    def __init__(self) -> None:
        super().__init__(_("Terlalu banyak percobaan."), _("Tunggu satu menit, lalu pindai lagi kode di layar."))


class SeatTaken(Problem):
    """Somebody already answered for this invitation."""

    code = "seat-taken"
    status = 409

    def __init__(self, seat: str) -> None:
        super().__init__(
            _("%(seat)s sudah tercatat hadir.") % {"seat": seat},
            _("Pilih undangan lain atau “tidak ada di daftar”; bila itu undangan Anda, hubungi sekretaris rapat."),
            field="participant",
        )


class AttendanceUnclear(Problem):
    """What an entry of the attendance list needs was left empty, or is too long."""

    code = "incomplete"


class AttendanceShut(Problem):
    """Outside the hours of the attendance list, or after the minutes were finished."""

    code = "attendance-shut"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Daftar hadir rapat ini tidak sedang dibuka."),
            _("Daftar hadir dapat diisi sejak satu jam sebelum rapat sampai notulanya selesai disusun."),
        )


class AlreadyStruck(Problem):
    code = "already-struck"
    status = 409

    def __init__(self) -> None:
        super().__init__(_("Kehadiran ini sudah dicoret."), _("Muat ulang halaman."))


class MailNotConfigured(Problem):
    code = "no-mail"

    def __init__(self) -> None:
        super().__init__(
            _("Surel belum diatur di server ini."),
            _("Kirim teks undangan lewat WhatsApp, atau minta pengelola server mengisi EMAIL_HOST."),
        )


class NobodyToMail(Problem):
    code = "nobody-to-mail"

    def __init__(self) -> None:
        super().__init__(
            _("Tidak ada undangan yang dapat dikirim lewat surel."),
            _("Isi alamat surel pejabatnya di data pejabat, atau kirim lewat WhatsApp."),
        )


class SendingUnderWay(Problem):
    code = "sending"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Undangan rapat ini sedang dikirim."), _("Tunggu sampai selesai; lihat kemajuannya di sini.")
        )
