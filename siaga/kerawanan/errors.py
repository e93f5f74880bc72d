"""What can go wrong with a mapping, said to the person who asked."""

from __future__ import annotations

from django.utils.translation import gettext as _

from siaga.access import Problem


class NotARegency(Problem):
    """Mappings are made for one regency of the election's area."""

    code = "risk_region"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("%(name)s bukan kabupaten/kota dari pemilihan ini.") % {"name": name},
            _("Pilih kabupaten/kota yang ikut pemilihan."),
            field="region",
        )


class NoStationsToMap(Problem):
    code = "risk_no_stations"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("%(name)s belum mempunyai TPS dalam pemilihan ini.") % {"name": name},
            _("Impor daftar TPS lebih dahulu."),
        )


class NoRiskIndicators(Problem):
    code = "risk_no_indicators"

    def __init__(self) -> None:
        super().__init__(
            _("Pemilihan ini belum mempunyai indikator kerawanan TPS."),
            _("Pasang indikator baku pada halaman Indikator."),
        )


class BadScheme(Problem):
    code = "risk_scheme"


class BadClass(Problem):
    code = "risk_class"

    def __init__(self) -> None:
        super().__init__(_("Kelas itu tidak dikenal."), _("Pilih salah satu dari empat kelas."), field="cls")


class RiskReasonNeeded(Problem):
    code = "risk_reason"

    def __init__(self) -> None:
        super().__init__(_("Alasan belum ditulis."), _("Tulis alasannya, paling banyak 400 huruf."), field="reason")


class MappingChanged(Problem):
    """Somebody else was faster."""

    code = "risk_state"
    status = 409

    def __init__(self, message: str = "") -> None:
        super().__init__(message or _("Keadaan pemetaan ini baru saja berubah."), _("Muat ulang halaman ini."))
