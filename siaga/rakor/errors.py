"""What a user can do wrong in the rakor circle: one class, one remedy."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
            _("Ajukan pada rapat berikutnya, atau minta notulis mencatatnya dalam notula."),
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
            field="evidence",
        )


class TooMuchEvidence(Problem):
    code = "too-much-evidence"
    status = 409

    def __init__(self, limit: int) -> None:
        super().__init__(
            _("Satu laporan memuat paling banyak %(limit)d berkas bukti.") % {"limit": limit},
            _("Kirim sisanya dengan laporan berikutnya."),
            field="evidence",
        )


class EvidenceLate(Problem):
    """History is not written afterwards: evidence comes with its report."""

    code = "evidence-late"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Laporan itu tidak lagi menerima bukti."), _("Buat laporan baru, lalu lampirkan buktinya di sana.")
        )


# Forums ----------------------------------------------------------------------------------------------------------


class NotSaid(Problem):
    """Something that a forum or a meeting needs was left empty or does not make sense."""

    code = "incomplete"


class ForumNameTaken(Problem):
    code = "name-taken"
    status = 409

    def __init__(self, name: str) -> None:
        super().__init__(
            _("Forum “%(name)s” sudah ada di wilayah ini.") % {"name": name},
            _("Pakai forum yang sudah ada, atau beri nama lain."),
            field="name",
        )


class WrongUpper(Problem):
    """A forum cannot stand above this one."""

    code = "wrong-upper"

    def __init__(self, why: str) -> None:
        super().__init__(why, _("Pilih forum yang masih berjalan di wilayah ini atau di atasnya."), field="upper")


class ForumClosed(Problem):
    code = "forum-closed"
    status = 409

    def __init__(self, name: str) -> None:
        super().__init__(
            _("Forum “%(name)s” sudah ditutup.") % {"name": name},
            _("Buka kembali forumnya dulu, atau pakai forum lain."),
        )


class ForumStillBusy(Problem):
    """It cannot be closed or removed while these things hang on it."""

    code = "still-in-use"
    status = 409

    def __init__(self, name: str, uses: Sequence[str]) -> None:
        self.uses = list(uses)
        super().__init__(
            _("Forum “%(name)s” belum dapat ditutup atau dihapus: masih ada %(uses)s.")
            % {"name": name, "uses": ", ".join(self.uses)},
            _("Selesaikan, alihkan, atau batalkan dulu yang disebut itu."),
        )


class ElectionHasForums(Problem):
    """The election cannot be removed: people have founded forums in it."""

    code = "election-in-use"
    status = 409

    def __init__(self, count: int) -> None:
        super().__init__(
            ngettext(
                "Pemilihan ini masih punya %(count)d forum rapat.",
                "Pemilihan ini masih punya %(count)d forum rapat.",
                count,
            )
            % {"count": count},
            _("Hapus forum yang belum dipakai, atau tutup saja pemilihannya."),
        )


class MeetingMoved(Problem):
    """Somebody else was faster, or the act does not fit the meeting's present state."""

    code = "state-moved"
    status = 409

    def __init__(self, state: str) -> None:
        super().__init__(
            _("Rapat ini berstatus “%(state)s”, jadi tindakan itu tidak berlaku lagi.") % {"state": state},
            _("Muat ulang halaman dan periksa status terakhirnya."),
        )


class MeetingLocked(Problem):
    """Signed or cancelled: nothing of it changes any more."""

    code = "meeting-locked"
    status = 409

    def __init__(self, state: str) -> None:
        super().__init__(
            _("Rapat ini sudah berstatus “%(state)s” dan tidak dapat diubah lagi.") % {"state": state},
            _("Setelah ditandatangani, pembetulan ditulis sebagai adendum; rapat yang batal direncanakan baru."),
        )


class AlreadyBegan(Problem):
    """What is fixed once a meeting has been opened."""

    code = "already-began"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Waktu mulai tidak dapat diubah: rapat ini sudah dibuka."),
            _("Waktu dibuka tercatat sendiri; ubah waktu selesai, tempat, atau acaranya saja."),
            field="starts_at",
        )


class WasPresent(Problem):
    """Somebody answered for this invitation."""

    code = "was-present"
    status = 409

    def __init__(self, who: str) -> None:
        super().__init__(
            _("%(who)s sudah tercatat hadir.") % {"who": who}, _("Coret kehadirannya dulu bila memang keliru.")
        )


class RoundClash(Problem):
    """An office would have to sit at two tables at once."""

    code = "round-clash"
    status = 409

    def __init__(self, clashes: Sequence[str]) -> None:
        self.clashes = list(clashes)
        count = len(self.clashes)
        super().__init__(
            ngettext("%(count)d rapat bentrok: %(list)s.", "%(count)d rapat bentrok: %(list)s.", count)
            % {"count": count, "list": "; ".join(self.clashes[:5])},
            _("Ubah jam atau tanggal salah satunya, atau minta usulan baru."),
        )


class RoundDoesNotFit(Problem):
    """Not every sitting of a round found a place in its days."""

    code = "round-does-not-fit"

    def __init__(self, names: Sequence[str], remedy: str) -> None:
        self.names = list(names)
        super().__init__(
            _("Belum mendapat tanggal: %(names)s.") % {"names": ", ".join(self.names)}, remedy, field="last"
        )


# Drafts ----------------------------------------------------------------------------------------------------------


class DraftAhead(Problem):
    """A meeting that lies ahead cannot have heard anything yet."""

    code = "draft-ahead"

    def __init__(self) -> None:
        super().__init__(
            _("Rapat ini belum berlangsung: angka, kendala, dan tindak lanjutnya belum dapat dicatat."),
            _("Lepas centangnya agar rapat hanya direncanakan, atau perbaiki tanggalnya."),
            field="day",
        )
