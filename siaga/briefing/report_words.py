"""A report of the desk in words: labels for the keys of its facts, values as an official writes them, sources, gaps.

One list of shown sections serves the page, the PDF and the DOCX, so that all three say the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from siaga.access import Role
from siaga.briefing.models import ReportKind
from siaga.briefing.sections import SECTIONS
from siaga.desk.models import SupportState
from siaga.kit.words import day, moment, number, percent, short_day, short_moment
from siaga.rakor.models import MeetingState, ObstacleKind, ObstacleState, PointState
from siaga.wilayah.zones import zone_of

Text = str | Promise
UNKNOWN = "–"

TITLES: dict[str, Text] = {
    "summary": gettext_lazy("Ringkasan"),
    "identity": gettext_lazy("Umum"),
    "stages": gettext_lazy("Tahapan"),
    "voters": gettext_lazy("TPS dan daftar pemilih tetap"),
    "staffing": gettext_lazy("Petugas di TPS"),
    "readiness": gettext_lazy("Kesiapan"),
    "changes": gettext_lazy("Perubahan sejak laporan sebelumnya"),
    "logistics": gettext_lazy("Logistik di TPS"),
    "risk": gettext_lazy("Kerawanan TPS"),
    "security": gettext_lazy("Keamanan, ketertiban, dan netralitas"),
    "funding": gettext_lazy("Anggaran dan hibah"),
    "incidents": gettext_lazy("Kejadian menonjol"),
    "debts": gettext_lazy("Kewajiban lapor di bawah Desk"),
    "support": gettext_lazy("Permintaan dukungan KPU dan Bawaslu"),
    "meetings": gettext_lazy("Rapat koordinasi"),
    "obstacles": gettext_lazy("Kendala dan usulan penyelesaian"),
    "points": gettext_lazy("Tindak lanjut"),
    "proposals": gettext_lazy("Saran dan usulan kepada Pemerintah"),
    "closing": gettext_lazy("Penutup"),
}

LABELS: dict[str, Text] = {
    "area": gettext_lazy("Wilayah"),
    "province": gettext_lazy("Provinsi"),
    "election": gettext_lazy("Pemilihan"),
    "voting_day": gettext_lazy("Hari pemungutan suara"),
    "distance": gettext_lazy("Jarak ke hari pemungutan suara"),
    "desk": gettext_lazy("Desk"),
    "decree": gettext_lazy("Keputusan pembentukan"),
    "chair": gettext_lazy("Ketua Desk"),
    "chair_name": gettext_lazy("Pejabat"),
    "before": gettext_lazy("Laporan sebelumnya"),
    "stages_total": gettext_lazy("Tahapan tercatat"),
    "stages_done": gettext_lazy("Selesai"),
    "stages_late": gettext_lazy("Terlambat"),
    "stages_undated": gettext_lazy("Tanggal belum diketahui"),
    "name": gettext_lazy("Uraian"),
    "starts": gettext_lazy("Mulai"),
    "ends": gettext_lazy("Selesai"),
    "state": gettext_lazy("Status"),
    "days_late": gettext_lazy("Lewat (hari)"),
    "stations": gettext_lazy("TPS"),
    "special": gettext_lazy("TPS lokasi khusus"),
    "voters": gettext_lazy("Pemilih"),
    "male": gettext_lazy("Laki-laki"),
    "female": gettext_lazy("Perempuan"),
    "voters_unknown": gettext_lazy("TPS tanpa data pemilih"),
    "over_limit": gettext_lazy("TPS melebihi batas pemilih"),
    "crew": gettext_lazy("Kebutuhan"),
    "per_station": gettext_lazy("Tiap TPS"),
    "needed": gettext_lazy("Kebutuhan (orang)"),
    "filled": gettext_lazy("Terisi (orang)"),
    "evidenced": gettext_lazy("Terbukti"),
    "verified": gettext_lazy("Terverifikasi"),
    "claimed": gettext_lazy("Diklaim instansi"),
    "silent": gettext_lazy("Unit bungkam"),
    "stale": gettext_lazy("Jawaban usang"),
    "own_agencies": gettext_lazy("Kesiapan instansi sendiri"),
    "coverage": gettext_lazy("Cakupan"),
    "risk": gettext_lazy("Kerawanan yang dilaporkan"),
    "risk_low": gettext_lazy("Paling rendah"),
    "risk_high": gettext_lazy("Paling tinggi"),
    "risky": gettext_lazy("TPS rawan"),
    "risk_clear": gettext_lazy("TPS tanpa kerawanan"),
    "risk_incomplete": gettext_lazy("TPS belum lengkap"),
    "risk_silent": gettext_lazy("TPS belum lapor"),
    "since": gettext_lazy("Dibandingkan dengan"),
    "before_value": gettext_lazy("Sebelumnya"),
    "after_value": gettext_lazy("Sekarang"),
    "change": gettext_lazy("Perubahan"),
    "newly_silent": gettext_lazy("Unit baru bungkam"),
    "indicator": gettext_lazy("Indikator"),
    "missing": gettext_lazy("Belum lapor"),
    "asked": gettext_lazy("Jatuh tempo"),
    "on_time": gettext_lazy("Tepat waktu"),
    "late": gettext_lazy("Terlambat"),
    "missing_reports": gettext_lazy("Belum masuk"),
    "nil_reports": gettext_lazy("Nihil"),
    "who": gettext_lazy("Yang berutang"),
    "role": gettext_lazy("Sebagai"),
    "instrument": gettext_lazy("Instrumen"),
    "support_asked": gettext_lazy("Menunggu jawaban"),
    "support_granted": gettext_lazy("Disetujui, belum terlaksana"),
    "support_delivered": gettext_lazy("Terlaksana"),
    "support_overdue": gettext_lazy("Lewat tenggat"),
    "title": gettext_lazy("Uraian"),
    "owner": gettext_lazy("Penanggung jawab"),
    "due": gettext_lazy("Tenggat"),
    "overdue": gettext_lazy("Lewat tenggat"),
    "meetings_held": gettext_lazy("Rapat pada periode ini"),
    "forum": gettext_lazy("Forum"),
    "starts_at": gettext_lazy("Waktu"),
    "venue": gettext_lazy("Tempat"),
    "present": gettext_lazy("Hadir"),
    "obstacles_open": gettext_lazy("Belum ditangani"),
    "obstacles_handled": gettext_lazy("Sedang ditangani"),
    "obstacles_new": gettext_lazy("Baru pada periode ini"),
    "obstacles_closed": gettext_lazy("Teratasi pada periode ini"),
    "obstacles_ownerless": gettext_lazy("Tanpa penanggung jawab"),
    "kind": gettext_lazy("Jenis"),
    "strategy": gettext_lazy("Usulan penyelesaian"),
    "points_open": gettext_lazy("Belum selesai"),
    "points_overdue": gettext_lazy("Lewat tenggat"),
    "points_blocked": gettext_lazy("Terhambat"),
    "points_waiting": gettext_lazy("Menunggu verifikasi"),
    "points_verified": gettext_lazy("Terverifikasi pada periode ini"),
    "points_dropped": gettext_lazy("Tidak dilanjutkan pada periode ini"),
}

TABLES: dict[str, Text] = {
    "stages": gettext_lazy("Tahapan yang terlambat, berjalan, dan segera"),
    "voters": gettext_lazy("Menurut wilayah"),
    "staffing": gettext_lazy("Kebutuhan menurut aturan"),
    "readiness": gettext_lazy("Menurut wilayah"),
    "risk": gettext_lazy("Menurut wilayah"),
    "changes": gettext_lazy("Wilayah yang berubah"),
    "falls": gettext_lazy("Indikator yang paling turun"),
    "logistics": gettext_lazy("Menurut jenis perlengkapan"),
    "instruments": gettext_lazy("Menurut instrumen"),
    "debtors": gettext_lazy("Laporan yang belum masuk"),
    "support": gettext_lazy("Permintaan yang belum selesai"),
    "meetings": gettext_lazy("Rapat pada periode ini"),
    "meetings_ahead": gettext_lazy("Rapat berikutnya"),
    "obstacles": gettext_lazy("Daftar kendala"),
    "points_overdue": gettext_lazy("Lewat tenggat"),
    "points_open": gettext_lazy("Belum selesai"),
    "points_closed": gettext_lazy("Ditutup pada periode ini"),
}

SOURCES: dict[str, Text] = {
    "desk": gettext_lazy("Data Desk"),
    "election": gettext_lazy("Data pemilihan"),
    "calendar": gettext_lazy("Kalender tahapan"),
    "stations": gettext_lazy("Data TPS"),
    "ruleset": gettext_lazy("Aturan pemilihan"),
    "picture": gettext_lazy("Laporan TPS dan wilayah"),
    "claim": gettext_lazy("Pernyataan instansi"),
    "debts": gettext_lazy("Daftar tagihan laporan"),
    "support": gettext_lazy("Daftar permintaan dukungan"),
    "meetings": gettext_lazy("Catatan rapat"),
    "obstacles": gettext_lazy("Daftar kendala"),
    "points": gettext_lazy("Daftar tindak lanjut"),
}

EVENTS: dict[str, Text] = {
    "stages_done": gettext_lazy("Tahapan selesai"),
    "falls": gettext_lazy("Wilayah yang kesiapannya turun tajam"),
    "support_asked": gettext_lazy("Permintaan dukungan baru"),
    "meetings": gettext_lazy("Rapat"),
    "obstacles_new": gettext_lazy("Kendala baru"),
    "obstacles_closed": gettext_lazy("Kendala teratasi"),
    "points_new": gettext_lazy("Tindak lanjut baru"),
    "points_closed": gettext_lazy("Tindak lanjut selesai"),
    "points_overdue": gettext_lazy("Tindak lanjut lewat tenggat"),
}

STAGES: dict[str, Text] = {
    "done": gettext_lazy("Selesai"),
    "late": gettext_lazy("Terlambat"),
    "due": gettext_lazy("Segera berakhir"),
    "running": gettext_lazy("Berjalan"),
    "ahead": gettext_lazy("Akan datang"),
    "unknown": gettext_lazy("Belum diketahui"),
}

ROLES: dict[str, Text] = {
    Role.AGENCY: gettext_lazy("Instansi"),
    Role.KECAMATAN: gettext_lazy("Kecamatan"),
    Role.DESA: gettext_lazy("Desa atau kelurahan"),
    Role.FIELD: gettext_lazy("Petugas lapangan"),
    Role.SECRETARIAT: gettext_lazy("Sekretariat"),
}

_CHOICES: dict[str, Mapping[str, Text]] = {
    "stage": STAGES,
    "role": ROLES,
    "support": dict(SupportState.choices),
    "meeting": dict(MeetingState.choices),
    "obstacle": dict(ObstacleState.choices),
    "obstacle_kind": dict(ObstacleKind.choices),
    "point": dict(PointState.choices),
}
_LOOKS = {"number": "number", "share": "number", "points": "number", "day": "moment"}


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """note: coverage in words. source: who or what says so, of when. url: the page of its source, or empty."""

    label: str
    value: str
    note: str
    source: str
    url: str
    known: bool


@dataclass(frozen=True, slots=True)
class ShownRow:
    """pairs: each cell with the look of its column."""

    pairs: tuple[tuple[str, str], ...]
    url: str

    @property
    def cells(self) -> tuple[str, ...]:
        return tuple(cell for cell, _look in self.pairs)


@dataclass(frozen=True, slots=True)
class ShownTable:
    """heads: label and look of each column (``number``, ``moment``, or nothing)."""

    title: str
    heads: tuple[tuple[str, str], ...]
    rows: tuple[ShownRow, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class ShownSection:
    """empty: neither facts nor a text: it is printed as a gap."""

    key: str
    title: str
    figures: tuple[ShownFigure, ...]
    tables: tuple[ShownTable, ...]
    text: str
    source: str
    url: str

    @property
    def empty(self) -> bool:
        return not (self.text or self.tables or any(one.known for one in self.figures))


def shown(facts: Mapping[str, Any], texts: Mapping[str, str], region: str) -> list[ShownSection]:
    """The sections in words, in the order of the paper; moments in the region's zone."""
    with timezone.override(zone_of(region)):
        drawn = {one["key"]: one for one in facts.get("sections", [])}
        return [_section(key, drawn.get(key, {}), str(texts.get(key, ""))) for key in SECTIONS]


def _section(key: str, drawn: Mapping[str, Any], text: str) -> ShownSection:
    return ShownSection(
        key=key,
        title=str(TITLES[key]),
        figures=tuple(_figure(one) for one in drawn.get("figures", ())),
        tables=tuple(_table(one) for one in drawn.get("tables", ())),
        text=text,
        source=said_by(drawn.get("source")),
        url=address(drawn.get("source", {}).get("link")),
    )


def _figure(one: Mapping[str, Any]) -> ShownFigure:
    label = str(LABELS.get(one["key"], one["key"]))
    return ShownFigure(
        label=f"{label} {one['name']}" if one.get("name") else label,
        value=written(one["value"], one["shape"], short=one["shape"] == "moment"),
        note=coverage_words(one.get("coverage")),
        source=said_by(one.get("source")),
        url=address(one.get("source", {}).get("link")),
        known=one["value"] is not None,
    )


def _table(one: Mapping[str, Any]) -> ShownTable:
    columns = [(str(key), str(shape)) for key, shape in one["columns"]]
    return ShownTable(
        title=str(TABLES.get(one["key"], "")),
        heads=tuple((str(LABELS.get(key, key)), _LOOKS.get(shape, "")) for key, shape in columns),
        rows=tuple(
            ShownRow(
                tuple((written(row.get(key), shape, short=True), _LOOKS.get(shape, "")) for key, shape in columns),
                address(row.get("link")),
            )
            for row in one["rows"]
        ),
        left_out=int(one.get("left_out", 0)),
    )


def written(value: Any, shape: str, *, short: bool = False) -> str:
    """A value as it is written; a dash where it is unknown."""
    if value is None or value == "":
        return UNKNOWN
    match shape:
        case "number":
            return number(value)
        case "share":
            return percent(value)
        case "points":
            sign = "+" if value > 0 else "−" if value < 0 else ""
            return f"{sign}{number(abs(value) * 100, 1)}"
        case "day":
            when = date.fromisoformat(value)
            return short_day(when) if short else day(when)
        case "moment":
            at = datetime.fromisoformat(value)
            return short_moment(at) if short else moment(at)
        case "countdown":
            return _("Hari H") if value == 0 else f"H-{value}" if value > 0 else f"H+{-value}"
        case "truth":
            return _("ya") if value else _("tidak")
        case _:
            return str(_CHOICES.get(shape, {}).get(value, value))


def coverage_words(coverage: Mapping[str, Any] | None) -> str:
    """Out of how much it was reported."""
    if not coverage:
        return ""
    counts = {"part": number(coverage["reported"]), "whole": number(coverage["expected"])}
    if coverage.get("unit") == "tps":
        return _("dari data %(part)s dari %(whole)s TPS") % counts
    if coverage.get("unit") == "pairs":
        share = coverage["reported"] / coverage["expected"] if coverage["expected"] else 0
        return _("cakupan %(share)s: %(part)s dari %(whole)s isian dilaporkan") % {**counts, "share": percent(share)}
    return _("%(part)s dari %(whole)s") % counts


def said_by(source: Mapping[str, Any] | None) -> str:
    """Where a figure comes from, and of when."""
    if not source:
        return ""
    what = str(SOURCES.get(source["what"], source["what"]))
    if source.get("who"):
        what = f"{what}: {source['who']}"
    when = source["when"]
    return (
        f"{what}, {short_moment(datetime.fromisoformat(when)) if 'T' in when else short_day(date.fromisoformat(when))}"
    )


def address(link: Mapping[str, Any] | None) -> str:
    """The address of a page, empty where the product has none (any more)."""
    if not link:
        return ""
    try:
        return reverse(link["page"], args=link["args"])
    except NoReverseMatch:
        return ""


def period_words(starts: date, ends: date) -> str:
    """Senin, 21 Oktober s.d. Minggu, 27 Oktober 2024, or the one day."""
    if starts == ends:
        return day(ends)
    return _("%(first)s s.d. %(last)s") % {"first": day(starts), "last": day(ends)}


def title_words(kind: str) -> str:
    """Laporan Mingguan Desk."""
    return _("Laporan %(kind)s Desk") % {"kind": ReportKind(kind).label}


def happened(facts: Mapping[str, Any]) -> list[tuple[str, int]]:
    """What happened in the period, with its counts."""
    events = facts.get("events", {})
    return [(str(label), events[key]) for key, label in EVENTS.items() if events.get(key)]


def late_words(late: timedelta) -> str:
    """How late, in days or hours."""
    if late.days:
        return ngettext("lewat %(n)d hari", "lewat %(n)d hari", late.days) % {"n": late.days}
    hours = max(int(late.total_seconds() // 3600), 1)
    return ngettext("lewat %(n)d jam", "lewat %(n)d jam", hours) % {"n": hours}
