"""What a user can do wrong with letterheads and the numbers of letters."""

from __future__ import annotations

from django.utils.translation import gettext as _

from siaga.access import Problem


class NoLetterhead(Problem):
    """A number is asked for where no letterhead gives one."""

    code = "no-letterhead"

    def __init__(self, area: str) -> None:
        super().__init__(
            _("Kop surat dan penomoran %(area)s belum diatur.") % {"area": area},
            _("Atur kop surat di menu Dokumen lebih dahulu, atau tulis nomornya sendiri."),
        )


class BadPattern(Problem):
    """The pattern of numbers would give the same number twice, or names a part that nobody knows."""

    code = "bad-pattern"

    def __init__(self, message: str) -> None:
        super().__init__(message, _("Pakai {urut} dan {tahun}; boleh juga {bulan} dan {kode}."), field="pattern")


class NothingWritten(Problem):
    """A letterhead needs at least the name of its government."""

    code = "letterhead-empty"

    def __init__(self) -> None:
        super().__init__(
            _("Nama pemerintah daerah belum diisi."), _("Contoh: Pemerintah Kota Pagar Alam."), field="government"
        )


class NumberInThePast(Problem):
    """Numbers of a later year have been given already."""

    code = "number-in-the-past"
    status = 409

    def __init__(self, year: int) -> None:
        super().__init__(
            _("Nomor surat tahun %(year)s sudah mulai dipakai.") % {"year": year},
            _("Periksa jam komputer; nomor tahun yang lalu tidak dapat diberikan lagi dari sini."),
        )
