"""What a user can do wrong with minutes: one class, one remedy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from siaga.access import Problem

if TYPE_CHECKING:
    from siaga.rakor.models import ActionPoint, NoteConflict


class MinutesClosed(Problem):
    """The minutes are signed, or the meeting was cancelled: nothing of them changes any more."""

    code = "minutes-closed"
    status = 409

    def __init__(self, *, cancelled: bool = False) -> None:
        if cancelled:
            super().__init__(_("Rapat ini dibatalkan."), _("Notula hanya ditulis untuk rapat yang berlangsung."))
        else:
            super().__init__(_("Notula ini sudah ditandatangani dan terkunci."), _("Tambahkan adendum."))


class MinutesFinished(Problem):
    """The minutes were finished and wait for their signature."""

    code = "minutes-finished"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Notula ini sudah selesai disusun dan menunggu tanda tangan."),
            _("Buka kembali notula dengan alasan, lalu ubah."),
        )


class NotHeld(Problem):
    """The meeting has not been opened yet."""

    code = "meeting-not-held"
    status = 409

    def __init__(self) -> None:
        super().__init__(_("Rapat ini belum dibuka."), _("Buka rapat dulu, lalu tulis notulanya."))


class NotFinished(Problem):
    """Minutes are signed only once they are finished."""

    code = "minutes-not-finished"
    status = 409

    def __init__(self) -> None:
        super().__init__(_("Notula belum selesai disusun."), _("Selesaikan notula dulu, lalu tanda tangani."))


class NotMinuted(Problem):
    """Only finished minutes are opened again."""

    code = "minutes-not-minuted"
    status = 409

    def __init__(self) -> None:
        super().__init__(_("Notula ini masih terbuka."), _("Lanjutkan menulisnya; tidak perlu dibuka kembali."))


class NotSigned(Problem):
    """An addendum belongs to signed minutes."""

    code = "minutes-not-signed"
    status = 409

    def __init__(self) -> None:
        super().__init__(_("Notula ini belum ditandatangani, jadi belum perlu adendum."), _("Ubah notulanya langsung."))


class Unreported(Problem):
    """Carried-over points have neither a report nor a silence on record at this meeting."""

    code = "unreported"
    status = 409

    def __init__(self, points: Sequence[ActionPoint]) -> None:
        self.points = list(points)
        super().__init__(
            ngettext(
                "%(count)d tindak lanjut dari rapat sebelumnya belum dilaporkan pada rapat ini.",
                "%(count)d tindak lanjut dari rapat sebelumnya belum dilaporkan pada rapat ini.",
                len(self.points),
            )
            % {"count": len(self.points)},
            _("Catat laporannya, atau catat “tidak dilaporkan” beserta alasannya, untuk setiap tindak lanjut itu."),
        )

    def members(self) -> dict[str, Any]:
        return {
            "points": [
                {
                    "id": point.pk,
                    "title": point.title,
                    "owner_agency": f"agency:{point.owner.code}",
                    "due": point.due.isoformat(),
                    "status": point.state,
                }
                for point in self.points
            ]
        }


class Unsettled(Problem):
    """Notes that met newer ones still wait for somebody to say which stand."""

    code = "notes-unsettled"
    status = 409

    def __init__(self, conflicts: Sequence[NoteConflict]) -> None:
        self.conflicts = list(conflicts)
        titles = ", ".join(f"“{title}”" for title in dict.fromkeys(conflict.item.title for conflict in conflicts))
        super().__init__(
            _("Ada naskah bentrok yang belum diselesaikan: %(items)s.") % {"items": titles},
            _("Pilih atau gabungkan naskahnya dulu; kedua naskah tersimpan."),
        )


class StillTyping(Problem):
    """What somebody typed has not been written into the minutes yet."""

    code = "still-typing"
    status = 409

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            _("Masih ada ketikan yang belum masuk notula: %(names)s.") % {"names": ", ".join(names)},
            _("Tunggu sebentar sampai tersimpan, lalu coba lagi."),
        )


class NotesMoved(Problem):
    """The notes changed while somebody was choosing between two texts."""

    code = "notes-moved"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Naskah pokok ini berubah sementara Anda memilih."), _("Lihat naskah terbaru, lalu pilih lagi.")
        )


class AlreadyWithdrawn(Problem):
    """What was noted has been withdrawn already."""

    code = "already-withdrawn"
    status = 409

    def __init__(self) -> None:
        super().__init__(_("Catatan ini sudah ditarik."), _("Catat yang baru bila perlu."))


class BadMinutes(Problem):
    """Something of the minutes is missing, too long, or cannot be read."""

    code = "bad-minutes"


class BadDue(Problem):
    """A due date that cannot be read."""

    code = "bad-due"

    def __init__(self, text: str) -> None:
        super().__init__(
            _("Tenggat “%(text)s” tidak terbaca.") % {"text": text[:40]},
            _("Tulis seperti H-6, 6 nov, 06/11, atau 06/11/2024."),
            field="due",
        )


class PastDue(Problem):
    """A due date without its year whose nearest day has passed: rather a slip than the day in a year."""

    code = "past-due"

    def __init__(self, day: date) -> None:
        super().__init__(
            _("%(day)s sudah lewat.") % {"day": date_format(day, "j F Y")},
            _("Pilih tanggal lain, atau tulis tahunnya bila maksudnya tahun depan."),
            field="due",
        )


class UnknownAgency(Problem):
    """No agency, or several, go by that name."""

    code = "unknown-agency"

    def __init__(self, text: str, candidates: Sequence[str] = ()) -> None:
        if candidates:
            message = _("“%(text)s” dapat berarti %(names)s.") % {"text": text[:60], "names": ", ".join(candidates)}
            super().__init__(message, _("Tulis namanya lebih lengkap."), field="agency")
        else:
            super().__init__(
                _("Instansi “%(text)s” tidak dikenal.") % {"text": text[:60]},
                _("Pilih dari daftar, atau tulis kodenya seperti kpu@16.72."),
                field="agency",
            )


class UnknownRegion(Problem):
    """No region of the meeting goes by that name."""

    code = "unknown-region"

    def __init__(self, text: str) -> None:
        super().__init__(
            _("Tempat “%(text)s” tidak ada di wilayah rapat ini.") % {"text": text[:60]},
            _("Tulis nama kecamatan atau kelurahan/desa, atau kodenya."),
            field="region",
        )
