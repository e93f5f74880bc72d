"""What a user can do wrong with duties, reports and their review, each with its remedy."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from siaga.access import Problem


class UnknownUnit(Problem):
    """The election has no such TPS, or there is no such region or agency."""

    code = "unknown-unit"

    def __init__(self, unit: str) -> None:
        super().__init__(
            _("Unit %(unit)s tidak ada dalam pemilihan ini.") % {"unit": unit[:80]},
            _("Tulis tps:16.72.01.1001/005, region:16.72.01, atau agency:kpu@16.72, lalu kirim ulang."),
            field="unit",
        )


class WrongUnit(Problem):
    """The instrument is about another kind of unit, or about regions of another level."""

    code = "wrong-unit"

    def __init__(self, unit: str, instrument: str, wanted: str) -> None:
        super().__init__(
            _("Instrumen %(instrument)s tidak berlaku untuk %(unit)s.") % {"instrument": instrument, "unit": unit},
            _("Instrumen ini diisi tentang %(wanted)s. Pilih unit yang sesuai.") % {"wanted": wanted},
            field="unit",
        )


class UnitElsewhere(Problem):
    """The unit exists, but the election is not held there."""

    code = "unit-elsewhere"

    def __init__(self, unit: str, election: str) -> None:
        super().__init__(
            _("%(unit)s berada di luar wilayah %(election)s.") % {"unit": unit, "election": election},
            _("Periksa pemilihan dan unitnya."),
            field="unit",
        )


class UnknownInstrument(Problem):
    code = "unknown-instrument"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("Instrumen %(name)s tidak ada.") % {"name": name[:60]},
            _("Lihat daftar instrumen pada halaman Instrumen atau /api/v1/instruments."),
            field="instrument",
        )


class FilledByItself(Problem):
    """A form that the product fills from what it knows otherwise."""

    code = "instrument-machine"
    status = 409

    def __init__(self, title: str) -> None:
        super().__init__(
            _("“%(title)s” dihitung sendiri oleh Siaga; tidak dapat diisi.") % {"title": title},
            _("Scan kotaknya pada serah terima; keadaannya ikut berubah."),
            field="instrument",
        )


class InstrumentRetired(Problem):
    code = "instrument-retired"
    status = 409

    def __init__(self, title: str) -> None:
        super().__init__(
            _("Instrumen “%(title)s” sudah tidak dipakai.") % {"title": title},
            _("Pakai instrumen penggantinya, atau tanyakan kepada sekretariat Desk."),
            field="instrument",
        )


class UnknownVersion(Problem):
    """The form version is none of those that the desk has."""

    code = "unknown-version"

    def __init__(self, name: str, version: str, known: Sequence[str]) -> None:
        super().__init__(
            _("Versi %(version)s dari instrumen %(name)s tidak dikenal.") % {"version": version[:60], "name": name},
            _("Versi yang dikenal: %(known)s. Muat ulang formulir, lalu kirim lagi.") % {"known": ", ".join(known)},
            field="version",
        )


class EmptyReport(Problem):
    """Neither answers nor the word that there is nothing to report."""

    code = "empty-report"

    def __init__(self) -> None:
        super().__init__(
            _("Laporan ini tidak berisi jawaban."),
            _("Isi jawabannya, atau nyatakan nihil bila memang tidak ada yang dilaporkan."),
            field="values",
        )


class BadInstanceId(Problem):
    code = "bad-instance-id"

    def __init__(self) -> None:
        super().__init__(
            _("Nomor laporan kosong, terlalu panjang, atau memuat tanda yang tidak dapat dipakai."),
            _("Pakai 1 sampai 80 huruf, angka, dan tanda : . _ - saja, misalnya sebuah UUID."),
            field="instance_id",
        )


class InstanceTaken(Problem):
    """The number belongs to somebody else's report; nothing about that one is said."""

    code = "instance-taken"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Nomor laporan ini sudah dipakai."), _("Kirim dengan nomor laporan yang baru."), field="instance_id"
        )


class NothingToSupersede(Problem):
    """The report that this one corrects is not there, or not of the same unit and instrument."""

    code = "nothing-to-supersede"

    def __init__(self) -> None:
        super().__init__(
            _("Laporan yang dikoreksi tidak ditemukan pada unit dan instrumen ini."),
            _("Periksa nomor laporan yang dikoreksi."),
            field="supersedes",
        )


class CannotSupersede(Problem):
    """The report is accepted, or has a correction already."""

    code = "cannot-supersede"
    status = 409

    def __init__(self, *, accepted: bool) -> None:
        super().__init__(
            _("Laporan yang dikoreksi sudah diterima dan terkunci.")
            if accepted
            else _("Laporan itu sudah digantikan oleh koreksi lain."),
            _("Minta Desk membukanya kembali lebih dahulu.") if accepted else _("Koreksi laporan yang terbaru."),
            field="supersedes",
        )


class ReportMoved(Problem):
    """Somebody else was faster, or the step does not fit the present state."""

    code = "report-moved"
    status = 409

    def __init__(self, state: str) -> None:
        super().__init__(
            _("Laporan ini berstatus “%(state)s”, jadi tindakan itu tidak berlaku.") % {"state": state},
            _("Muat ulang halaman dan lihat keadaan terakhirnya."),
        )


class OwnReport(Problem):
    """Nobody reviews what they sent themselves."""

    code = "own-report"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Laporan ini Anda kirim sendiri."), _("Pemeriksaan dilakukan oleh orang lain yang berwenang.")
        )


class ReasonMissing(Problem):
    code = "reason-missing"

    def __init__(self) -> None:
        super().__init__(
            _("Alasan belum diisi."), _("Tulis alasannya secara singkat, paling banyak 400 huruf."), field="reason"
        )


class TooMany(Problem):
    code = "too-many"

    def __init__(self, limit: int) -> None:
        super().__init__(
            _("Terlalu banyak laporan dipilih sekaligus."),
            _("Pilih paling banyak %(limit)d laporan.") % {"limit": limit},
        )


class NoneChosen(Problem):
    code = "none-chosen"

    def __init__(self) -> None:
        super().__init__(
            _("Tidak ada laporan yang dapat diproses dari yang dipilih."),
            _("Pilih laporan orang lain yang masih menunggu langkah ini."),
        )


class ReportConflict(Problem):
    """A report came under a known number with other content; it is kept until a person has looked."""

    code = "report-conflict"
    status = 409

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(
            _("Nomor laporan ini sudah ada dengan isi lain. Isi yang baru disimpan sebagai bentrok nomor %(number)d.")
            % {"number": number},
            _("Pemeriksa akan memilih isi yang benar. Untuk koreksi, kirim laporan bernomor baru dengan supersedes."),
            field="instance_id",
        )


class ReportsStay(Problem):
    """Reports that came in are never taken out again, not even those of an import."""

    code = "reports-stay"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Laporan yang sudah masuk tidak dihapus."),
            _("Kembalikan laporan yang keliru dengan alasan, atau kirim koreksinya."),
        )


class ConflictResolved(Problem):
    code = "conflict-resolved"
    status = 409

    def __init__(self) -> None:
        super().__init__(_("Bentrok ini sudah diselesaikan orang lain."), _("Muat ulang halaman."))


class AboutAnother(Problem):
    """The second content under a number is about something else: it cannot correct the first."""

    code = "conflict-about-another"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Isi yang kedua menyangkut unit, instrumen, atau pemilihan lain; ia bukan koreksi yang pertama."),
            _("Pertahankan yang pertama, lalu minta pengirim mengirim yang kedua dengan nomor laporan baru."),
        )


class TooManyConflicts(Problem):
    """So many other contents came under one number that no more are kept."""

    code = "too-many-conflicts"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Nomor laporan ini sudah terlalu sering dikirim dengan isi lain; isi yang ini tidak disimpan."),
            _("Kirim dengan nomor laporan yang baru; sebut laporan yang dikoreksi."),
            field="instance_id",
        )
