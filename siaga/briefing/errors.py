"""What a user can do wrong with documents and reports of the desk: one class, one remedy."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from siaga.access import Problem
from siaga.briefing.guard import Finding

# Reports of the desk ---------------------------------------------------------------------------------------------


class Contradicts(Problem):
    """The document names other areas or other dates than the desk's own."""

    code = "contradiction"

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        first = findings[0]
        more = _(" (dan %(n)d lagi)") % {"n": len(findings) - 1} if len(findings) > 1 else ""
        super().__init__(f"{first.message}{more}", f"{first.remedy} {_('Kalimatnya')}: “{first.sentence}”")


class ReportMoved(Problem):
    """The step starts from another state than the report is in."""

    code = "report-moved"
    status = 409

    def __init__(self, state: str) -> None:
        super().__init__(
            _("Laporan ini sudah berstatus %(state)s.") % {"state": state},
            _("Muat ulang halamannya untuk melihat keadaan terakhir."),
        )


class TextConflict(Problem):
    """Somebody else wrote meanwhile. theirs: what stands there now."""

    code = "text-conflict"
    status = 409

    def __init__(self, theirs: str) -> None:
        self.theirs = theirs
        super().__init__(
            _("Naskah ini diubah orang lain sejak Anda membukanya."),
            _("Bandingkan kedua naskah di bawah, lalu simpan sekali lagi; naskah Anda belum hilang."),
            field="text",
        )


class NotYetOver(Problem):
    """A report cannot be approved before its period has ended."""

    code = "period-running"

    def __init__(self, ends: str) -> None:
        super().__init__(
            _("Periode laporan ini belum berakhir (sampai %(day)s).") % {"day": ends},
            _("Setujui setelah periodenya berakhir; faktanya masih dapat berubah."),
        )


class BadReport(Problem):
    """Something in the request about a report is missing or wrong."""

    code = "bad-report"
