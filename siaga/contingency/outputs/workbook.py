"""A plan as a workbook: summary, who brings what where, what stays open, stock, assumptions. Formulas are defused."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from siaga.contingency.reading import Sheet
from siaga.kit.tables.export import harmless
from siaga.kit.words import moment

Rows = Iterable[Sequence[Any]]


def workbook(sheet: Sheet) -> bytes:
    from openpyxl import Workbook  # heavy, and only exports need it

    book = Workbook()
    book.remove(book.active)
    _write(book, _("Ringkasan"), [_("Hal"), _("Nilai")], _summary(sheet), (38, 70))
    _write(
        book,
        _("Penempatan"),
        [
            _("Kebutuhan"), _("Jenis"), _("Kode sumber daya"), _("Dibawa ke"), _("Kode tempat"), _("Km"),
            _("TPS yang tertutup"), _("Kode TPS"), _("Pemilih"),
        ],
        _given(sheet),
        (24, 24, 24, 34, 22, 9, 18, 60, 10),
    )  # fmt: skip
    _write(
        book,
        _("Belum tertutup"),
        [_("Kebutuhan"), _("TPS"), _("Kode TPS"), _("Kelas"), _("Nilai"), _("Sebab"), _("Terdekat (km)")],
        (
            [one.need, one.station.name, one.station.code, one.station.cls, one.uncovered.risk, one.why,
             one.uncovered.nearest_km]
            for one in sheet.open
        ),
        (24, 34, 22, 16, 9, 60, 14),
    )  # fmt: skip
    _write(
        book,
        _("Persediaan"),
        [
            _("Kode sumber daya"),
            _("Jenis"),
            _("Jumlah"),
            _("Ditempatkan"),
            _("Lintang"),
            _("Bujur"),
            _("Jangkauan (km)"),
        ],
        _stock(sheet),
        (26, 26, 10, 12, 12, 12, 16),
    )
    _write(book, _("Asumsi"), [_("Yang dianggap benar")], ([one] for one in sheet.assumptions), (120,))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write(book: Any, title: str, header: Sequence[str], rows: Rows, widths: Sequence[int]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    page = book.create_sheet(title)
    page.append(list(header))
    for cell in page[1]:
        cell.font = Font(bold=True)
    for row in rows:
        page.append([harmless(value) if isinstance(value, str) else value for value in row])
    for number, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(number)].width = width
        if width >= 60:
            for cell in page[get_column_letter(number)]:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    page.freeze_panes = "A2"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"


def _summary(sheet: Sheet) -> Rows:
    plan, answer = sheet.plan, sheet.answer
    yield [_("Rencana"), f"{plan} {plan.title}".strip()]
    yield [_("Wilayah"), f"{plan.region.title} ({plan.region.code})"]
    yield [_("Pemilihan"), plan.election.name]
    yield [_("Hari pemungutan suara"), plan.election.voting_day]
    yield [_("Dibuat"), moment(plan.created_at)]
    yield [_("Berlaku"), moment(plan.in_force_since) if plan.in_force and plan.in_force_since else _("Tidak")]
    yield [_("Pegangan"), f"{sheet.inputs['playbooks']['title']} (versi {sheet.inputs['playbooks']['number']})"]
    if sheet.scenario:
        yield [_("Diusulkan untuk"), sheet.scenario]
    if answer is None:
        return
    yield [_("Nilai yang tertutup"), round(answer.covered_risk, 2)]
    yield [_("Nilai seluruhnya"), round(answer.total_risk, 2)]
    yield [_("Batas atas yang terbukti"), round(answer.bound, 2)]
    yield [_("Terbukti terbaik"), _("Ya") if answer.proven else _("Belum")]
    for need in sheet.by_need:
        yield [need.name, _("%(a)s dari %(b)s TPS tertutup") % {"a": need.covered, "b": need.stations}]
        if need.repair:
            yield [_("Perbaikan %(need)s") % {"need": need.name}, need.repair]
    yield [_("Waktu hitung (detik)"), answer.seconds]
    yield [_("Sidik masukan (SHA-256)"), plan.inputs_digest]


def _given(sheet: Sheet) -> Rows:
    for line in sheet.given:
        yield [
            line.need, line.kind, line.given.resource, line.to, line.given.place, line.given.km, len(line.stations),
            ", ".join(one.code for one in line.stations), line.voters,
        ]  # fmt: skip


def _stock(sheet: Sheet) -> Rows:
    given: dict[str, int] = {}
    for line in sheet.given:
        given[line.given.resource] = given.get(line.given.resource, 0) + 1
    for one in sheet.inputs["problem"]["resources"]:
        name = sheet.kinds[one["kind"]]["name"]
        yield [one["id"], name, one["count"], given.get(one["id"], 0), one["lat"], one["lon"], one["max_km"]]
