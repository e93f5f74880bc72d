"""The facts of an agenda item in words: for the agenda, the screen of the minutes, and the papers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from siaga.rakor.models import AgendaItem, PointState, UpdateKind

NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class FactLine:
    """One thing that the facts say: *Kesiapan: 68,2 % (turun dari 71 %)*. tone: a status of the kit, or empty."""

    label: str
    text: str
    tone: str = ""


def fact_lines(item: AgendaItem) -> list[FactLine]:
    """What the facts of an item said when the agenda was drawn up; nothing for an item that a person wrote."""
    speak = _SPEAKERS.get(str(item.facts.get("what", "")))
    return list(speak(item.facts)) if speak else []


def fact_url(item: AgendaItem) -> str:
    """The page of what the item is about; empty where there is none."""
    return str(item.facts.get("url", ""))


def _percent(millionths: Any) -> str:
    if millionths is None:
        return "–"
    points = round(int(millionths) / 10_000, 1)
    return f"{number_format(points, 0 if points == int(points) else 1)}{NBSP}%"


def _points(millionths: int) -> str:
    return number_format(abs(round(millionths / 10_000, 1)), 1)


def _day(iso: Any) -> str:
    return date_format(date.fromisoformat(str(iso)), "j F Y") if iso else _("belum ditetapkan")


def _when(iso: Any) -> str:
    return date_format(localtime(datetime.fromisoformat(str(iso))), "j F Y")


def _moved(facts: Mapping[str, Any]) -> str:
    before, after = facts.get("before"), facts.get("after")
    if before is None or after is None:
        return _percent(after)
    if before == after:
        return _("%(after)s, tetap sejak %(since)s") % {"after": _percent(after), "since": _when(facts["since"])}
    words = {
        "after": _percent(after),
        "before": _percent(before),
        "points": _points(after - before),
        "since": _when(facts["since"]),
    }
    if after < before:
        return _("%(after)s, turun %(points)s poin dari %(before)s (%(since)s)") % words
    return _("%(after)s, naik %(points)s poin dari %(before)s (%(since)s)") % words


def _headline(facts: Mapping[str, Any]) -> Iterator[FactLine]:
    yield FactLine(_("Terbukti"), _moved(facts))
    yield FactLine(_("Cakupan laporan"), _percent(facts.get("coverage")))
    yield FactLine(_("Terverifikasi"), _percent(facts.get("verified")))
    yield FactLine(
        _("Diklaim instansi"),
        _percent(facts["claimed"]) if facts.get("claimed") is not None else _("tidak ada klaim"),
    )
    silent = int(facts.get("silent") or 0)
    if silent:
        yield FactLine(_("Bungkam"), ngettext("%(n)s unit", "%(n)s unit", silent) % {"n": silent}, "belum_lapor")


def _fall(facts: Mapping[str, Any]) -> Iterator[FactLine]:
    yield FactLine(_("Kesiapan"), _moved(facts), "belum")
    yield FactLine(_("Cakupan laporan"), _percent(facts.get("coverage")))


def _rise(facts: Mapping[str, Any]) -> Iterator[FactLine]:
    yield FactLine(_("Kerawanan"), _moved(facts), "belum")
    yield FactLine(_("Cakupan laporan"), _percent(facts.get("coverage")))


def _gap(facts: Mapping[str, Any]) -> Iterator[FactLine]:
    of_what = facts.get("of_what") or _("penyebutnya tidak disebut")
    yield FactLine(
        _("Diklaim"),
        _("%(share)s untuk %(region)s (%(of_what)s), oleh %(by)s pada %(at)s")
        % {
            "share": _percent(facts.get("claimed")),
            "region": facts.get("region", ""),
            "of_what": of_what,
            "by": facts.get("said_by", ""),
            "at": _when(facts["stated_at"]),
        },
    )
    yield FactLine(_("Terbukti"), _percent(facts.get("after")))
    yield FactLine(_("Selisih"), _("%(points)s poin") % {"points": _points(int(facts["gap"]))}, "belum")


def _silent(facts: Mapping[str, Any]) -> Iterator[FactLine]:
    count = int(facts["count"])
    yield FactLine(
        _("Bungkam sejak rapat lalu"), ngettext("%(n)s unit", "%(n)s unit", count) % {"n": count}, "belum_lapor"
    )
    named = ["{name} ({place})".format(**unit) if unit.get("place") else unit["name"] for unit in facts["units"]]
    if named:
        more = count - len(named)
        text = "; ".join(named)
        yield FactLine(_("Di antaranya"), _("%(units)s; dan %(n)d lagi") % {"units": text, "n": more} if more else text)


def _late_boxes(facts: Mapping[str, Any]) -> Iterator[FactLine]:
    count = int(facts["count"])
    yield FactLine(_("Terlambat"), ngettext("%(n)s kotak", "%(n)s kotak", count) % {"n": count}, "terlambat")
    for place in facts["places"]:
        boxes = int(place["boxes"])
        said = ngettext("%(n)s kotak, batas paling awal %(when)s", "%(n)s kotak, batas paling awal %(when)s", boxes)
        yield FactLine(place["name"], said % {"n": boxes, "when": _when(place["since"])})
    if more := int(facts.get("more") or 0):
        yield FactLine(_("Lainnya"), ngettext("%(n)s wilayah lagi", "%(n)s wilayah lagi", more) % {"n": more})


def _obstacles(facts: Mapping[str, Any]) -> Iterator[FactLine]:
    count, ownerless = int(facts["count"]), int(facts["ownerless"])
    yield FactLine(_("Belum teratasi"), ngettext("%(n)s kendala", "%(n)s kendala", count) % {"n": count}, "belum")
    if ownerless:
        yield FactLine(
            _("Tanpa penanggung jawab"), ngettext("%(n)s kendala", "%(n)s kendala", ownerless) % {"n": ownerless}
        )
    for group in facts["groups"]:
        words = {"places": ", ".join(group["places"]), "owner": group["owner"]}
        said = _("%(places)s; ditangani %(owner)s") if group["owner"] else _("%(places)s; belum ada strateginya")
        yield FactLine(group["title"], said % words, "terlambat" if group["late"] else "")
    if more := int(facts.get("more") or 0):
        yield FactLine(_("Lainnya"), ngettext("%(n)s kendala lagi", "%(n)s kendala lagi", more) % {"n": more})


def _stage(facts: Mapping[str, Any]) -> Iterator[FactLine]:
    yield FactLine(
        _("Jadwal"), _("%(starts)s sampai %(ends)s") % {"starts": _day(facts["starts"]), "ends": _day(facts["ends"])}
    )
    if late := int(facts.get("days_late") or 0):
        yield FactLine(_("Lewat waktu"), ngettext("%(n)s hari", "%(n)s hari", late) % {"n": late}, "terlambat")
    if not facts.get("verified", True):
        yield FactLine(_("Catatan"), _("tanggalnya belum terverifikasi"))


_TONES = {
    PointState.OPEN: "belum",
    PointState.IN_PROGRESS: "sebagian",
    PointState.BLOCKED: "terhambat",
    PointState.DONE: "selesai",
    PointState.VERIFIED: "terverifikasi",
}


def _point(facts: Mapping[str, Any]) -> Iterator[FactLine]:
    state = PointState(facts["state"])
    yield FactLine(_("Pelaksana"), str(facts["owner"]))
    yield FactLine(_("Status"), str(state.label), _TONES.get(state, ""))
    late = int(facts.get("days_late") or 0)
    due = _day(facts["due"])
    yield FactLine(
        _("Tenggat"),
        _("%(due)s, lewat %(n)d hari") % {"due": due, "n": late} if late else due,
        "terlambat" if late else "",
    )
    if facts.get("forum"):
        yield FactLine(_("Dari"), str(facts["forum"]))
    if came_back := int(facts.get("came_back") or 0):
        yield FactLine(_("Sudah dibahas"), ngettext("%(n)s rapat", "%(n)s rapat", came_back) % {"n": came_back})
    latest = facts.get("latest")
    if latest:
        kind = UpdateKind(latest["kind"]).label
        yield FactLine(
            _("Terakhir (%(at)s)") % {"at": _when(latest["at"])},
            f"{kind}: {latest['text'] or '–'} ({latest['by']})",
        )
    else:
        yield FactLine(_("Laporan"), _("belum ada"), "belum_lapor")


_SPEAKERS: dict[str, Callable[[Mapping[str, Any]], Iterator[FactLine]]] = {
    "point": _point,
    "headline": _headline,
    "fall": _fall,
    "rise": _rise,
    "gap": _gap,
    "silent": _silent,
    "late_boxes": _late_boxes,
    "obstacles": _obstacles,
    "stage": _stage,
}
