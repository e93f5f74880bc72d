"""Reports of the desk: which are due, late and sent; one report with its facts, texts and steps."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from siaga import clock
from siaga.access import Place, Verb, may
from siaga.briefing.access import access_report, letterhead_of, visible_reports
from siaga.briefing.contradictions import contradictions_in
from siaga.briefing.drawing_up import fingerprint
from siaga.briefing.models import DeskReport, ReportEdition, ReportKind, ReportState
from siaga.briefing.queries.reports import (
    Standing,
    addressee,
    in_standing,
    late_reports,
    report_counts,
    standing_of,
    steps_for,
    strip,
)
from siaga.briefing.report_words import TITLES, happened, late_words, period_words, shown, title_words
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.kit.words import short_day

STANDINGS = {
    Standing.AHEAD: ("akan_datang", gettext_lazy("Akan datang")),
    Standing.DUE: ("menunggu", gettext_lazy("Belum jatuh tempo")),
    Standing.LATE: ("terlambat", gettext_lazy("Terlambat")),
    Standing.SENT: ("selesai", gettext_lazy("Terkirim")),
    Standing.SENT_LATE: ("terlewat", gettext_lazy("Terkirim terlambat")),
}
"""Status key and word of each standing."""
_PARTS = TITLES | {"letterhead": gettext_lazy("Kop surat")}
"""Where in a report something stands that contradicts the desk."""


def _by_standing(rows: QuerySet[DeskReport], value: str) -> QuerySet[DeskReport]:
    return rows.filter(in_standing(Standing(value), clock.now()))


def period_cell(report: DeskReport) -> str:
    """21–27 Okt 2024, 30 Sep – 6 Okt 2024, or the one day."""
    starts, ends = report.starts, report.ends
    if starts == ends:
        return short_day(ends)
    if (starts.year, starts.month) == (ends.year, ends.month):
        return f"{starts.day}–{short_day(ends)}"
    return f"{date_format(starts, 'j M')} – {short_day(ends)}"


REPORTS = Table(
    key="laporan-desk",
    title=gettext_lazy("Laporan Desk"),
    columns=[
        Column(
            key="ends",
            label=gettext_lazy("Periode"),
            value=period_cell,
            sort="ends",
            sub=lambda row: f"{row.get_kind_display()} · {row.region.title}",
        ),
        Column(
            key="standing",
            label=gettext_lazy("Keadaan"),
            value=lambda row: str(STANDINGS[standing_of(row, clock.now())][1]),
            cell="briefing/reports/standing_cell.html",
        below=True,
    ),
        Column(key="due_at", label=gettext_lazy("Tenggat"), format="moment", sort="due_at"),
        Column(
            key="state", label=gettext_lazy("Langkah"), value=lambda row: row.get_state_display(), sort="state",
        below=True,
    ),
        Column(key="nil", label=gettext_lazy("Nihil"), format="truth", screen=False),
        Column(key="number", label=gettext_lazy("Nomor"), sort="number", phone=False),
        Column(key="sent_at", label=gettext_lazy("Dikirim"), format="moment", sort="sent_at", phone=False),
        Column(key="sent_to", label=gettext_lazy("Kepada"), screen=False),
        Column(key="sent_by_way", label=gettext_lazy("Lewat"), screen=False),
        Column(key="approved_by", label=gettext_lazy("Disetujui oleh"), screen=False),
        Column(key="election", label=gettext_lazy("Pemilihan"), sort="election__slug", screen=False),
    ],
    filters=[
        Filter(
            key="keadaan",
            label=gettext_lazy("Keadaan"),
            chips=True,
            choices=[(str(key), word) for key, (_status, word) in STANDINGS.items()],
            apply=_by_standing,
        ),
        Filter(
            key="langkah",
            label=gettext_lazy("Langkah"),
            choices=ReportState.choices,
            field="state",
        ),
        Filter(
            key="jenis",
            label=gettext_lazy("Jenis"),
            choices=ReportKind.choices,
            field="kind",
        ),
    ],
    search=lambda rows, words: rows.filter(number__icontains=words) | rows.filter(region__name__icontains=words),
    search_label=gettext_lazy("Cari nomor atau wilayah"),
    order="-ends",
    row_url=lambda row: reverse("briefing:report", args=[row.pk]),
    empty=Empty(
        title=gettext_lazy("Belum ada laporan"),
        text=gettext_lazy(
            "Laporan yang wajib dikirim muncul di sini dengan sendirinya menurut jarak ke hari pemungutan suara, "
            "sebelum ada yang menulisnya. Bentuk Desk dan hubungkan dengan pemilihannya lebih dahulu."
        ),
        button=gettext_lazy("Buka Desk"),
        url=lambda request: reverse("desk:desks"),
        icon="file-text",
    ),
)  # fmt: skip


@guarded(Verb.DOCUMENT_VIEW)
@require_safe
def reports(request: ActorRequest) -> HttpResponseBase:
    now = clock.now()
    rows = visible_reports(request.actor).defer("facts", "texts")
    today = localdate(now)
    late = late_reports(request.actor, now)
    return REPORTS.respond(
        request,
        rows,
        template="briefing/reports.html",
        context={
            "counts": report_counts(visible_reports(request.actor), now),
            "late": [(one, late_words(now - one.due_at), period_cell(one)) for one in late],
            "strip": [
                {
                    "day": one.day,
                    "today": one.today,
                    "reports": [
                        {"report": row, "status": STANDINGS[standing_of(row, now)][0], "title": title_of(row)}
                        for row in one.reports
                    ],
                }
                for one in strip(rows, today)
            ],
        },
    )


def title_of(report: DeskReport) -> str:
    return f"{title_words(report.kind)} {period_cell(report)}"


@guarded(Verb.DOCUMENT_VIEW)
@require_safe
def report(request: ActorRequest, report_id: int) -> HttpResponse:
    found = access_report(request.actor, report_id)
    return render(request, "briefing/report.html", report_context(request, found))


def report_context(request: ActorRequest, found: DeskReport) -> dict[str, Any]:
    """What the page of one report shows."""
    now = clock.now()
    steps = steps_for(request.actor, found, localdate(now))
    standing = standing_of(found, now)
    sections = shown(found.facts, found.texts, found.region.code) if found.facts else []
    return {
        "report": found,
        "region": found.region,
        "title": title_words(found.kind),
        "period": period_words(found.starts, found.ends),
        "status": STANDINGS[standing][0],
        "status_word": str(STANDINGS[standing][1]),
        "late_by": late_words(now - found.due_at) if standing is Standing.LATE else "",
        "steps": steps,
        "sections": [
            {"shown": one, "base": fingerprint(one.text), "letter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place]}
            for place, one in enumerate(sections)
        ],
        "gaps": sum(one.empty for one in sections),
        "events": happened(found.facts),
        "findings": [(one, _PARTS.get(one.part, "")) for one in contradictions_in(found)]
        if found.state == ReportState.DRAFT
        else [],
        "addressee": addressee(found),
        "editions": list(ReportEdition.objects.filter(report=found).order_by("-edition")[:20]),
        "has_letterhead": letterhead_of(found.region.code) is not None,
        "may_see_ledger": may(request.actor, Verb.LEDGER_VIEW, Place(found.region.code)),
        "waits_for": waits_for(found, steps.approve, localdate(now)),
    }


def waits_for(found: DeskReport, approves: bool, today: date) -> str:
    """In words, whose step is next where it is not the reader's."""
    if found.state != ReportState.DRAFT or approves:
        return ""
    if found.ends > today:
        return _("Dapat disetujui setelah periodenya berakhir; sampai saat itu faktanya masih bergerak.")
    return _("Menunggu persetujuan Ketua Desk atau pimpinan.")
