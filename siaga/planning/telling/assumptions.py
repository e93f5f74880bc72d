"""Assumptions in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from siaga.kit.words import number
from siaga.planning.assumptions import Assumption


def said(one: Assumption) -> str:
    return WORDS[one.key](one)


def _named(one: Assumption) -> str:
    if not one.names:
        return ""
    more = one.count - len(one.names)
    listed = ", ".join(one.names)
    return f" ({listed}" + (_(", dan %(n)s lain") % {"n": number(more)} if more > 0 else "") + ")"


def _saying(text: Callable[[], str]) -> Callable[[Assumption], str]:
    return lambda one: text() % {"n": number(one.count), "value": one.value} + _named(one) + "."


WORDS: Mapping[str, Callable[[Assumption], str]] = {
    "boxes_ruleset": _saying(
        lambda: _(
            "%(n)s TPS belum punya kotak dalam sistem; dihitung %(value)s kotak per TPS menurut jenis surat suara"
        )
    ),
    "boxes_left": _saying(lambda: _("%(n)s kotak sudah keluar dari gudang dan tidak ikut direncanakan")),
    "kg": _saying(lambda: _("%(n)s kotak belum ditimbang; dianggap %(value)s kg per kotak")),
    "position_region": _saying(
        lambda: _("%(n)s lokasi belum punya posisi; dipakai titik tengah wilayahnya (perkiraan)")
    ),
    "position_stations": _saying(
        lambda: _("%(n)s lokasi belum punya posisi; dipakai rata-rata posisi TPS-nya (perkiraan)")
    ),
    "position_parent": _saying(
        lambda: _("%(n)s lokasi belum punya posisi sama sekali; dipakai titik tengah kecamatannya (perkiraan kasar)")
    ),
    "access": _saying(
        lambda: _("%(n)s lokasi belum disebut jalan terakhirnya; dianggap dapat dilalui lewat %(value)s")
    ),
    "windows": _saying(lambda: _("%(n)s lokasi tanpa jam buka; dianggap dapat menerima pukul %(value)s")),
    "service": _saying(lambda: _("%(n)s lokasi tanpa waktu bongkar; dianggap %(value)s")),
    "depot_position": _saying(lambda: _("Posisi gudang belum diisi; dipakai titik tengah kabupaten/kota (perkiraan)")),
    "depot_nearest": _saying(lambda: _("%(n)s lokasi dilayani dari gudang terdekat menurut jarak lurus")),
    "crew_hours": _saying(
        lambda: _("%(n)s jenis kendaraan tanpa batas jam mengemudi; hanya jam kerjanya yang membatasi")
    ),
    "costs": _saying(lambda: _("%(n)s jenis kendaraan tanpa biaya; biaya rencana ini lebih rendah dari sebenarnya")),
    "matrix_unknown": _saying(
        lambda: _("%(n)s pasangan pada tabel waktu tempuh menyebut tempat yang tidak dikenal dan diabaikan")
    ),
    "no_roads": _saying(
        lambda: _(
            "Tidak ada data jalan; waktu tempuh di luar tabel dihitung dari jarak lurus, kelokan, dan kelas jalan"
        )
    ),
    "rain": _saying(lambda: _("Dihitung untuk keadaan hujan: kecepatan dikalikan %(value)s")),
    "days": _saying(lambda: _("Semua kotak harus tiba paling lambat %(value)s")),
}
