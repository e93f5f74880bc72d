"""Letterheads and reports of the desk of the sample desk; every person and paper is a *contoh*.

Of the weeks of October one report was corrected and sent late, one was nil and in time, one is approved and waits to be
sent, one is late and nobody has drawn it up; that of the running week is not due yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

from siaga.briefing.actions.letterheads import set_letterhead
from siaga.briefing.actions.reports import (
    approve_report,
    draw_up_report,
    reopen_report,
    send_report,
    set_nil,
    write_section,
)
from siaga.briefing.drawing_up import fingerprint
from siaga.briefing.expected import ensure_due_reports
from siaga.briefing.models import DeskReport
from siaga.demo.reports.story import Act, city, election, moment, who
from siaga.wilayah.models import Region

_FIRST, _QUIET, _ROUND = date(2024, 10, 6), date(2024, 10, 13), date(2024, 10, 20)
"""Last days of the weeks whose reports were drawn up."""
_ADDRESSEE = "Menteri Dalam Negeri melalui Gubernur Sumatera Selatan"
_TEXTS: dict[date, dict[str, str]] = {
    _FIRST: {
        "summary": "Desk terbentuk dan mulai bekerja pada minggu ini. Laporan TPS baru masuk sebagian (contoh).",
        "security": "Situasi umum kondusif menurut Polres dan Kodim; pemetaan TPS rawan sedang disusun (contoh).",
        "closing": "Demikian dilaporkan, mohon arahan lebih lanjut.",
    },
    _QUIET: {
        "summary": "Tidak ada hal menonjol pada minggu ini; keadaan terakhir disampaikan di bawah (contoh).",
    },
    _ROUND: {
        "summary": "Rakor kesiapan logistik dan rakor di lima kecamatan terlaksana pada minggu ini. Logistik ke "
        "wilayah yang sulit dijangkau menjadi perhatian utama (contoh).",
        "security": "Tidak ada gangguan keamanan. Netralitas ASN diingatkan kembali pada setiap rakor (contoh).",
        "funding": "Hibah kepada KPU dan Bawaslu telah dicairkan menurut naskah perjanjian; rincian menyusul (contoh).",
        "proposals": "Mohon dukungan Pemerintah Provinsi untuk cadangan listrik pada TPS yang sering padam (contoh).",
        "closing": "Demikian dilaporkan, mohon arahan lebih lanjut.",
    },
}


def acts() -> Iterator[tuple[datetime, Act]]:
    """What happened, and when."""
    yield _at(3, 14), letterheads
    for day in (3, 7, 14, 21, 28):
        yield _at(day, 14 if day == 3 else 5, 10), ensure_due_reports
    yield _at(7, 8, 30), partial(draw, _FIRST)
    yield _at(8, 9), partial(approve, _FIRST)
    yield _at(8, 9, 40), correct
    yield _at(8, 9, 55), partial(approve, _FIRST)
    yield _at(8, 10, 15), partial(send, _FIRST)
    yield _at(14, 7, 30), partial(draw, _QUIET, nil=True)
    yield _at(14, 8, 40), partial(approve, _QUIET)
    yield _at(14, 9, 20), partial(send, _QUIET)
    yield _at(21, 9, 10), partial(draw, _ROUND)
    yield _at(22, 13), partial(approve, _ROUND)


def _at(day: int, hour: int, minute: int = 0) -> datetime:
    return moment(date(2024, 10, day), hour, minute)


def letterheads(now: datetime) -> None:
    set_letterhead(
        actor=who("sekretariat", now),
        region=city(),
        government="Pemerintah Kota Pagar Alam",
        agency="Desk Pilkada Kota Pagar Alam (contoh)",
        address="Jalan Laskar Wanita Mentarjo, Kompleks Perkantoran Gunung Gare (contoh)",
        contact="Telepon (0730) 000000, laman contoh.invalid",
        city="Pagar Alam",
        pattern="{kode}/{urut}/DESK/{bulan}/{tahun}",
        now=now,
    )
    set_letterhead(
        actor=who("sekretariat", now),
        region=Region.objects.get(code="16.72.01"),
        government="Pemerintah Kota Pagar Alam",
        agency="Kecamatan Pagar Alam Utara (contoh)",
        address="Jalan Contoh Nomor 1, Pagar Alam Utara (contoh)",
        city="Pagar Alam",
        now=now,
    )


def report_of(ends: date) -> DeskReport:
    """The report of the week that ends on this day."""
    rows = DeskReport.objects.select_related("region__parent", "election__region", "election__ruleset")
    return rows.get(election=election(), region=city(), kind="weekly", ends=ends)


def draw(ends: date, now: datetime, *, nil: bool = False) -> None:
    """Draw it up, and add the desk's own words."""
    actor = who("sekretariat", now)
    report = draw_up_report(actor=actor, report=report_of(ends), now=now)
    for section, text in _TEXTS[ends].items():
        report = write_section(actor=actor, report=report, section=section, text=text, base=fingerprint(""), now=now)
    set_nil(actor=actor, report=report, nil=nil, now=now)


def approve(ends: date, now: datetime) -> None:
    report = report_of(ends)
    approve_report(actor=who("pimpinan", now), report=report, base=report.version, now=now)


def correct(now: datetime) -> None:
    """A slip is found before the report goes out: it is opened again and its summary put right."""
    report = reopen_report(
        actor=who("pimpinan", now),
        report=report_of(_FIRST),
        reason="Ringkasan belum menyebut TPS yang belum lapor (contoh)",
        now=now,
    )
    before = str(report.texts["summary"])
    write_section(
        actor=who("sekretariat", now),
        report=report,
        section="summary",
        text=f"{before} Sebagian besar TPS belum lapor.",
        base=fingerprint(before),
        now=now,
    )


def send(ends: date, now: datetime) -> None:
    send_report(
        actor=who("sekretariat", now), report=report_of(ends), sent_to=_ADDRESSEE, way="aplikasi persuratan",
        sent_at=now, now=now,
    )  # fmt: skip
