"""Teams, patterns, shortages, broken rules and changes in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from siaga.engines.deployment.patterns import LinmasFlag, Reading
from siaga.engines.deployment.plan import Missing, Need, Repair, RepairKind, Why
from siaga.engines.deployment.problem import Cls
from siaga.kit.words import number
from siaga.planning.assumptions import Assumption

if TYPE_CHECKING:
    from siaga.deployment.reading import Sheet

ROLES: Mapping[str, Callable[[], str]] = {
    "leader": lambda: _("kepala regu"),
    "member": lambda: _("anggota regu"),
    "support": lambda: _("pendukung (TNI)"),
    "padal": lambda: _("padal"),
    "patrol": lambda: _("patroli"),
    "reserve": lambda: _("cadangan"),
    "linmas": lambda: _("Linmas"),
}
CLASSES: Mapping[str, Callable[[], str]] = {
    Cls.LOW: lambda: _("kurang rawan"),
    Cls.MID: lambda: _("rawan"),
    Cls.HIGH: lambda: _("sangat rawan"),
    Cls.SPECIAL: lambda: _("khusus"),
    Cls.UNRATED: lambda: _("belum dinilai"),
}


def class_words(cls: str) -> str:
    return CLASSES[Cls(cls)]() if cls in set(Cls) else cls


def span(least: int, most: int | None) -> str:
    return number(least) if most is None or most == least else f"{number(least)}–{number(most)}"


def pattern_sentence(one: Any) -> str:
    """A pattern as a sentence; never as a bare code such as 2-12-24, whose order varies."""
    return _("%(police)s polisi menjaga %(stations)s TPS bersama %(linmas)s Linmas") % {
        "police": number(one.police),
        "stations": span(one.stations, one.stations_max),
        "linmas": span(one.linmas, one.linmas_max),
    }


def flag_words(flag: LinmasFlag | None) -> tuple[str, str]:
    """What does not fit, and the likely reading; two empty texts where all fits."""
    if flag is None:
        return "", ""
    least, most = flag.expected
    what = _("Dua Linmas tiap TPS berarti %(expected)s Linmas, bukan %(told)s.") % {
        "expected": span(least, most),
        "told": span(flag.pattern.linmas, flag.pattern.linmas_max),
    }
    reading, likely = flag.readings[0]
    why = {
        Reading.STATIONS: lambda: _("jumlah TPS mungkin salah tulis"),
        Reading.ORDER: lambda: _("urutan angkanya mungkin polisi, Linmas, TPS"),
        Reading.LINMAS: lambda: _("jumlah Linmas mungkin salah tulis"),
    }[reading]()
    return what, _("Bacaan yang mungkin: %(sentence)s (%(why)s).") % {"sentence": pattern_sentence(likely), "why": why}


NEEDS: Mapping[Need, Callable[[int], str]] = {
    Need.POLICE: lambda n: ngettext("%(n)s polisi untuk regu", "%(n)s polisi untuk regu", n),
    Need.LEADER: lambda n: ngettext("%(n)s kepala regu berpangkat cukup", "%(n)s kepala regu berpangkat cukup", n),
    Need.PADAL: lambda n: ngettext("%(n)s padal", "%(n)s padal", n),
    Need.PATROL: lambda n: ngettext("%(n)s polisi untuk patroli", "%(n)s polisi untuk patroli", n),
    Need.RESERVE: lambda n: ngettext("%(n)s polisi untuk regu cadangan", "%(n)s polisi untuk regu cadangan", n),
    Need.ARMY: lambda n: ngettext("%(n)s TNI pendukung", "%(n)s TNI pendukung", n),
    Need.LINMAS: lambda n: ngettext("%(n)s Linmas", "%(n)s Linmas", n),
    Need.REACH: lambda n: ngettext(
        "%(n)s TPS di luar jangkauan regu cadangan", "%(n)s TPS di luar jangkauan regu cadangan", n
    ),
}


def need_words(need: Need, amount: int) -> str:
    return NEEDS[need](amount) % {"n": number(amount)}


WHYS: Mapping[Why, Callable[[], str]] = {
    Why.NUMBER: lambda: _("jumlah personel kurang"),
    Why.RANK: lambda: _("tidak tersisa yang berpangkat cukup"),
    Why.AWAY: lambda: _("yang tersisa berhalangan"),
    Why.REST: lambda: _("yang tersisa belum cukup istirahat di antara tugas"),
    Why.CUT: lambda: _("yang tersisa terpisah oleh jalan yang putus"),
    Why.VILLAGE: lambda: _("yang tersisa tinggal di desa itu sendiri"),
    Why.UNIT: lambda: _("yang tersisa dari satuan lain, dan aturan tidak membolehkannya"),
    Why.PATTERN: lambda: _("belum ada pola untuk kelasnya"),
    Why.DISTANCE: lambda: _("jaraknya terlalu jauh"),
}


def missing_words(sheet: Sheet, one: Missing) -> str:
    where = sheet.name(one.where) or sheet.plan.region.title
    what = need_words(one.need, one.amount)
    if one.rank and one.need is not Need.LEADER:
        what = _("%(what)s berpangkat %(rank)s atau lebih") % {"what": what, "rank": one.rank}
    return f"{where}: {what}, {WHYS[one.why]()}"


def repair_words(sheet: Sheet, one: Repair) -> str:
    left = _(" Masih kurang %(n)s polisi.") % {"n": number(one.left)} if one.left else ""
    match one.kind:
        case RepairKind.BKO:
            text = _("BKO %(n)s polisi menutupnya") % {"n": number(one.amount)}
            ranked = [
                _("%(n)s berpangkat %(rank)s atau lebih") % {"n": number(n), "rank": rank}
                for n, rank in (
                    (one.padals, sheet.problem.rules.padal_rank),
                    (one.leaders, sheet.problem.rules.leader_rank),
                )
                if n
            ]
            return text + (f" ({', '.join(ranked)})" if ranked else "") + "." + left
        case RepairKind.PATTERN:
            assert one.pattern is not None
            return (
                _("Pola %(cls)s menjadi %(sentence)s.")
                % {"cls": class_words(one.pattern.cls), "sentence": pattern_sentence(one.pattern)}
                + left
            )
        case RepairKind.LINMAS:
            return _("Tambah %(n)s Linmas di %(where)s.") % {"n": number(one.amount), "where": sheet.name(one.where)}
        case _:
            return _("Tambah %(n)s regu cadangan.") % {"n": number(one.amount)} + left


def broken_words(sheet: Sheet, one: Mapping[str, Any]) -> str:
    """One broken rule, with where and who."""
    what = sheet.place_names.get(one["what"]) or sheet.name(one["what"])
    who = ", ".join(_who(sheet, code) for code in one["who"][:4])
    if len(one["who"]) > 4:
        who += _(", dan %(n)s lain") % {"n": number(len(one["who"]) - 4)}
    text = _RULES[one["rule"]]() % {
        "what": what, "who": who, "n": number(one["amount"], 0), "minutes": number(one["amount"], 1),
        "most": number(sheet.problem.rules.max_minutes, 0),
    }  # fmt: skip
    return text[0].upper() + text[1:]


def _who(sheet: Sheet, code: str) -> str:
    if code in sheet.people:
        return sheet.person(code).title
    return sheet.place_names.get(code) or sheet.name(code)


_RULES: Mapping[str, Callable[[], str]] = {
    "unknown": lambda: _("%(what)s: tidak dikenal dalam rencana ini"),
    "post-left": lambda: _("%(what)s tidak dijaga regu mana pun"),
    "post-twice": lambda: _("%(what)s ada di dua regu: %(who)s"),
    "room": lambda: _("%(what)s menjaga terlalu banyak TPS menurut polanya: lebih %(n)s"),
    "district": lambda: _("%(what)s menjaga TPS di dua kecamatan: %(who)s"),
    "village": lambda: _("%(what)s menjaga TPS di dua desa/kelurahan: %(who)s"),
    "travel": lambda: _(
        "%(what)s: waktu tempuh antar-TPS melewati batas %(most)s menit, lebih %(minutes)s menit (%(who)s)"
    ),
    "apart": lambda: _("%(what)s: dua TPS ini tidak boleh dijaga regu yang sama (%(who)s)"),
    "police": lambda: _("%(what)s kekurangan %(n)s polisi"),
    "not-police": lambda: _("%(what)s: %(who)s bukan polisi, padahal mengisi tempat polisi"),
    "army": lambda: _("%(what)s: TNI melebihi yang dibolehkan aturan (%(who)s)"),
    "army-missing": lambda: _("%(what)s kekurangan %(n)s TNI pendukung"),
    "leader": lambda: _("%(what)s tidak punya kepala regu berpangkat cukup"),
    "away": lambda: _("%(what)s: %(who)s berhalangan"),
    "twice": lambda: _("%(what)s: ditugaskan di dua tempat (%(who)s)"),
    "rest": lambda: _("%(what)s: istirahat %(who)s kurang %(minutes)s menit"),
    "own-village": lambda: _("%(what)s: %(who)s bertugas di desa tempat tinggalnya sendiri"),
    "unit": lambda: _("%(what)s: %(who)s bertugas di luar wilayah satuannya"),
    "linmas": lambda: _("%(what)s kekurangan %(n)s Linmas"),
    "linmas-village": lambda: _("%(what)s: Linmas dari desa lain, atau lebih banyak daripada yang ada (%(who)s)"),
    "cluster": lambda: _("%(what)s: jumlah atau tempat regunya tidak menurut aturan (%(who)s)"),
    "padal": lambda: _("%(what)s tidak punya padal berpangkat cukup"),
    "patrol": lambda: _("%(what)s: patroli kekurangan %(n)s polisi"),
    "reserve": lambda: _("%(what)s: regu cadangan kekurangan %(n)s polisi"),
    "reach": lambda: _("%(what)s tidak terjangkau regu cadangan pada waktunya"),
    "cut": lambda: _("%(what)s: tidak ada jalan ke sana bagi %(who)s"),
    "locked": lambda: _("%(what)s dikunci tetapi berubah"),
}


def change_words(sheet: Sheet, one: Mapping[str, Any]) -> str:
    before, after = _place(sheet, one["before"]), _place(sheet, one["after"])
    text = {
        "out": lambda: _("berhalangan; semula di %(before)s"),
        "in": lambda: _("kini bertugas di %(after)s"),
        "free": lambda: _("dibebaskan dari %(before)s"),
        "moved": lambda: _("pindah dari %(before)s ke %(after)s"),
        "role": lambda: _("peran di %(after)s berubah"),
        "posts": lambda: _("TPS yang dijaga %(after)s berubah"),
    }[one["kind"]]()
    return text % {"before": before, "after": after}


def _place(sheet: Sheet, id: str) -> str:
    return sheet.place_names.get(id) or sheet.name(id) or _("tanpa tugas")


def said(one: Assumption) -> str:
    named = ""
    if one.names:
        more = one.count - len(one.names)
        named = f" ({', '.join(one.names)}" + (_(", dan %(n)s lain") % {"n": number(more)} if more > 0 else "") + ")"
    return _ASSUMED[one.key]() % {"n": number(one.count), "value": one.value} + named + "."


_ASSUMED: Mapping[str, Callable[[], str]] = {
    "pattern_origin": lambda: _(
        "Pola %(n)s kelas belum ditetapkan; dipakai pola pembanding dari naskah aturan (%(value)s)"
    ),
    "linmas_unlisted": lambda: _(
        "Linmas belum didata; dianggap desa/kelurahan menyediakan %(value)s orang untuk tiap TPS (%(n)s TPS)"
    ),
    "unrated": lambda: _("%(n)s TPS belum dinilai kerawanannya; diperlakukan sebagai %(value)s"),
    "points": lambda: _("%(n)s TPS belum punya koordinat; ditempatkan di titik perkiraan di dalam desa/kelurahannya"),
    "points_rough": lambda: _("%(n)s TPS berada di desa/kelurahan tanpa batas; titiknya perkiraan kasar"),
    "unit_points": lambda: _("%(n)s satuan belum punya posisi; dipakai titik tengah wilayahnya (perkiraan)"),
    "unit_districts": lambda: _("%(n)s Polsek belum disebut kecamatannya; dianggap melayani seluruh kabupaten/kota"),
    "homes": lambda: _("%(n)s personel belum disebut tempat tinggalnya; dihitung dari satuannya"),
}
