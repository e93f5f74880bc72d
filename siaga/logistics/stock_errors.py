"""What a user can do wrong in the warehouse: one class, one remedy."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from siaga.access import Problem


class NotSaid(Problem):
    """Something that must be said about stock or a box is missing, too long, or makes no sense."""

    code = "stock-incomplete"


class WarehouseExists(Problem):
    """The regency has its warehouse in this election already."""

    code = "warehouse-exists"
    status = 409

    def __init__(self, name: str) -> None:
        super().__init__(
            _("Gudang untuk pemilihan ini sudah ada: %(name)s.") % {"name": name},
            _("Ubah data gudang itu, jangan membuat yang kedua."),
        )


class WrongWay(Problem):
    """The way of the boxes is none, or can no longer change."""

    code = "warehouse-way"


# Boxes ------------------------------------------------------------------------------------------------------------


class BoxMoved(Problem):
    """The step does not start from the state in which the box is, or somebody else was faster."""

    code = "box-moved"
    status = 409

    def __init__(self, code: str, state: str) -> None:
        super().__init__(
            _("Langkah itu tidak berlaku: kotak %(code)s %(state)s.") % {"code": code, "state": state.lower()},
            _("Muat ulang halamannya, lalu pilih langkah yang tersedia."),
        )


class BoxHasLeft(Problem):
    """The box is no longer in the warehouse, or already on a list of handover."""

    code = "box-has-left"
    status = 409

    def __init__(self, code: str) -> None:
        super().__init__(
            _("Kotak %(code)s sudah meninggalkan gudang atau sudah masuk daftar serah terima.") % {"code": code},
            _("Batalkan dulu serah terimanya, atau periksa isi kotak di tempatnya sekarang."),
        )


class SealTaken(Problem):
    """Two boxes cannot have the same seal number."""

    code = "seal-taken"

    def __init__(self, seal: str, code: str) -> None:
        super().__init__(
            _("Nomor segel %(seal)s sudah dipakai kotak %(code)s.") % {"seal": seal, "code": code},
            _("Periksa nomor pada segelnya."),
            field="seal",
        )


class WrongContent(Problem):
    """That does not belong in this box."""

    code = "box-content"


class NotEnough(Problem):
    """There are fewer good pieces in the warehouse than would be taken out."""

    code = "stock-not-enough"
    status = 409

    def __init__(self, item: str, wanted: int, there: int, *, field: str = "") -> None:
        super().__init__(
            ngettext(
                "%(item)s: diminta %(wanted)d, di gudang hanya ada %(there)d yang baik.",
                "%(item)s: diminta %(wanted)d, di gudang hanya ada %(there)d yang baik.",
                there,
            )
            % {"item": item, "wanted": wanted, "there": there},
            _("Catat dulu penerimaan dan hasil sortirnya, atau kurangi jumlahnya."),
            field=field,
        )
