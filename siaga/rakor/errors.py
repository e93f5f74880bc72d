"""What a user can do wrong in the rakor circle: one class, one remedy."""

from __future__ import annotations

from django.utils.translation import gettext as _

from siaga.access import Problem

# Agenda ----------------------------------------------------------------------------------------------------------


class BadItem(Problem):
    """An item of an agenda that cannot be so."""

    code = "agenda-item"


class AgendaClosed(Problem):
    """The meeting is beyond changing its agenda."""

    code = "agenda-closed"
    status = 409

    def __init__(self, state: str) -> None:
        super().__init__(
            _("Agenda rapat ini tidak dapat diubah lagi: %(state)s.") % {"state": state.lower()},
            _("Catat perubahannya sebagai adendum, atau pada rapat berikutnya."),
        )


# Action points and obstacles ---------------------------------------------------------------------------------------


class Unsaid(Problem):
    """Something that an action point or an obstacle must say is missing, too long, or makes no sense."""

    code = "point-incomplete"


class PointMoved(Problem):
    """The step does not start from the state in which the point is, or somebody else was faster."""

    code = "point-moved"
    status = 409

    def __init__(self, state: str) -> None:
        super().__init__(
            _("Langkah itu tidak berlaku: tindak lanjut ini berstatus “%(state)s”.") % {"state": state},
            _("Muat ulang halamannya, lalu pilih langkah yang tersedia."),
        )


class OwnPoint(Problem):
    """Whoever did it does not verify it."""

    code = "own-point"
    status = 409

    def __init__(self, owner: str) -> None:
        super().__init__(
            _("%(owner)s tidak dapat memverifikasi tindak lanjutnya sendiri.") % {"owner": owner},
            _("Verifikasi dilakukan sekretariat Desk, pimpinan, atau instansi lain yang berwenang."),
        )


class NotOfMeeting(Problem):
    """The point does not come back at that meeting."""

    code = "point-not-of-meeting"

    def __init__(self) -> None:
        super().__init__(
            _("Tindak lanjut ini bukan bagian dari rapat itu."),
            _("Pilih rapat forum tempat tindak lanjut ini dibahas."),
            field="meeting",
        )


class MeetingNotOpen(Problem):
    """Its minutes cannot be written: it has not begun, or they are signed."""

    code = "meeting-not-open"
    status = 409

    def __init__(self, state: str) -> None:
        super().__init__(
            _("Notula rapat itu tidak dapat diisi: rapat berstatus “%(state)s”.") % {"state": state},
            _("Buka rapatnya dahulu; bila notula sudah ditandatangani, pakai adendum."),
            field="meeting",
        )


class ObstacleClosed(Problem):
    code = "obstacle-closed"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Kendala ini sudah dinyatakan teratasi."), _("Bila muncul lagi, catat sebagai kendala baru.")
        )


class EvidenceTaken(Problem):
    """Another content came under the same name; what is kept stays."""

    code = "evidence-conflict"
    status = 409

    def __init__(self, name: str) -> None:
        super().__init__(
            _("Bukti bernama %(name)s sudah ada dengan isi lain; yang pertama tetap disimpan.") % {"name": name},
            _("Beri nama lain pada berkas itu, lalu kirim lagi."),
            field="files",
        )


class TooMuchEvidence(Problem):
    code = "too-much-evidence"
    status = 409

    def __init__(self, limit: int) -> None:
        super().__init__(
            _("Satu laporan memuat paling banyak %(limit)d berkas bukti.") % {"limit": limit},
            _("Kirim sisanya dengan laporan berikutnya."),
            field="files",
        )


class EvidenceLate(Problem):
    """History is not written afterwards: evidence comes with its report."""

    code = "evidence-late"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Laporan itu tidak lagi menerima bukti."), _("Buat laporan baru, lalu lampirkan buktinya di sana.")
        )
