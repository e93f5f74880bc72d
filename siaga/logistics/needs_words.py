"""Needs in words: ranges, what a quantity counts for, whether there is enough, and what contradicts itself."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from siaga.kit import words
from siaga.logistics.arithmetic import Level, Range, Rounding, Rule
from siaga.logistics.models import Basis
from siaga.logistics.needs import NeedItem, Needs
from siaga.logistics.spreading import Mismatch


def between(found: Range | None) -> str:
    """``412``, ``11.522–12.451``, ``paling sedikit 400``; empty where nobody can say."""
    if found is None:
        return ""
    if found.high is None:
        return _("paling sedikit %(n)s") % {"n": words.number(found.low)}
    if found.exact:
        return words.number(found.low)
    return f"{words.number(found.low)}–{words.number(found.high)}"


def each(item: NeedItem) -> str:
    """``4 buah tiap TPS``; what is not known of it says so."""
    if item.paper and item.quantity == 1:
        return _("1 lembar tiap pemilih, ditambah cadangan")
    basis = str(Basis(item.basis).label) if item.basis else _("dasar hitung belum diketahui")
    if item.quantity is None:
        return _("jumlah belum diketahui, %(basis)s") % {"basis": basis}
    return " ".join(part for part in (words.number(item.quantity), item.unit, basis) if part)


STANDINGS = {
    "kurang": "terhambat",
    "mungkin": "sebagian",
    "cukup": "siap",
    "lebih": "selesai",
}
"""The chip of each standing."""


def standing(balance: Range | None) -> str:
    """``kurang``, ``mungkin`` (the range leaves it open), ``cukup`` or ``lebih``; nothing where it is not known."""
    if balance is None or balance.high is None:
        return ""
    if balance.high < 0:
        return "kurang"
    if balance.low < 0:
        return "mungkin"
    return "cukup" if balance.low == balance.high == 0 else "lebih"


def balance_words(balance: Range | None) -> str:
    """``Kurang 7``, ``Kurang 10–25``, ``Lebih 6``, ``Cukup``, ``Mungkin kurang sampai 25``."""
    match standing(balance), balance:
        case "kurang", Range(low, high) if high is not None:
            return _("Kurang %(n)s") % {"n": between(Range(-high, -low))}
        case "mungkin", Range(low, _high):
            return _("Mungkin kurang, sampai %(n)s") % {"n": words.number(-low)}
        case "lebih", Range():
            return _("Lebih %(n)s") % {"n": between(balance)}
        case "cukup", _some:
            return _("Cukup")
        case _:
            return ""


@dataclass(frozen=True, slots=True)
class Enough:
    """Whether a place has enough of an item. standing: as ``standing`` says; status: key of the chip, or empty."""

    standing: str = ""
    status: str = ""
    words: str = ""


def enough(needs: Needs, item: NeedItem, code: str) -> Enough:
    """The answer in words; where nothing has come yet, that is said instead of the whole need as a shortage."""
    office = len(code) <= 5
    if not office and not item.boxed:
        return Enough(words=_("tidak masuk kotak"))
    balance, there = needs.balance(item, code), needs.supply(item, code)
    found = standing(balance)
    if found in ("kurang", "mungkin"):
        if office and not there.received:
            return Enough(found, "belum", _("Belum diterima"))
        if office and there.unsorted and not there.good:
            return Enough(found, "menunggu", _("Belum disortir"))
        if not office and not there.packed:
            return Enough(found, "belum", _("Belum dikemas"))
    return Enough(found, STANDINGS.get(found, ""), balance_words(balance))


def percent_words(rule: Rule) -> str:
    """``2,5 %``."""
    return words.percent(Fraction(rule.percent) / 100)


def rule_words(rule: Rule | None) -> str:
    """The reserve in one sentence."""
    if rule is None:
        return _("Persentase, pembulatan, atau tingkat penghitungan cadangan belum diketahui.")
    rounding = {
        Rounding.UP: _("dibulatkan ke atas"),
        Rounding.NEAREST: _("dibulatkan ke yang terdekat"),
        Rounding.DOWN: _("dibulatkan ke bawah"),
    }[rule.rounding]
    level = {
        Level.STATION: _("di tiap TPS"),
        Level.VILLAGE: _("di tiap desa/kelurahan"),
        Level.DISTRICT: _("di tiap kecamatan"),
        Level.REGENCY: _("di kabupaten/kota"),
    }[rule.level]
    return _("Cadangan %(percent)s dari pemilih, %(rounding)s %(level)s.") % {
        "percent": percent_words(rule),
        "rounding": rounding,
        "level": level,
    }


def flat_words(needs: Needs) -> str:
    """The flat percentage as the different number that it is; empty where there is nothing to compare."""
    here = needs.here
    if needs.rule is None or here.reserve is None or not here.voters.exact or not here.voters.low or here.below:
        return ""
    flat = needs.rule.flat(here.voters.low)
    if here.reserve == Range(flat, flat):
        return ""
    return _(
        "Hitungan rata %(percent)s atas seluruh pemilih memberi cadangan %(flat)s; menurut aturan %(reserve)s. "
        "Keduanya bukan angka yang sama: selisihnya pembulatan, bukan kelebihan cetak."
    ) % {"percent": percent_words(needs.rule), "flat": words.number(flat), "reserve": between(here.reserve)}


def mismatch_words(needs: Needs, found: Mismatch) -> str:
    """What a document says and its TPS contradict."""
    name = needs.names.get(found.code, found.code)
    facts = {
        "place": name,
        "stated": words.number(found.stated),
        "counted": words.number(found.counted),
        "rest": words.number(found.stated - found.counted),
        "unknown": words.number(found.unknown),
        "limit": words.number(needs.limit or 0),
    }
    match found.kind:
        case "limit":
            return (
                _(
                    "%(place)s: menurut dokumen %(stated)s pemilih, yang sudah diketahui %(counted)s. Sisanya %(rest)s "
                    "tidak muat di %(unknown)s TPS yang lain bila tiap TPS paling banyak %(limit)s pemilih."
                )
                % facts
            )
        case "more":
            return (
                _(
                    "%(place)s: menurut dokumen %(stated)s pemilih, padahal yang diketahui sudah %(counted)s. "
                    "Angka dokumen tidak dipakai."
                )
                % facts
            )
        case _:
            return (
                _(
                    "%(place)s: menurut dokumen %(stated)s pemilih, jumlah yang tercatat %(counted)s. "
                    "Yang dipakai jumlah yang tercatat."
                )
                % facts
            )
