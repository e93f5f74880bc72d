"""What a user of the ledger can run into."""

from __future__ import annotations

from django.utils.translation import gettext as _

from siaga.access import Problem


class NothingYet(Problem):
    """A checkpoint of a ledger without entries."""

    code = "ledger-empty"

    def __init__(self) -> None:
        super().__init__(
            _("Buku besar masih kosong, jadi belum ada yang dapat dibuatkan titik periksa."),
            _("Lakukan perubahan pertama dahulu, misalnya impor wilayah."),
        )


class AlreadyRunning(Problem):
    """A verification is still under way."""

    code = "verification-running"
    status = 409

    def __init__(self) -> None:
        super().__init__(_("Pemeriksaan sedang berjalan."), _("Tunggu hasilnya; halaman ini menampilkan kemajuannya."))


class NoDocuments(Problem):
    """The extra that makes PDF files is not installed."""

    code = "no-documents"

    def __init__(self) -> None:
        super().__init__(
            _("Pembuat dokumen PDF belum terpasang."),
            _("Pasang dengan `pip install 'siaga[documents]'`, atau pakai berkas .txt."),
        )


class Collided(Problem):
    """Two acts at the same moment wanted what only one can have; a constraint of the database kept them apart."""

    code = "collided"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Data yang sama baru saja diubah orang lain, jadi perubahan ini tidak disimpan."),
            _("Muat ulang halaman, lihat keadaan terakhir, lalu ulangi bila masih perlu."),
        )
