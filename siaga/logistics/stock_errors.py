"""What a user can do wrong in the warehouse: one class, one remedy."""

from __future__ import annotations

from django.utils.translation import gettext as _

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


# Stock ------------------------------------------------------------------------------------------------------------


class WrongItem(Problem):
    """That item cannot be used here."""

    code = "stock-item"


class OrderClosed(Problem):
    """Nothing more is expected of the order."""

    code = "order-closed"
    status = 409

    def __init__(self, name: str) -> None:
        super().__init__(
            _("Pesanan %(name)s sudah ditutup.") % {"name": name}, _("Catat sebagai pesanan atau penerimaan baru.")
        )


class ReceiptExists(Problem):
    """The same batch on the same document was noted already."""

    code = "receipt-exists"
    status = 409

    def __init__(self, item: str, batch: str, document: str) -> None:
        super().__init__(
            _("%(item)s, %(batch)s dari surat jalan %(document)s sudah dicatat.")
            % {"item": item, "batch": batch, "document": document},
            _("Periksa nomor batch dan surat jalannya; yang keliru dibatalkan dulu."),
            field="batch",
        )


class SortingDone(Problem):
    """The last go of sorting was noted already."""

    code = "sorting-done"
    status = 409

    def __init__(self, name: str) -> None:
        super().__init__(
            _("Sortir %(name)s sudah dinyatakan selesai.") % {"name": name},
            _("Bila keliru, batalkan dulu catatan sortir yang terakhir."),
        )


class TooMany(Problem):
    """More than there can be."""

    code = "stock-too-many"

    def __init__(self, wanted: int, most: int, remedy: str, *, field: str = "quantity") -> None:
        super().__init__(
            _("Jumlah %(wanted)s melebihi yang mungkin; paling banyak %(most)s.")
            % {"wanted": number(wanted), "most": number(most)},
            remedy,
            field=field,
        )


class InUse(Problem):
    """What would be taken back is in use."""

    code = "stock-in-use"
    status = 409

    def __init__(self, pieces: int, remedy: str) -> None:
        super().__init__(
            _("Tidak dapat dibatalkan: %(pieces)s di antaranya sudah dikemas atau dimusnahkan.")
            % {"pieces": number(pieces)},
            remedy,
        )


class AlreadyVoid(Problem):
    """It was voided already."""

    code = "already-void"
    status = 409

    def __init__(self) -> None:
        super().__init__(_("Catatan itu sudah dibatalkan."), _("Muat ulang halamannya."))


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


class NoLabels(Problem):
    """There is no label to make, or too many for one file."""

    code = "labels-none"

    def __init__(self, message: str) -> None:
        super().__init__(message, _("Pilih wilayah lain, atau minta cetak ulang."))


class AlreadyMade(Problem):
    """The labels of the sheet are made."""

    code = "labels-made"
    status = 409

    def __init__(self) -> None:
        super().__init__(_("Label itu sudah dibuat."), _("Unduh berkasnya, atau minta cetak ulang."))


class NotEnough(Problem):
    """There are fewer good pieces in the warehouse than would be taken out."""

    code = "stock-not-enough"
    status = 409

    def __init__(self, item: str, wanted: int, there: int, *, field: str = "") -> None:
        super().__init__(
            _("%(item)s: diminta %(wanted)s, di gudang hanya ada %(there)s yang baik.")
            % {"item": item, "wanted": number(wanted), "there": number(there)},
            _("Catat dulu penerimaan dan hasil sortirnya, atau kurangi jumlahnya."),
            field=field,
        )


def number(of: int) -> str:
    """As officials write it: 474.812."""
    return f"{of:,}".replace(",", ".")
