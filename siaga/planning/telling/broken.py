"""Rules that a plan breaks, and what a new version changes, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from siaga.engines.distribution.problem import DAY
from siaga.engines.distribution.rules import Rule
from siaga.kit.words import number
from siaga.planning.reading import Sheet
from siaga.planning.words import clock_text, day_mark, duration


def _minutes(text: Callable[[], str]) -> Callable[[float], str]:
    return lambda amount: text() % {"n": duration(round(amount))}


def _count(text: Callable[[], str]) -> Callable[[float], str]:
    return lambda amount: text() % {"n": number(abs(round(amount)))}


def _plain(text: Callable[[], str]) -> Callable[[float], str]:
    return lambda amount: text()


RULES: dict[Rule, Callable[[float], str]] = {
    Rule.BOXES: _count(lambda: _("muatan lebih %(n)s kotak")),
    Rule.KG: _count(lambda: _("muatan lebih %(n)s kg")),
    Rule.ACCESS: _plain(lambda: _("kendaraan ini tidak dapat melalui jalan terakhirnya")),
    Rule.WINDOW: _minutes(lambda: _("tiba %(n)s sesudah tempat itu tutup")),
    Rule.SHIFT: _minutes(lambda: _("%(n)s di luar jam kerja")),
    Rule.DRIVING: _minutes(lambda: _("mengemudi %(n)s lebih lama dari batas awak")),
    Rule.RELOAD: _minutes(lambda: _("kurang %(n)s untuk memuat lagi")),
    Rule.TRIPS: _count(lambda: _("%(n)s rit terlalu banyak")),
    Rule.OPENING: _minutes(lambda: _("%(n)s di luar jam buka gudang atau tempat asal")),
    Rule.TIMETABLE: _minutes(lambda: _("tidak cocok dengan jadwal penyeberangan, selisih %(n)s")),
    Rule.DAYS: _count(lambda: _("%(n)s hari di luar hari rencana")),
    Rule.REMOTE: _count(lambda: _("daerah sulit dilayani %(n)s hari terlambat")),
    Rule.DEADLINE: _minutes(lambda: _("%(n)s sesudah batas akhir")),
    Rule.ROAD: _plain(lambda: _("tidak ada jalan, atau jalannya tertutup")),
    Rule.ORIGIN: _plain(lambda: _("berangkat dari tempat yang bukan asalnya")),
    Rule.HUB: _count(lambda: _("%(n)s kotak berangkat sebelum sampai di tempat asalnya")),
    Rule.FLEET: _plain(lambda: _("kendaraan ini tidak ada, atau dipakai dua kali pada hari itu")),
    Rule.ESCORT: _count(lambda: _("%(n)s rute tanpa pengawal")),
    Rule.DEMAND: lambda amount: (
        (_("kurang %(n)s kotak") if amount < 0 else _("kelebihan %(n)s kotak")) % {"n": number(abs(round(amount)))}
    ),
    Rule.WEIGHT: _count(lambda: _("selisih %(n)s kg")),
    Rule.UNKNOWN: _plain(lambda: _("tempat atau kendaraan ini tidak dikenal")),
}


def broken_words(sheet: Sheet, one: Mapping[str, Any]) -> str:
    """Truk 2 H-3, Sukorejo: tiba 20 menit sesudah tempat itu tutup."""
    try:
        text = RULES[Rule(one["rule"])](float(one["amount"]))
    except (KeyError, ValueError):
        text = str(one.get("rule", ""))
    where = [
        part for part in (route_words(sheet, one.get("route") or ""), _place(sheet, one.get("site") or "")) if part
    ]
    if not where and one.get("day") is not None:
        where = [day_mark(one["day"])]
    return f"{', '.join(where)}: {text}" if where else text


def _place(sheet: Sheet, code: str) -> str:
    return sheet.name(code) if code else ""


def route_words(sheet: Sheet, route: str) -> str:
    """``truk-2/H-3`` → Truk 2 (H-3)."""
    if not route:
        return ""
    unit, _slash, day = route.partition("/")
    vehicle, _dash, digits = unit.rpartition("-")
    if not digits.isdigit():
        return route
    return f"{sheet.vehicle_name(vehicle, int(digits))} ({'H' if day == 'H+0' else day})"


def moment_words(value: int | None) -> str:
    """The hour of a moment of the engine: pukul 09.20; its day stands with the route."""
    return "" if value is None else _("pukul %(time)s") % {"time": clock_text(value % DAY)}


def change_words(sheet: Sheet, one: Mapping[str, Any]) -> dict[str, str]:
    """Whom to tell what: the place, the crew of before, the crew of now."""
    place = sheet.name(one["site"])
    before = route_words(sheet, one["from_route"])
    after = route_words(sheet, one["to_route"])
    was, now = moment_words(one["from_time"]), moment_words(one["to_time"])
    match one["kind"]:
        case "moved":
            what = _("dibawa %(after)s %(now)s, tidak lagi %(before)s")
        case "time":
            what = _("tetap dibawa %(after)s, tetapi %(now)s (semula %(was)s)")
        case "load":
            what = _("tetap dibawa %(after)s %(now)s, sekarang %(boxes)s kotak")
        case "added":
            what = _("ditambahkan pada %(after)s %(now)s")
        case "fetch":
            what = _("kotaknya diambil dari %(before)s yang rusak dan dikembalikan")
        case _:
            what = _("tidak lagi dilayani (semula %(before)s)")
    said = what % {"after": after, "now": now, "before": before, "was": was, "boxes": number(one.get("boxes") or 0)}
    told = dict.fromkeys(part for part in (before, after) if part)
    return {"place": place, "what": said, "tell": ", ".join([*told, place])}
