"""What can be wrong with a change of regions."""

from __future__ import annotations

from django.utils.translation import gettext as _

from siaga.access import Problem


class BadCode(Problem):
    """The text is no region code, or not one of the level that is meant."""

    code = "bad-region-code"


class CodeTaken(Problem):
    """The code belongs to another region."""

    code = "region-code-taken"
    status = 409

    def __init__(self, code: str, name: str) -> None:
        super().__init__(
            _("Kode %(code)s sudah dipakai oleh %(name)s.") % {"code": code, "name": name},
            _("Pakai kode lain, atau ganti kode wilayah itu dulu."),
            field="code",
        )


class ParentMissing(Problem):
    """The region above, as the code says it, does not exist."""

    code = "region-parent-missing"

    def __init__(self, code: str) -> None:
        super().__init__(
            _("Wilayah induk %(code)s belum ada.") % {"code": code},
            _("Buat wilayah induknya dulu, atau periksa kodenya."),
            field="code",
        )


class BadName(Problem):
    """The name is empty, too long, or the same as before."""

    code = "bad-region-name"


class Closed(Problem):
    """The region is closed already."""

    code = "region-closed"
    status = 409

    def __init__(self, name: str) -> None:
        super().__init__(
            _("%(name)s sudah ditutup.") % {"name": name}, _("Muat ulang halaman ini untuk melihat keadaannya.")
        )


class StillOpenBelow(Problem):
    """Regions below are still in force."""

    code = "region-open-below"
    status = 409

    def __init__(self, count: int) -> None:
        super().__init__(
            _("Masih ada %(count)s wilayah di bawahnya yang berlaku.") % {"count": count},
            _("Pindahkan atau tutup wilayah di bawahnya dulu."),
        )


class BadSuccession(Problem):
    """A split or merge of regions that do not fit together."""

    code = "bad-succession"


class BadBoundary(Problem):
    """The polygon cannot be taken."""

    code = "bad-boundary"
