"""The steps of a report of the desk: drawn up, written on, approved, sent, reopened; and its files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siaga import clock
from siaga.access import Problem, Refused, Verb
from siaga.briefing.access import access_report
from siaga.briefing.actions.reports import (
    approve_report,
    draw_up_report,
    reopen_report,
    send_report,
    set_nil,
    write_section,
)
from siaga.briefing.contradictions import contradictions_in
from siaga.briefing.drawing_up import fingerprint
from siaga.briefing.errors import TextConflict
from siaga.briefing.forms.reports import ApproveForm, ReopenForm, SendForm, TextForm
from siaga.briefing.models import ReportEdition
from siaga.briefing.queries.reports import addressee
from siaga.briefing.report_paper import report_paper
from siaga.briefing.report_words import TITLES, happened, period_words, title_words
from siaga.briefing.views.documents import file_answer
from siaga.kit.forms import Consequence, confirm_page, done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.paper.content import Paper
from siaga.paper.docx_form import as_docx
from siaga.paper.pdf_form import as_pdf

_FORMS: dict[str, tuple[str, Callable[[Paper, datetime], bytes]]] = {
    "pdf": ("application/pdf", as_pdf),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", as_docx),
}


def _page(report_id: int, section: str = "") -> str:
    return reverse("briefing:report", args=[report_id]) + (f"#bagian-{section}" if section else "")


@guarded(Verb.DOCUMENT_CHANGE)
def draw_up(request: ActorRequest, report_id: int) -> HttpResponse:
    found = access_report(request.actor, report_id, Verb.DOCUMENT_CHANGE)
    again = bool(found.facts)
    return confirm_page(
        request,
        lambda: draw_up_report(actor=request.actor, report=found, now=clock.now()),
        title=_("Susun ulang dari fakta terbaru?") if again else _("Susun laporan dari fakta?"),
        lead=period_words(found.starts, found.ends),
        submit=_("Susun ulang") if again else _("Susun"),
        back=_page(report_id),
        message=_("Laporan disusun dari fakta terbaru."),
        consequences=[Consequence(_("Naskah Desk yang tetap"), len(found.texts))] if again else [],
        danger=False,
    )


@guarded(Verb.DOCUMENT_CHANGE)
def write(request: ActorRequest, report_id: int, section: str) -> HttpResponse:
    """The desk's words in one section; also the page that shows both texts after a conflict."""
    found = access_report(request.actor, report_id, Verb.DOCUMENT_CHANGE)
    if section not in TITLES:
        raise Refused
    current = str(found.texts.get(section, ""))
    posted = request.POST.copy()
    form = TextForm(posted or None, initial={"text": current, "base": fingerprint(current)})
    theirs = ""
    if form.is_valid():
        words, base = form.cleaned_data["text"], form.cleaned_data["base"] or fingerprint("")
        try:
            write_section(actor=request.actor, report=found, section=section, text=words, base=base, now=clock.now())
        except TextConflict as conflict:
            form.add_problem(conflict)
            theirs = conflict.theirs
            posted["base"] = fingerprint(theirs)
        except Refused:
            raise
        except Problem as problem:
            form.add_problem(problem)
        else:
            return done(request, _page(report_id, section), _("Naskah disimpan."))
    return form_page(
        request,
        form,
        title=str(TITLES[section]),
        lead=_("%(report)s, %(period)s") % {
            "report": title_words(found.kind), "period": period_words(found.starts, found.ends)
        },
        submit=_("Simpan naskah"),
        back=_page(report_id, section),
        template="briefing/report_text.html",
        context={"region": found.region, "theirs": theirs, "conflict": bool(theirs)},
    )  # fmt: skip


@guarded(Verb.DOCUMENT_CHANGE)
def nil(request: ActorRequest, report_id: int) -> HttpResponse:
    found = access_report(request.actor, report_id, Verb.DOCUMENT_CHANGE)
    to_nil = not found.nil
    return confirm_page(
        request,
        lambda: set_nil(actor=request.actor, report=found, nil=to_nil, now=clock.now()),
        title=_("Nyatakan laporan nihil?") if to_nil else _("Cabut pernyataan nihil?"),
        lead=_("Laporan nihil tetap dikirim, dengan keadaan terakhir. Yang tercatat pada periode ini tetap dicetak.")
        if to_nil
        else "",
        submit=_("Nyatakan nihil") if to_nil else _("Cabut"),
        back=_page(report_id),
        message=_("Laporan dinyatakan nihil.") if to_nil else _("Laporan tidak lagi nihil."),
        consequences=[Consequence(label, count) for label, count in happened(found.facts)] if to_nil else [],
        danger=False,
    )


@guarded(Verb.DOCUMENT_APPROVE)
def approve(request: ActorRequest, report_id: int) -> HttpResponse:
    found = access_report(request.actor, report_id, Verb.DOCUMENT_APPROVE)
    form = ApproveForm(request.POST or None, initial={"base": found.version})
    findings = contradictions_in(found)
    return confirm_page(
        request,
        lambda: approve_report(actor=request.actor, report=found, base=form.cleaned_data["base"], now=clock.now()),
        title=_("Setujui %(report)s?") % {"report": title_words(found.kind)},
        lead=_("%(period)s. Setelah disetujui laporan diberi nomor dan isinya terkunci.")
        % {"period": period_words(found.starts, found.ends)},
        submit=_("Setujui dan beri nomor"),
        back=_page(report_id),
        message=_("Laporan disetujui dan diberi nomor."),
        consequences=[Consequence(_("Pertentangan nama wilayah atau tanggal"), len(findings))] if findings else [],
        danger=False,
        form=form,
    )


@guarded(Verb.DOCUMENT_CHANGE)
def send(request: ActorRequest, report_id: int) -> HttpResponse:
    found = access_report(request.actor, report_id, Verb.DOCUMENT_CHANGE)
    now = clock.now()
    form = SendForm(request.POST or None, initial={"sent_to": addressee(found), "sent_at": localtime(now)})
    if form.is_valid() and form.perform(send_report, actor=request.actor, report=found, now=now, **form.sent()):
        return done(request, _page(report_id), _("Pengiriman dicatat."))
    return form_page(
        request,
        form,
        title=_("Catat pengiriman"),
        lead=_("Kirim berkasnya lewat jalur resmi, lalu catat di sini kepada siapa dan kapan."),
        submit=_("Catat terkirim"),
        back=_page(report_id),
        context={"region": found.region},
    )


@guarded(Verb.DOCUMENT_APPROVE)
def reopen(request: ActorRequest, report_id: int) -> HttpResponse:
    found = access_report(request.actor, report_id, Verb.DOCUMENT_APPROVE)
    form = ReopenForm(request.POST or None)
    return confirm_page(
        request,
        lambda: reopen_report(actor=request.actor, report=found, reason=form.cleaned_data["reason"], now=clock.now()),
        title=_("Buka kembali laporan?"),
        lead=_("Edisi bernomor %(number)s disimpan apa adanya. Laporan harus disetujui dan diberi nomor lagi.")
        % {"number": found.number},
        submit=_("Buka kembali"),
        back=_page(report_id),
        message=_("Laporan dibuka kembali."),
        form=form,
    )


@guarded(Verb.DOCUMENT_VIEW)
@require_safe
def report_file(request: ActorRequest, report_id: int, form: str) -> HttpResponse:
    """The report as PDF or DOCX."""
    found = access_report(request.actor, report_id)
    now = clock.now()
    return _file(report_paper(found, actor=request.actor, now=now), form, now)


@guarded(Verb.DOCUMENT_VIEW)
@require_safe
def edition_file(request: ActorRequest, report_id: int, edition: int, form: str) -> HttpResponse:
    """An edition that was approved before the report was reopened."""
    found = access_report(request.actor, report_id)
    kept = ReportEdition.objects.filter(report=found, edition=edition).first()
    if kept is None:
        raise Refused
    now = clock.now()
    return _file(report_paper(found, actor=request.actor, now=now, edition=kept), form, now)


def _file(paper: Paper, form: str, now: datetime) -> HttpResponse:
    if form not in _FORMS:
        raise Refused
    content_type, made = _FORMS[form]
    return file_answer(made(paper, now), f"{paper.name}.{form}", content_type)
