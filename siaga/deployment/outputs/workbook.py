"""A security plan as a workbook: summary, teams, people, TPS, what is missing, what was assumed."""

from __future__ import annotations

from django.utils.translation import gettext as _

from siaga.deployment.naming import reserve_name
from siaga.deployment.reading import Sheet
from siaga.deployment.telling.words import (
    ROLES,
    broken_words,
    change_words,
    class_words,
    missing_words,
    repair_words,
    said,
)
from siaga.kit.words import moment
from siaga.planning.outputs.common import Page, Rows, summary_head, workbook_of


def workbook(sheet: Sheet) -> bytes:
    return workbook_of(
        [
            Page(_("Ringkasan"), [_("Hal"), _("Nilai")], _summary(sheet), (40, 70)),
            Page(
                _("Regu"),
                [
                    _("Regu"), _("Kode"), _("Kecamatan"), _("Kelas"), _("TPS"), _("Polisi"), _("TNI"), _("Linmas"),
                    _("Kepala regu"), _("Padal"), _("Menit terjauh"), _("Km"), _("Dikunci"),
                ],
                _teams(sheet),
                (26, 16, 22, 14, 60, 8, 8, 8, 28, 28, 12, 8, 9),
            ),
            Page(
                _("Personel"),
                [_("Satuan"), _("Pangkat"), _("Nama"), _("Nomor"), _("Tugas"), _("Tempat")],
                (
                    [one.unit, one.rank, one.name, one.id, ROLES[one.role](), sheet.place_name(one.place)]
                    for one in sheet.sent
                ),
                (26, 14, 32, 16, 18, 30),
            ),
            Page(
                _("TPS"),
                [_("Kode"), _("TPS"), _("Kelas"), _("Regu"), _("Linmas"), _("Lintang"), _("Bujur"), _("Posisi")],
                _posts(sheet),
                (22, 32, 14, 26, 8, 12, 12, 12),
            ),
            Page(
                _("Cadangan"),
                [_("Regu"), _("Tempat"), _("Personel"), _("Lintang"), _("Bujur")],
                (
                    [
                        reserve_name(one), sheet.name(one.site),
                        ", ".join(sheet.person(id).title for id in one.officers), one.lat, one.lon,
                    ]
                    for one in sheet.reserves
                ),
                (16, 32, 60, 12, 12),
            ),
            Page(_("Kekurangan"), [_("Kekurangan")], ([missing_words(sheet, one)] for one in sheet.missing), (110,)),
            Page(
                _("Perbaikan"), [_("Yang menutup kekurangan")],
                ([repair_words(sheet, one)] for one in (sheet.result.repairs if sheet.result else ())), (110,),
            ),
            Page(
                _("Pelanggaran"), [_("Aturan yang dilanggar")],
                ([broken_words(sheet, one)] for one in sheet.broken), (110,),
            ),
            Page(
                _("Perubahan"), [_("Siapa"), _("Perubahan")],
                ([sheet.person(one["officer"]).title, change_words(sheet, one)] for one in sheet.changes), (34, 80),
            ),
            Page(_("Asumsi"), [_("Yang dianggap benar")], ([said(one)] for one in sheet.assumptions), (120,)),
        ]
    )  # fmt: skip


def _summary(sheet: Sheet) -> Rows:
    plan, result, figures = sheet.plan, sheet.result, sheet.figures
    yield from summary_head(plan, plan.election.voting_day)
    if result is None:
        return
    starts, ends = sheet.duty
    yield [_("Tugas"), f"{moment(starts)} – {moment(ends)}"]
    yield [_("Regu"), figures["teams"]]
    yield [_("TPS"), figures["posts"]]
    yield [_("TPS yang regunya lengkap"), figures["guarded"]]
    yield [_("Polisi yang ditugaskan"), figures["officers"]]
    yield [_("Polisi yang kurang"), figures["missing"]]
    yield [_("Linmas yang kurang"), figures["missing_linmas"]]
    yield [_("TPS terjangkau satu cadangan atau lebih"), result.covered_once]
    yield [_("TPS terjangkau dua cadangan atau lebih"), result.covered_twice]
    yield [_("Km dari tempat tinggal ke regu"), round(result.km_home, 1)]
    yield [_("Km di dalam regu"), round(result.km_inside, 1)]
    yield [_("Batas bawah km di dalam regu"), "" if result.inside_bound is None else round(result.inside_bound, 1)]
    yield [_("Waktu hitung (detik)"), result.seconds]
    yield [_("Benih acak"), result.seed]
    yield [_("Sidik masukan (SHA-256)"), plan.inputs_digest]


def _teams(sheet: Sheet) -> Rows:
    for team in sheet.teams:
        yield [
            team.name, team.id, team.district, class_words(team.team.cls.value), "; ".join(team.post_names),
            len(team.police), len(team.support), team.linmas, team.leader.title if team.leader else "",
            team.padal.title if team.padal else "", round(team.team.minutes, 1), round(team.team.km, 1),
            _("Ya") if team.team.locked else _("Tidak"),
        ]  # fmt: skip


def _posts(sheet: Sheet) -> Rows:
    for team in sheet.teams:
        for post, name in zip(team.posts, team.post_names, strict=True):
            yield [
                post.code, name, class_words(post.cls.value), team.name, sheet.linmas.get(post.code, 0), post.lat,
                post.lon, _("perkiraan") if post.estimated else _("tepat"),
            ]  # fmt: skip
