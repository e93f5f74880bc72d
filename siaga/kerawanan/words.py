"""Classes, reasons and causes as pages say them."""

from __future__ import annotations

from collections.abc import Mapping as Plain
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.engines.risk.comparing import Cause
from siaga.engines.risk.judging import ReasonKind
from siaga.engines.risk.scheme import FULL
from siaga.kerawanan.models import RiskClass
from siaga.kit.words import number, percent

TONES = {
    "khusus": "kls_khusus",
    "sangat-rawan": "kls_sangat",
    "rawan": "kls_rawan",
    "belum-dinilai": "kls_belum",
    "kurang-rawan": "kls_kurang",
}
"""The class and the key of its colour and sign, the heaviest first; what was not assessed comes before the lightest."""

SPREADS = {
    "paling-banyak": gettext_lazy("Paling banyak terjadi"),
    "banyak": gettext_lazy("Banyak terjadi"),
    "perlu-diantisipasi": gettext_lazy("Tidak banyak terjadi, tetapi perlu diantisipasi"),
    "tidak-ada": gettext_lazy("Tidak ditemukan"),
    "belum-diketahui": gettext_lazy("Belum diketahui: laporannya belum lengkap"),
}

CAUSES = {
    Cause.JAWABAN: gettext_lazy("jawaban berubah"),
    Cause.BOBOT: gettext_lazy("bobot berubah"),
    Cause.AMBANG: gettext_lazy("ambang berubah"),
    Cause.ATURAN: gettext_lazy("aturan langsung berubah"),
    Cause.MANUSIA: gettext_lazy("ditetapkan lain oleh petugas"),
    Cause.BERSAMA: gettext_lazy("beberapa perubahan bersama-sama"),
}


def class_words(cls: str) -> str:
    """The name of a class; empty for none."""
    return str(RiskClass(cls).label) if cls else ""


def tone_words() -> dict[str, str]:
    """The signs of the map in words."""
    return {tone: class_words(cls) for cls, tone in TONES.items()}


def share_of(millionths: int | None) -> float | None:
    return None if millionths is None else millionths / FULL


def reason_words(reason: Plain[str, Any], names: Plain[str, str]) -> str:
    """One reason as a sentence. names: of the indicators, by number."""
    kind, weight = reason["kind"], int(reason["weight"])
    limit = percent(weight / FULL)
    if kind == ReasonKind.ATURAN:
        return _("Aturan langsung: %(words)s") % {"words": reason["words"]}
    if kind == ReasonKind.INDIKATOR:
        return _("%(number)s %(name)s (bobot %(weight)s)") % {
            "number": reason["number"],
            "name": names.get(reason["number"], ""),
            "weight": weight,
        }
    if kind == ReasonKind.SKOR:
        return _("Skor mencapai ambang %(limit)s") % {"limit": limit}
    if kind == ReasonKind.BATAS_BAWAH:
        return _("Laporan belum banyak, tetapi yang sudah ada pun mencapai ambang %(limit)s") % {"limit": limit}
    if kind == ReasonKind.DI_BAWAH_AMBANG:
        return _("Apa pun jawaban yang masih kurang, skornya tetap di bawah ambang rawan %(limit)s") % {"limit": limit}
    if kind == ReasonKind.KURANG_LAPORAN:
        return _("Yang belum dilaporkan masih dapat menaikkan skornya sampai ambang rawan %(limit)s") % {"limit": limit}
    if kind == ReasonKind.ATURAN_MUNGKIN:
        return _("Yang belum dilaporkan masih dapat memenuhi aturan: %(words)s") % {"words": reason["words"]}
    return _("Tidak ada indikator yang berbobot")


def reasons_words(reasons: Sequence[Plain[str, Any]], names: Plain[str, str]) -> list[str]:
    return [reason_words(one, names) for one in reasons]


def chance_words(p: float) -> str:
    """A p value as people say a chance; never as nothing."""
    return percent(p) if p >= 0.05 else _("1 dari %(n)s") % {"n": number(round(1 / p))}


def answer_words(answer: bool | None) -> str:
    return _("belum lapor") if answer is None else _("ya") if answer else _("tidak")
