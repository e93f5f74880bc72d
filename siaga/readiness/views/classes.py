"""Classes of value for maps and grids: each with a key (its colour), a range in words, and never without its coverage.

What nobody reported has a class of its own and is never the lowest kerawanan or any readiness.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.kit.words import percent
from siaga.readiness.arithmetic import Figure, Scale, Standing
from siaga.readiness.shapes import Risk

UNREPORTED = "belum_lapor"
THIN = Fraction(1, 2)
"""Below this coverage a value is drawn hatched: it rests on less than half of what is expected."""


@dataclass(frozen=True, slots=True)
class ValueClass:
    """One class. below: the share under which a value belongs to it; None for the last one."""

    key: str
    below: Fraction | None
    words: str | Promise


CLASSES: dict[Scale, tuple[ValueClass, ...]] = {
    Scale.READINESS: (
        ValueClass("k0", Fraction(1, 4), gettext_lazy("siap di bawah 25 %")),
        ValueClass("k1", Fraction(1, 2), gettext_lazy("siap 25 sampai di bawah 50 %")),
        ValueClass("k2", Fraction(3, 4), gettext_lazy("siap 50 sampai di bawah 75 %")),
        ValueClass("k3", Fraction(1), gettext_lazy("siap 75 sampai di bawah 100 %")),
        ValueClass("k4", None, gettext_lazy("siap 100 %, semua sudah lapor")),
    ),
    Scale.KERAWANAN: (
        ValueClass("r0", Fraction(1, 10), gettext_lazy("dari yang sudah lapor, rawan di bawah 10 %")),
        ValueClass("r1", Fraction(1, 4), gettext_lazy("rawan 10 sampai di bawah 25 %")),
        ValueClass("r2", Fraction(1, 2), gettext_lazy("rawan 25 sampai di bawah 50 %")),
        ValueClass("r3", None, gettext_lazy("rawan 50 % atau lebih")),
    ),
}

STANDING_WORDS = {
    Standing.SIAP: gettext_lazy("siap"),
    Standing.SEBAGIAN: gettext_lazy("sebagian siap"),
    Standing.BELUM: gettext_lazy("belum siap"),
    Standing.USANG: gettext_lazy("siap, tetapi laporannya usang"),
    Standing.BELUM_LAPOR: gettext_lazy("belum lapor"),
}

RISK_WORDS = {
    Risk.RAWAN: gettext_lazy("rawan: sedikitnya satu indikator"),
    Risk.BELUM_LENGKAP: gettext_lazy("belum ditemukan kerawanan, laporan belum lengkap"),
    Risk.BELUM_LAPOR: gettext_lazy("belum lapor"),
    Risk.TANPA: gettext_lazy("sudah lapor semua, tanpa kerawanan"),
}


def class_of(figure: Figure) -> str:
    """Key of the class of a figure; ``belum_lapor`` where nothing was reported, empty where nothing is expected."""
    if not figure.expected:
        return ""
    value = figure.value
    if not figure.reported or value is None:
        return UNREPORTED
    return next(one.key for one in CLASSES[figure.scale] if one.below is None or value < one.below)


def is_thin(figure: Figure) -> bool:
    """Whether the value rests on less than half of what is expected."""
    coverage = figure.coverage
    return coverage is not None and 0 < coverage < THIN


def class_words(key: str) -> str:
    """The range of a class in words."""
    if key == UNREPORTED:
        return _("belum ada laporan")
    return next((str(one.words) for classes in CLASSES.values() for one in classes if one.key == key), "")


def said(figure: Figure) -> str:
    """A figure in one phrase: its value, or why there is none."""
    if not figure.expected:
        return _("tidak ada yang wajib dilaporkan")
    if not figure.reported or figure.value is None:
        return _("belum ada laporan dari %(n)s isian yang ditunggu") % {"n": figure.expected}
    if figure.scale is Scale.READINESS:
        return _("siap %(value)s") % {"value": percent(figure.value)}
    if figure.missing:
        return _("rawan %(value)s (mungkin %(low)s sampai %(high)s)") % {
            "value": percent(figure.value),
            "low": percent(figure.low or 0),
            "high": percent(figure.high or 0),
        }
    return _("rawan %(value)s") % {"value": percent(figure.value)}
