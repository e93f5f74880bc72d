"""A plan as a workbook: summary, who brings what where, what stays open, stock, assumptions. Formulas are defused."""

from __future__ import annotations

from django.utils.translation import gettext as _

from siaga.contingency.reading import Sheet
from siaga.planning.outputs.common import Page, Rows, summary_head, workbook_of


def workbook(sheet: Sheet) -> bytes:
    return workbook_of(
        [
            Page(_("Ringkasan"), [_("Hal"), _("Nilai")], _summary(sheet), (38, 70)),
            Page(
                _("Penempatan"),
                [
                    _("Kebutuhan"), _("Jenis"), _("Kode sumber daya"), _("Dibawa ke"), _("Kode tempat"), _("Km"),
                    _("TPS yang tertutup"), _("Kode TPS"), _("Pemilih"),
                ],
                _given(sheet),
                (24, 24, 24, 34, 22, 9, 18, 60, 10),
            ),
            Page(
                _("Belum tertutup"),
                [_("Kebutuhan"), _("TPS"), _("Kode TPS"), _("Kelas"), _("Nilai"), _("Sebab"), _("Terdekat (km)")],
                (
                    [one.need, one.station.name, one.station.code, one.station.cls, one.uncovered.risk, one.why,
                     one.uncovered.nearest_km]
                    for one in sheet.open
                ),
                (24, 34, 22, 16, 9, 60, 14),
            ),
            Page(
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
            ),
            Page(_("Asumsi"), [_("Yang dianggap benar")], ([one] for one in sheet.assumptions), (120,)),
        ]
    )  # fmt: skip


def _summary(sheet: Sheet) -> Rows:
    plan, answer = sheet.plan, sheet.answer
    yield from summary_head(plan, plan.election.voting_day)
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
