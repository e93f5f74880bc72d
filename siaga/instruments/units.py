"""What an instrument is about, in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from siaga.instruments.models import Instrument

UNIT_WORDS: dict[tuple[str, int | None], str | Promise] = {
    ("tps", None): _("TPS"),
    ("region", 4): _("desa/kelurahan"),
    ("region", 3): _("kecamatan"),
    ("region", 2): _("kabupaten/kota"),
    ("agency", None): _("instansi"),
}

UNIT_KEYS: dict[tuple[str, int | None], str] = {
    ("tps", None): "tps",
    ("region", 4): "desa",
    ("region", 3): "kecamatan",
    ("region", 2): "kabupaten",
    ("agency", None): "instansi",
}
"""The word that ``siaga_unit`` takes for it."""


def unit_words(kind: str, level: int | None) -> str:
    return str(UNIT_WORDS.get((kind, level), kind))


def unit_word(instrument: Instrument) -> str:
    """``TPS``, ``kecamatan``, ``instansi`` …"""
    return unit_words(instrument.unit_kind, instrument.level)


def unit_key(instrument: Instrument) -> str:
    return UNIT_KEYS.get((instrument.unit_kind, instrument.level), "")
