"""What a user can do wrong with handovers; what comes of a scan is no error but an outcome of its own."""

from __future__ import annotations

from django.utils.translation import gettext as _

from siaga.access import Problem


class BadHandover(Problem):
    """A handover that cannot be so."""

    code = "handover"


class HandoverMoved(Problem):
    """The step does not start from the state in which the handover is, or somebody else was faster."""

    code = "handover-moved"
    status = 409

    def __init__(self, state: str) -> None:
        super().__init__(
            _("Serah terima ini sudah berubah: %(state)s.") % {"state": state.lower()},
            _("Muat ulang halaman dan lihat keadaannya sekarang."),
        )


class BadScan(Problem):
    """A scan that is not even one."""

    code = "scan"


class ScanIdTaken(Problem):
    """The number of the scan belongs to another scan."""

    code = "scan-id-taken"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Nomor scan ini sudah dipakai untuk scan lain."),
            _("Scan ulang kotaknya; perangkat akan memberi nomor baru."),
        )


class BadDue(Problem):
    """A due that cannot be so."""

    code = "due"


class BadCheck(Problem):
    """A count of a box's content that cannot be so."""

    code = "box-check"


class PhotoRefused(Problem):
    """A photograph that cannot be added."""

    code = "handover-photo"
