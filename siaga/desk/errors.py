"""What a user can do wrong in the desk's room, each with its remedy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from siaga.access import Problem


def _day(day: date) -> str:
    return date_format(day, "j F Y")


class Incomplete(Problem):
    """Something that must be said was left empty or does not make sense."""

    code = "incomplete"


class AgencyExists(Problem):
    code = "agency-exists"
    status = 409

    def __init__(self, code: str) -> None:
        super().__init__(
            _("Instansi %(code)s sudah ada di wilayah ini.") % {"code": code},
            _("Pakai instansi yang sudah ada, atau beri kunci lain."),
            field="key",
        )


class NameTaken(Problem):
    code = "name-taken"
    status = 409

    def __init__(self, name: str, *, field: str = "name") -> None:
        super().__init__(
            _("Nama “%(name)s” sudah dipakai di sini.") % {"name": name},
            _("Pakai nama lain, atau ubah yang sudah ada."),
            field=field,
        )


class StillInUse(Problem):
    """It cannot be closed or removed while these things hang on it."""

    code = "still-in-use"
    status = 409

    def __init__(self, what: str, uses: Sequence[str]) -> None:
        self.uses = list(uses)
        super().__init__(
            _("%(what)s belum dapat ditutup atau dihapus: masih ada %(uses)s.")
            % {"what": what, "uses": ", ".join(self.uses)},
            _("Selesaikan atau pindahkan dulu yang disebut itu."),
        )


class Closed(Problem):
    code = "closed"
    status = 409

    def __init__(self, what: str) -> None:
        super().__init__(
            _("%(what)s sudah tidak aktif.") % {"what": what}, _("Aktifkan kembali dulu bila memang masih berjalan.")
        )


class TermClash(Problem):
    """Two terms of the same sort would overlap at one office."""

    code = "term-clash"
    status = 409

    def __init__(self, who: str, starts: date, ends: date | None) -> None:
        until = _day(ends) if ends else _("seterusnya")
        super().__init__(
            _("Bertumpang tindih dengan masa tugas %(who)s (%(starts)s sampai %(ends)s).")
            % {"who": who, "starts": _day(starts), "ends": until},
            _("Akhiri dulu masa tugas itu, atau ubah tanggalnya."),
            field="starts",
        )


class WrongOrder(Problem):
    code = "wrong-order"

    def __init__(self, field: str = "ends") -> None:
        super().__init__(_("Tanggal akhir mendahului tanggal mulai."), _("Periksa kedua tanggal."), field=field)


class StateMoved(Problem):
    """Somebody else was faster, or the act does not fit the present state."""

    code = "state-moved"
    status = 409

    def __init__(self, state: str) -> None:
        super().__init__(
            _("Permintaan ini berstatus “%(state)s”, jadi tindakan itu tidak berlaku lagi.") % {"state": state},
            _("Muat ulang halaman dan periksa status terakhirnya."),
        )


class NotAnAsker(Problem):
    code = "not-an-asker"

    def __init__(self, agency: str) -> None:
        super().__init__(
            _("%(agency)s bukan penyelenggara atau pengawas pemilihan.") % {"agency": agency},
            _("Permintaan fasilitas hanya diajukan oleh jajaran KPU dan Bawaslu."),
            field="asked_by",
        )
