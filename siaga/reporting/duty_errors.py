"""What a user can do wrong with duties, each with its remedy."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from siaga.access import Problem
from siaga.reporting.cadence import LONGEST


class DutyExists(Problem):
    code = "duty-exists"
    status = 409

    def __init__(self, instrument: str, region: str) -> None:
        super().__init__(
            _("%(instrument)s sudah diwajibkan di %(region)s.") % {"instrument": instrument, "region": region},
            _("Ubah kewajiban yang ada, atau akhiri dulu."),
            field="instrument",
        )


class DutyEnded(Problem):
    code = "duty-ended"
    status = 409

    def __init__(self) -> None:
        super().__init__(_("Kewajiban ini sudah diakhiri."), _("Buat kewajiban baru bila diperlukan lagi."))


class OutsideElection(Problem):
    code = "outside-election"

    def __init__(self, region: str, election: str) -> None:
        super().__init__(
            _("%(region)s berada di luar wilayah %(election)s.") % {"region": region, "election": election},
            _("Pilih wilayah pemilihan itu atau wilayah di bawahnya."),
            field="region",
        )


class WrongReporter(Problem):
    """A role that cannot report about such units."""

    code = "wrong-reporter"

    def __init__(self, role: str, about: str) -> None:
        super().__init__(
            _("%(role)s tidak dapat melapor tentang %(about)s.") % {"role": role, "about": about},
            _("Pilih pelapor lain yang bertugas di unit itu."),
            field="role",
        )


class UnknownAgencyKind(Problem):
    code = "unknown-agency-kind"

    def __init__(self, kind: str) -> None:
        super().__init__(
            _("Jenis instansi “%(kind)s” tidak dikenal.") % {"kind": kind[:40]},
            _("Pilih dari daftar jenis instansi."),
            field="agency_kinds",
        )


class BadDates(Problem):
    code = "bad-dates"

    def __init__(self, starts: date, ends: date) -> None:
        long = (ends - starts).days > LONGEST
        super().__init__(
            _("Kewajiban berlangsung terlalu lama.") if long else _("Tanggal selesai mendahului tanggal mulai."),
            _("Paling lama %(days)d hari.") % {"days": LONGEST} if long else _("Perbaiki salah satu tanggalnya."),
            field="ends",
        )


class BadCadence(Problem):
    code = "bad-cadence"

    def __init__(self, what: str) -> None:
        words = {
            "empty": (_("Irama belum diisi."), _("Pilih seberapa sering laporan harus masuk.")),
            "every": (
                _("Kekerapan laporan tidak dikenal."),
                _("Pilih sekali, bulanan, mingguan, harian, atau tiap beberapa jam."),
            ),
            "weekday": (_("Hari laporan tidak dikenal."), _("Pilih Senin sampai Minggu.")),
            "at": (_("Jam jatuh tempo tidak terbaca."), _("Tulis jam dan menit, misalnya 16:00.")),
            "from_h": (
                _("Bagian irama belum menyebut mulai kapan."),
                _("Isi hari dari pemungutan suara, misalnya -7 untuk H-7."),
            ),
            "order": (_("Bagian irama tidak berurutan."), _("Urutkan dari yang paling jauh ke yang paling dekat.")),
        }
        message, remedy = words.get(what, (_("Irama tidak terbaca."), _("Pilih salah satu irama yang tersedia.")))
        super().__init__(message, remedy, field="cadence")


class NoPeriods(Problem):
    code = "no-periods"

    def __init__(self) -> None:
        super().__init__(
            _("Kewajiban ini sudah lewat seluruhnya."),
            _("Pilih tanggal selesai yang belum lewat."),
            field="ends",
        )


class ReasonNeeded(Problem):
    code = "reason-needed"

    def __init__(self) -> None:
        super().__init__(_("Alasan belum diisi."), _("Tulis singkat mengapa."), field="reason")


class NotForDuty(Problem):
    """The instrument belongs to another region, or is not used any more."""

    code = "not-for-duty"

    def __init__(self, instrument: str) -> None:
        super().__init__(
            _("Instrumen %(instrument)s tidak dapat diwajibkan di sini.") % {"instrument": instrument},
            _("Pilih instrumen yang masih dipakai dan berlaku di wilayah ini."),
            field="instrument",
        )
