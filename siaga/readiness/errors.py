"""What a user can do wrong with indicators, claims and snapshots, each with its remedy."""

from __future__ import annotations

from django.utils.translation import gettext as _

from siaga.access import Problem


class BadIndicator(Problem):
    """An indicator that cannot be computed, or that would show what few may see."""

    code = "bad-indicator"


class IndicatorExists(Problem):
    code = "indicator-exists"
    status = 409

    def __init__(self, key: str) -> None:
        super().__init__(
            _("Indikator dengan kunci “%(key)s” sudah dipakai pada pemilihan ini.") % {"key": key},
            _("Pakai kunci lain, atau hentikan dulu indikator yang lama."),
            field="key",
        )


class TooManyIndicators(Problem):
    code = "too-many-indicators"

    def __init__(self, most: int) -> None:
        super().__init__(
            _("Daftar isian ini sudah memiliki %(most)d indikator, termasuk yang tidak dipakai lagi.") % {"most": most},
            _("Pakai daftar isian lain untuk indikator tambahan."),
        )


class IndicatorRetired(Problem):
    code = "indicator-retired"
    status = 409

    def __init__(self, name: str) -> None:
        super().__init__(
            _("Indikator “%(name)s” sudah tidak dipakai.") % {"name": name},
            _("Tambahkan indikator baru bila masih diperlukan."),
        )


class BadClaim(Problem):
    """A claim that cannot be read as a share of something, somewhere."""

    code = "bad-claim"


class ClaimWithdrawn(Problem):
    code = "claim-withdrawn"
    status = 409

    def __init__(self) -> None:
        super().__init__(_("Klaim ini sudah dicabut."), _("Buat klaim baru bila ada pernyataan yang baru."))


class BadSnapshot(Problem):
    """A snapshot of a moment that has not come, or without a title."""

    code = "bad-snapshot"


class UnknownMoment(Problem):
    """A moment before the election is known."""

    code = "unknown-moment"
