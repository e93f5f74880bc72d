"""Reports that came in: the list, one with its answers and its story, two side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from siaga.access import Place, Refused, Verb, may, scope_of
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Choice, Column, Empty, Filter, Table
from siaga.reporting.actions.submissions import CORRECTABLE
from siaga.reporting.models import State, Submission
from siaga.reporting.naming import unit_above, unit_region, unit_title
from siaga.reporting.queries.submissions import (
    access_submission,
    conflicts_of,
    corrections_of,
    elections_with_reports,
    find_reports,
    instruments_with_reports,
    listed_submissions,
    marked,
    marks_of,
    others_about,
    paid_by,
    report_counts,
    reporter_of,
    reports_below,
    story_of,
    waiting_for,
)
from siaga.reporting.senders import may_correct
from siaga.reporting.showing import answers_shown, compared, files_of
from siaga.reporting.steps import ACCEPT, CHECK, REOPEN, RETURN, may_take
from siaga.wilayah.codes import is_code

CHIPS = {
    State.SENT: "masuk",
    State.CHECKED: "diperiksa",
    State.ACCEPTED: "diterima",
    State.RETURNED: "dikembalikan",
    State.SUPERSEDED: "digantikan",
}
"""Which chip says which state."""


def chip_of(row: Submission) -> str:
    return CHIPS[State(row.state)]


def _instruments(request: HttpRequest) -> list[Choice]:
    return [(one.name, one.title) for one in instruments_with_reports(cast(ActorRequest, request).actor)]


def _elections(request: HttpRequest) -> list[Choice]:
    return [(one.slug, one.name) for one in elections_with_reports(cast(ActorRequest, request).actor)]


REPORTS = Table(
    key="laporan",
    title=_("Laporan masuk"),
    columns=[
        Column(
            key="unit",
            label=_("Tentang"),
            value=unit_title,
            sort="unit_code",
            sub=lambda row: f"{row.instrument.title} · {unit_above(row).partition(' · ')[0]}",
        ),
        Column(key="unit_code", label=_("Unit"), value=lambda row: row.unit, format="code", screen=False),
        Column(key="instrument", label=_("Instrumen"), value=lambda row: row.instrument.title, screen=False),
        Column(
            key="state",
            label=_("Keadaan"),
            value=lambda row: row.get_state_display(),
            sort="state",
            cell="reporting/parts/state_cell.html",
        ),
        Column(key="observed_at", label=_("Diamati"), format="moment", sort="observed_trusted", phone=False),
        Column(key="received_at", label=_("Diterima"), format="moment", sort="received_at"),
        Column(key="sender_role", label=_("Pelapor"), value=lambda row: row.get_sender_role_display(), phone=False),
        Column(key="sender_agency", label=_("Instansi pelapor"), screen=False),
        Column(key="nil", label=_("Nihil"), format="truth", screen=False),
        Column(key="marks", label=_("Tanda"), value=lambda row: len(row.marks), format="number", screen=False),
        Column(key="clock_doubt", label=_("Jam diragukan"), format="truth", screen=False),
        Column(key="version", label=_("Versi"), value=lambda row: row.version.version, screen=False),
        Column(key="election", label=_("Pemilihan"), value=lambda row: row.election.name, screen=False),
        Column(key="instance_id", label=_("Nomor laporan"), format="code", screen=False),
    ],
    filters=[
        Filter(
            key="keadaan",
            label=_("Keadaan"),
            chips=True,
            choices=[
                ("sent", _("Masuk")),
                ("checked", _("Diperiksa")),
                ("accepted", _("Diterima")),
                ("returned", _("Dikembalikan")),
                ("superseded", _("Digantikan")),
            ],
            field="state",
        ),
        Filter(
            key="instrumen",
            label=_("Instrumen"),
            choices=_instruments,
            field="instrument.name",
        ),
        Filter(
            key="tanda",
            label=_("Perlu perhatian"),
            choices=[
                ("ditandai", _("Ditandai pemeriksaan kewajaran")),
                ("bentrok", _("Ada bentrok yang belum selesai")),
                ("nihil", _("Nihil")),
            ],
            apply=lambda rows, value: _noteworthy(rows, value),
        ),
        Filter(
            key="pemilihan",
            label=_("Pemilihan"),
            choices=_elections,
            field="election.slug",
        ),
    ],
    search=find_reports,
    search_label=_("Cari TPS, wilayah, instansi, atau nomor laporan"),
    order="-received_at",
    row_url=lambda row: reverse("reporting:submission", args=[row.pk]),
    empty=Empty(
        title=_("Belum ada laporan"),
        text=_(
            "Laporan dari TPS, desa/kelurahan, kecamatan, dan instansi tampil di sini begitu terkirim, lalu diperiksa "
            "kecamatan dan diterima Desk."
        ),
        icon="inbox",
    ),
)


def _noteworthy(rows: Any, value: str) -> Any:
    if value == "bentrok":
        return rows.filter(in_conflict=True)
    return rows.filter(marked()) if value == "ditandai" else rows.filter(nil=True)


@guarded(Verb.SUBMISSION_VIEW)
def submissions(request: ActorRequest) -> HttpResponseBase:
    """``?saya=1``: those that wait for the actor, to be chosen and checked together. ``?wilayah=``: below a region."""
    actor = request.actor
    rows = listed_submissions(actor)
    region, mine = request.GET.get("wilayah", ""), request.GET.get("saya") == "1"
    if region and (is_code(region) or "/" in region):
        rows = reports_below(rows, region)
    if mine:
        rows = rows.filter(waiting_for(actor))
    reviews = not scope_of(actor, Verb.SUBMISSION_CHECK).nothing
    return (CHOOSING if mine else REPORTS).respond(
        request,
        rows,
        template="reporting/submissions.html",
        context={
            "counts": report_counts(actor),
            "mine": mine,
            "reviews": reviews,
            "accepts": not scope_of(actor, Verb.SUBMISSION_ACCEPT).nothing,
            "below": region,
            "instruments": instruments_with_reports(actor),
        },
    )


CHOOSING = Table(
    key="periksa",
    title=_("Menunggu Anda"),
    columns=[
        REPORTS.columns[0],
        Column(
            key="choose",
            label=_("Pilih"),
            value=lambda row: row.pk,
            cell="reporting/parts/choose_cell.html",
            export=False,
        ),
        *(replace(column, phone=column.phone and column.key != "received_at") for column in REPORTS.columns[1:]),
    ],
    filters=REPORTS.filters,
    search=REPORTS.search,
    search_label=REPORTS.search_label,
    order="received_at",
    row_url=REPORTS.row_url,
    empty=Empty(
        title=_("Tidak ada yang menunggu Anda"),
        text=_("Laporan yang perlu Anda periksa atau terima tampil di sini."),
        icon="checks",
    ),
)


@guarded(Verb.SUBMISSION_VIEW)
def submission(request: ActorRequest, pk: int) -> HttpResponse:
    actor = request.actor
    found = access_submission(actor, pk)
    before, after = corrections_of(actor, found)
    return render(
        request,
        "reporting/submission.html",
        {
            "report": found,
            "unit_title": unit_title(found),
            "above": unit_above(found),
            "region": unit_region(found),
            "chip": chip_of(found),
            "reporter": reporter_of(actor, found),
            "groups": answers_shown(actor, found),
            "marks": marks_of(actor, found),
            "story": story_of(actor, found),
            "chips": {**{state.value: chip for state, chip in CHIPS.items()}, "reopened": "masuk"},
            "corrected": before,
            "correction": after,
            "conflicts": conflicts_of(found),
            "debt": paid_by(found),
            "others": others_about(found),
            "files": files_of(actor, found),
            "may_see_evidence": may(actor, Verb.REPORTER_VIEW, found.unit_place),
            "steps": {
                "check": may_take(actor, CHECK, found),
                "accept": may_take(actor, ACCEPT, found),
                "return": may_take(actor, RETURN, found),
                "reopen": may_take(actor, REOPEN, found),
                "correct": found.state in CORRECTABLE and may_correct(actor, found),
            },
            "may_see_ledger": may(actor, Verb.LEDGER_VIEW, Place(found.unit_region_code)),
        },
    )


@guarded(Verb.SUBMISSION_VIEW)
def compare(request: ActorRequest) -> HttpResponse:
    """``?a=&b=``: two reports side by side; without them, back to the list to choose."""
    if not request.GET.get("a") and not request.GET.get("b"):
        return redirect("reporting:submissions")
    left, right = (_named(request, name) for name in ("a", "b"))
    return render(
        request,
        "reporting/compare.html",
        {
            "left": left,
            "right": right,
            "left_chip": chip_of(left),
            "right_chip": chip_of(right),
            "left_title": unit_title(left),
            "right_title": unit_title(right),
            "above": unit_above(left),
            "region": unit_region(left),
            **_differing(compared(request.actor, left, right)),
        },
    )


def _differing(pairs: list[Any]) -> dict[str, Any]:
    return {"pairs": pairs, "differing": sum(not pair.same for pair in pairs)}


def _named(request: ActorRequest, name: str) -> Submission:
    given = request.GET.get(name, "")
    if not given.isascii() or not given.isdigit() or len(given) > 18:
        raise Refused
    return access_submission(request.actor, int(given))
