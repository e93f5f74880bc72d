"""The steps of review, one by one and several at once, and the conflicts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Refused, Verb
from siaga.kit.forms import Consequence, Form, ReasonForm, confirm_page, done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.reporting.actions.conflicts import resolve_conflict
from siaga.reporting.actions.review import (
    accept_many,
    accept_report,
    check_many,
    check_report,
    reopen_report,
    return_report,
)
from siaga.reporting.errors import OwnReport, ReportMoved
from siaga.reporting.models import Submission
from siaga.reporting.naming import UNIT_RELATED, unit_above, unit_region, unit_title
from siaga.reporting.queries.submissions import (
    access_conflict,
    access_submission,
    reporter_of,
    visible_conflicts,
)
from siaga.reporting.showing import compared_conflict
from siaga.reporting.steps import ACCEPT, CHECK, REASON, REOPEN, RETURN, Step, is_own, may_resolve, may_take, open_to
from siaga.reporting.views.submissions import chip_of


class NoteForm(Form):
    note = forms.CharField(
        label=gettext_lazy("Catatan"),
        max_length=REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": REASON}),
        help_text=gettext_lazy("Tidak wajib; misalnya bagaimana laporan ini diperiksa."),
    )


def _back(report: Submission) -> str:
    return reverse("reporting:submission", args=[report.pk])


def _reach(request: ActorRequest, pk: int, step: Step) -> Submission:
    """The report, if the actor may take the step on such a report at all. Raises Refused."""
    for verb in step.verbs:
        try:
            return access_submission(request.actor, pk, verb)
        except Refused:
            continue
    raise Refused


def _step_page(
    request: ActorRequest, pk: int, step: Step, act: Callable[..., Submission], form: Form, words: dict[str, Any]
) -> HttpResponse:
    report = _reach(request, pk, step)
    if request.method != "POST" and not may_take(request.actor, step, report):
        raise OwnReport if is_own(request.actor, report) else ReportMoved(str(report.get_state_display()))
    what = f"{unit_title(report)} · {unit_above(report)}"
    if request.method == "POST" and form.is_valid():
        asked = {"actor": request.actor, "submission": report, "now": clock.now(), **form.cleaned_data}
        if form.perform(act, **asked):
            return done(request, _back(report), words["done"])
    return form_page(
        request,
        form,
        title=words["title"],
        lead=_("%(instrument)s: %(what)s. %(meaning)s")
        % {"instrument": report.instrument.title, "what": what, "meaning": words["meaning"]},
        submit=words["submit"],
        back=_back(report),
        context={"region": unit_region(report)},
    )


@guarded(Verb.SUBMISSION_CHECK)
def check(request: ActorRequest, pk: int) -> HttpResponse:
    return _step_page(
        request,
        pk,
        CHECK,
        check_report,
        NoteForm(request.POST if request.method == "POST" else None),
        {
            "title": _("Nyatakan sudah diperiksa"),
            "meaning": _("Anda menyatakan isi laporan ini benar sejauh yang dapat Anda periksa."),
            "submit": _("Sudah diperiksa"),
            "done": _("Laporan dinyatakan sudah diperiksa."),
        },
    )


@guarded(Verb.SUBMISSION_ACCEPT)
def accept(request: ActorRequest, pk: int) -> HttpResponse:
    return _step_page(
        request,
        pk,
        ACCEPT,
        accept_report,
        NoteForm(request.POST if request.method == "POST" else None),
        {
            "title": _("Terima laporan"),
            "meaning": _("Laporan terkunci sesudah diterima; membukanya kembali memerlukan alasan."),
            "submit": _("Terima"),
            "done": _("Laporan diterima dan terkunci."),
        },
    )


@guarded(Verb.SUBMISSION_CHECK, Verb.SUBMISSION_ACCEPT)
def give_back(request: ActorRequest, pk: int) -> HttpResponse:
    return _step_page(
        request,
        pk,
        RETURN,
        return_report,
        ReasonForm(request.POST if request.method == "POST" else None),
        {
            "title": _("Kembalikan laporan"),
            "meaning": _("Laporan tidak dihitung lagi sampai ada koreksi; pelapor melihat alasannya."),
            "submit": _("Kembalikan"),
            "done": _("Laporan dikembalikan kepada pelapor."),
        },
    )


@guarded(Verb.SUBMISSION_ACCEPT)
def reopen(request: ActorRequest, pk: int) -> HttpResponse:
    return _step_page(
        request,
        pk,
        REOPEN,
        reopen_report,
        ReasonForm(request.POST if request.method == "POST" else None),
        {
            "title": _("Buka kembali laporan"),
            "meaning": _("Keadaannya kembali menjadi “masuk”, sehingga dapat dikoreksi dan diperiksa lagi."),
            "submit": _("Buka kembali"),
            "done": _("Laporan dibuka kembali."),
        },
    )


def _chosen(request: ActorRequest) -> list[int]:
    given = request.POST.getlist("laporan") if request.method == "POST" else request.GET.getlist("laporan")
    return [int(one) for one in given if one.isascii() and one.isdigit() and len(one) < 18]


class ManyForm(Form):
    """Carries the chosen reports from the list over the confirmation to the act."""

    laporan = forms.MultipleChoiceField(widget=forms.MultipleHiddenInput, label="")
    langkah = forms.CharField(widget=forms.HiddenInput, required=False, label="")

    def __init__(self, ids: list[int], step: str, data: Any = None) -> None:
        super().__init__(data, initial={"laporan": ids, "langkah": step})
        self.fields["laporan"].choices = [(str(one), str(one)) for one in ids]  # type: ignore[attr-defined]


@guarded(Verb.SUBMISSION_CHECK, Verb.SUBMISSION_ACCEPT)
def many(request: ActorRequest) -> HttpResponse:
    """Check or accept those that were ticked in the list, after one confirmation with numbers."""
    ids = _chosen(request)
    wanted = (request.POST if request.method == "POST" else request.GET).get("langkah", "")
    accepting = wanted == "terima"
    step, act = (ACCEPT, accept_many) if accepting else (CHECK, check_many)
    back = reverse("reporting:submissions") + "?saya=1"
    ready = open_to(request.actor, step, ids)
    now = clock.now()
    form = ManyForm(ids, wanted, request.POST if request.method == "POST" else None)
    return confirm_page(
        request,
        lambda: act(actor=request.actor, ids=ids, now=now),
        title=_("Terima laporan yang dipilih?") if accepting else _("Nyatakan yang dipilih sudah diperiksa?"),
        lead=_("Laporan terkunci sesudah diterima; membukanya kembali memerlukan alasan.")
        if accepting
        else _("Anda menyatakan isi semua laporan ini benar sejauh yang dapat Anda periksa."),
        submit=_("Terima semuanya") if accepting else _("Sudah diperiksa"),
        back=back,
        message=_("%(count)d laporan diproses.") % {"count": len(ready)},
        consequences=[
            Consequence(_("Laporan yang dipilih"), len(ids)),
            Consequence(_("Yang dapat diproses sekarang"), len(ready)),
            Consequence(_("Di antaranya ditandai pemeriksaan kewajaran"), sum(bool(one.marks) for one in ready)),
            Consequence(_("Dilewati: kiriman Anda sendiri, atau keadaannya tidak sesuai"), len(ids) - len(ready)),
        ],
        danger=False,
        form=form,
    )


CONFLICTS = Table(
    key="bentrok",
    title=gettext_lazy("Laporan bentrok"),
    columns=[
        Column(
            key="unit",
            label=gettext_lazy("Tentang"),
            value=lambda row: unit_title(row.submission),
            sort="submission__unit_code",
            sub=lambda row: f"{row.submission.instrument.title} · {unit_above(row.submission)}",
        ),
        Column(
            key="state",
            label=gettext_lazy("Keadaan"),
            value=lambda row: row.get_resolution_display() or _("Belum diselesaikan"),
            sort="resolution",
            cell="reporting/parts/conflict_cell.html",
            below=True,
        ),
        Column(key="received_at", label=gettext_lazy("Diterima"), format="moment", sort="received_at"),
        Column(
            key="number",
            label=gettext_lazy("Nomor laporan"),
            value=lambda row: row.submission.instance_id,
            format="code",
            phone=False,
        ),
        Column(key="reason", label=gettext_lazy("Alasan penyelesaian"), screen=False),
    ],
    filters=[
        Filter(
            key="keadaan",
            label=gettext_lazy("Keadaan"),
            chips=True,
            choices=[("terbuka", gettext_lazy("Belum diselesaikan")), ("selesai", gettext_lazy("Selesai"))],
            apply=lambda rows, value: rows.filter(resolution="") if value == "terbuka" else rows.exclude(resolution=""),
        )
    ],
    order="-received_at",
    row_url=lambda row: reverse("reporting:conflict", args=[row.pk]),
    empty=Empty(
        title=gettext_lazy("Tidak ada bentrok"),
        text=gettext_lazy(
            "Bila dua isi yang berbeda datang dengan nomor laporan yang sama, keduanya disimpan di sini sampai "
            "seseorang memilih mana yang benar."
        ),
        icon="git-merge",
    ),
)


@guarded(Verb.SUBMISSION_VIEW)
def conflicts(request: ActorRequest) -> HttpResponseBase:
    rows = visible_conflicts(request.actor).select_related(*(f"submission__{path}" for path in UNIT_RELATED))
    return CONFLICTS.respond(
        request,
        rows.defer("submission__values", "content"),
        context={
            "lead": _("Dua isi berbeda dengan nomor laporan yang sama. Tidak ada yang hilang; pemeriksa yang memilih.")
        },
    )


class ResolveForm(Form):
    take = forms.ChoiceField(
        label=gettext_lazy("Mana yang benar?"),
        choices=[
            ("pertama", gettext_lazy("Yang pertama tetap berlaku")),
            ("kedua", gettext_lazy("Yang kedua menjadi koreksi")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Alasan"), max_length=REASON, widget=forms.Textarea(attrs={"rows": 3, "maxlength": REASON})
    )


@guarded(Verb.SUBMISSION_VIEW)
def conflict(request: ActorRequest, pk: int) -> HttpResponse:
    found = access_conflict(request.actor, pk)
    report = access_submission(request.actor, found.submission_id)
    found.submission = report
    open_to_actor = may_resolve(request.actor, found)
    form = ResolveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not open_to_actor and not found.resolution:
        raise Refused
    if form.is_valid() and form.perform(
        resolve_conflict,
        actor=request.actor,
        conflict=found,
        take_second=form.cleaned_data["take"] == "kedua",
        reason=form.cleaned_data["reason"],
        now=clock.now(),
    ):
        return done(request, _back(form.result or report), _("Bentrok diselesaikan."))
    pairs = compared_conflict(request.actor, found)
    return render(
        request,
        "reporting/conflict.html",
        {
            "conflict": found,
            "report": report,
            "chip": chip_of(report),
            "unit_title": unit_title(report),
            "above": unit_above(report),
            "region": unit_region(report),
            "first_reporter": reporter_of(request.actor, report),
            "second_reporter": reporter_of(request.actor, found),
            "pairs": pairs,
            "differing": sum(not pair.same for pair in pairs),
            "form": form if open_to_actor else None,
            "second_nil": found.content.get("nil", False),
        },
        status=422 if form.is_bound and form.errors else 200,
    )
