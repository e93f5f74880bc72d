"""A plan as a workbook: summary, stops, vehicles, what is not served, what was assumed. Formulas are defused."""

from __future__ import annotations

from django.utils.translation import gettext as _

from siaga.kit.words import moment, percent
from siaga.planning.options import SEASONS, TIERS, VIA
from siaga.planning.outputs.common import Page, Rows, summary_head, workbook_of
from siaga.planning.reading import Sheet
from siaga.planning.telling.assumptions import said
from siaga.planning.telling.shortage import REASONS, SOURCES, repair_words, shortage_words, why_words
from siaga.planning.words import duration


def workbook(sheet: Sheet) -> bytes:
    return workbook_of(
        [
            Page(_("Ringkasan"), [_("Hal"), _("Nilai")], _summary(sheet), (34, 70)),
            Page(
                _("Rute"),
                [
                    _("Rute"), _("Hari"), _("Tanggal"), _("Kendaraan"), _("Rit"), _("Urutan"), _("Kode"), _("Tujuan"),
                    _("Tiba"), _("Mulai bongkar"), _("Berangkat"), _("Kotak"), _("Kg"),
                ],
                _stops(sheet),
                (18, 8, 13, 24, 6, 8, 20, 34, 9, 14, 11, 8, 9),
            ),
            Page(
                _("Kendaraan"),
                [
                    _("Rute"), _("Hari"), _("Tanggal"), _("Kendaraan"), _("Dari"), _("Berangkat"), _("Kembali"),
                    _("Rit"), _("Tujuan"), _("Kotak"), _("Km"), _("Mengemudi (menit)"), _("Biaya (Rp)"), _("Dikunci"),
                ],
                _routes(sheet),
                (18, 8, 13, 24, 26, 11, 10, 6, 8, 8, 9, 18, 14, 9),
            ),
            Page(
                _("Belum terlayani"),
                [_("Kode"), _("Tempat"), _("Kotak"), _("Sebab")],
                ([one.site, sheet.name(one.site), one.boxes, REASONS[one.reason]()] for one in sheet.unserved),
                (20, 34, 8, 60),
            ),
            Page(
                _("Kekurangan"),
                [_("Yang tidak terlayani"), _("Sebab"), _("Perbaikan terkecil")],
                (
                    [shortage_words(sheet, one), why_words(sheet, one), repair_words(sheet, one.repair)]
                    for one in sheet.shortages
                ),
                (60, 60, 60),
            ),
            Page(_("Asumsi"), [_("Yang dianggap benar")], ([said(one)] for one in sheet.assumptions), (120,)),
        ]
    )  # fmt: skip


def _summary(sheet: Sheet) -> Rows:
    plan, result, options = sheet.plan, sheet.result, sheet.options
    yield from summary_head(plan, sheet.voting_day)
    yield [_("Diantar"), str(TIERS.get(options.tier, options.tier))]
    yield [_("Jalur"), str(VIA.get(options.via, options.via))]
    yield [_("Musim"), str(SEASONS.get(options.season, options.season))]
    if result is None:
        return
    yield [_("Kotak terlayani"), sheet.served_boxes]
    yield [_("Kotak belum terlayani"), sheet.unserved_boxes]
    yield [_("Biaya (Rp)"), round(result.cost)]
    yield [_("Jarak (km)"), round(result.km, 1)]
    yield [_("Waktu mengemudi"), duration(result.drive_minutes)]
    yield [_("Tiba terakhir"), moment(sheet.last_arrival) if sheet.last_arrival else _("tidak ada")]
    yield [_("Sisa waktu sebelum batas"), "" if result.margin_minutes is None else duration(result.margin_minutes)]
    yield [_("Batas tiba"), moment(sheet.deadline)]
    for source, share in result.sources.items():
        yield [_("Waktu tempuh dari"), f"{SOURCES[source]()}: {percent(share)}" if source in SOURCES else source]
    yield [_("Waktu hitung (detik)"), result.seconds]
    yield [_("Benih acak"), result.seed]
    yield [_("Sidik masukan (SHA-256)"), plan.inputs_digest]


def _stops(sheet: Sheet) -> Rows:
    for route in sheet.routes:
        for stop in route.stops:
            yield [
                route.id, route.mark, route.on, route.vehicle, stop.trip, stop.number, stop.place.id, stop.place.name,
                stop.arrive_text, stop.start_text, stop.leave_text, stop.stop.boxes, stop.stop.kg,
            ]  # fmt: skip


def _routes(sheet: Sheet) -> Rows:
    for route in sheet.routes:
        yield [
            route.id, route.mark, route.on, route.vehicle, route.hub.name, route.depart_text, route.back_text,
            len(route.trips), len(route.stops), route.boxes, round(route.route.km, 1), route.route.drive_minutes,
            round(route.route.cost), _("Ya") if route.route.locked else _("Tidak"),
        ]  # fmt: skip
