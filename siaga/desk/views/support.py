"""Support requests: what KPU and Bawaslu ask of the government, and what became of it."""

from __future__ import annotations

from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Place, Refused, Verb, may
from siaga.desk.access import access_support, agency_written, requests_for
from siaga.desk.actions.support import answer_support, ask_support, change_support, deliver_support, withdraw_support
from siaga.desk.forms.support import AnswerForm, AskForm, DeliverForm, SupportForm, WithdrawForm
from siaga.desk.models import SupportKind, SupportRequest, SupportState
from siaga.desk.queries.support import (
    agencies_that_may_ask,
    agencies_with_requests,
    elections_with_requests,
    find_requests,
    is_overdue,
    overdue_on,
    steps_for,
    support_counts,
)
from siaga.kit.forms import Consequence, confirm_page, done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Choice, Column, Empty, Filter, Table
from siaga.kit.words import countdown, short_day


def _today() -> Any:
    return localdate(clock.now())


def _agencies(request: HttpRequest) -> list[Choice]:
    return [
        (agency.code, f"{agency.name} ({agency.region.name})")
        for agency in agencies_with_requests(cast(ActorRequest, request).actor)
    ]


def _elections(request: HttpRequest) -> list[Choice]:
    return [(election.slug, election.name) for election in elections_with_requests(cast(ActorRequest, request).actor)]


def _by_agency(rows: QuerySet[SupportRequest], value: str) -> QuerySet[SupportRequest]:
    return rows.filter(agency_written(value, "asked_by__"))


def _by_state(rows: QuerySet[SupportRequest], value: str) -> QuerySet[SupportRequest]:
    return rows.filter(overdue_on(_today())) if value == "terlambat" else rows.filter(state=value)


SUPPORT = Table(
    key="dukungan",
    title=gettext_lazy("Permintaan dukungan"),
    columns=[
        Column(
            key="title",
            label=gettext_lazy("Permintaan"),
            sort="title",
            sub=lambda row: f"{row.get_kind_display()} · {row.asked_by.name}",
        ),
        Column(
            key="state",
            label=gettext_lazy("Status"),
            value=lambda row: row.get_state_display(),
            sort="state",
            cell="desk/parts/support_state_cell.html",
        ),
        Column(key="due", label=gettext_lazy("Dibutuhkan"), format="day", sort="due"),
        Column(
            key="overdue",
            label=gettext_lazy("Terlambat"),
            value=lambda row: is_overdue(row, _today()),
            format="truth",
            screen=False,
        ),
        Column(key="asked_on", label=gettext_lazy("Diminta"), format="day", sort="asked_on", phone=False),
        Column(key="asked_by", label=gettext_lazy("Pemohon"), value=lambda row: row.asked_by.name, screen=False),
        Column(
            key="answered_by",
            label=gettext_lazy("Pelaksana"),
            value=lambda row: row.answered_by.name if row.answered_by else "",
            sort="answered_by__name",
            phone=False,
        ),
        Column(key="election", label=gettext_lazy("Pemilihan"), sort="election__slug", phone=False),
        Column(key="letter", label=gettext_lazy("Nomor surat"), screen=False),
        Column(key="answer", label=gettext_lazy("Jawaban"), screen=False),
        Column(key="delivered_on", label=gettext_lazy("Terlaksana"), format="day", screen=False),
    ],
    filters=[
        Filter(
            key="status",
            label=gettext_lazy("Status"),
            chips=True,
            choices=[
                ("terlambat", gettext_lazy("Terlambat")),
                *SupportState.choices,
            ],
            apply=_by_state,
        ),
        Filter(
            key="jenis",
            label=gettext_lazy("Jenis"),
            choices=SupportKind.choices,
            field="kind",
        ),
        Filter(key="pemohon", label=gettext_lazy("Pemohon"), choices=_agencies, apply=_by_agency),
        Filter(
            key="pemilihan",
            label=gettext_lazy("Pemilihan"),
            choices=_elections,
            field="election.slug",
        ),
    ],
    search=find_requests,
    search_label=gettext_lazy("Cari permintaan, pemohon, atau nomor surat"),
    order="due",
    row_url=lambda row: reverse("desk:support", args=[row.pk]),
    empty=Empty(
        title=gettext_lazy("Belum ada permintaan dukungan"),
        text=gettext_lazy(
            "KPU dan Bawaslu mengajukan di sini apa yang mereka butuhkan dari pemerintah daerah: gudang, kendaraan, "
            "personel, ruang, anggaran. Tiap permintaan dijawab, diberi tenggat, dan dicatat sampai terlaksana."
        ),
        icon="heart-handshake",
    ),
)


@guarded(Verb.SUPPORT_VIEW)
def requests(request: ActorRequest) -> HttpResponseBase:
    return SUPPORT.respond(
        request,
        requests_for(request.actor),
        template="desk/requests.html",
        context={
            "counts": support_counts(request.actor, _today()),
            "may_ask": bool(agencies_that_may_ask(request.actor)),
        },
    )


@guarded(Verb.SUPPORT_ASK)
def ask(request: ActorRequest) -> HttpResponse:
    agencies = agencies_that_may_ask(request.actor)
    if not agencies:
        raise Refused
    form = AskForm(agencies, request.POST or None, initial={"asked_on": _today()})
    if form.is_valid() and form.perform(ask_support, actor=request.actor, now=clock.now(), **form.cleaned_data):
        return done(request, reverse("desk:support", args=[form.result.pk]), _("Permintaan diajukan."))
    return form_page(
        request,
        form,
        title=_("Ajukan permintaan dukungan"),
        lead=_("Pemerintah daerah wajib memberi bantuan dan fasilitas kepada penyelenggara pemilihan."),
        submit=_("Ajukan"),
        back=reverse("desk:requests"),
        context={"region": agencies[0].region},
    )


@guarded(Verb.SUPPORT_VIEW)
def support(request: ActorRequest, request_id: int) -> HttpResponse:
    found = access_support(request.actor, request_id)
    return render(
        request,
        "desk/request.html",
        {
            "asked": found,
            "region": found.region,
            "may_see_ledger": may(request.actor, Verb.LEDGER_VIEW, Place(found.region.code)),
            "steps": steps_for(request.actor, found),
            "overdue": is_overdue(found, _today()),
            "late_by": (_today() - found.due).days,
            "due_mark": countdown(found.election.voting_day, found.due),
            "story": _story(found),
        },
    )


def _story(asked: SupportRequest) -> list[dict[str, Any]]:
    """What happened and what is still to come, in order, for the timeline."""
    steps = [
        {"day": asked.asked_on, "word": _("Diminta oleh %(agency)s") % {"agency": asked.asked_by.name}, "note": ""}
    ]
    if asked.answered_on:
        refused = asked.state == SupportState.REFUSED
        word = _("Ditolak") if refused else _("Disetujui")
        if asked.answered_by:
            word = _("%(word)s, pelaksana %(agency)s") % {"word": word, "agency": asked.answered_by.name}
        steps.append({"day": asked.answered_on, "word": word, "note": asked.answer})
    if asked.delivered_on:
        steps.append({"day": asked.delivered_on, "word": _("Terlaksana"), "note": ""})
    if asked.withdrawn_on:
        steps.append({"day": asked.withdrawn_on, "word": _("Dicabut pemohon"), "note": asked.withdrawal_reason})
    return steps


def _back(asked: SupportRequest) -> str:
    return reverse("desk:support", args=[asked.pk])


@guarded(Verb.SUPPORT_ASK)
def edit_request(request: ActorRequest, request_id: int) -> HttpResponse:
    found = access_support(request.actor, request_id, Verb.SUPPORT_ASK)
    form = SupportForm(
        request.POST or None,
        initial={field: getattr(found, field) for field in ("kind", "title", "detail", "letter", "due")},
    )
    if form.is_valid() and form.perform(
        change_support, actor=request.actor, request=found, now=clock.now(), **form.cleaned_data
    ):
        return done(request, _back(found), _("Perubahan disimpan."))
    return form_page(request, form, title=_("Ubah permintaan"), back=_back(found), context={"region": found.region})


@guarded(Verb.SUPPORT_ANSWER)
def answer(request: ActorRequest, request_id: int) -> HttpResponse:
    found = access_support(request.actor, request_id, Verb.SUPPORT_ANSWER)
    form = AnswerForm(request.actor, found, request.POST or None, initial={"answered_on": _today()})
    if form.is_valid() and form.perform(
        answer_support, actor=request.actor, request=found, now=clock.now(), **form.cleaned_data
    ):
        return done(request, _back(found), _("Jawaban dicatat."))
    return form_page(
        request,
        form,
        title=_("Jawab permintaan"),
        lead=_("%(title)s, diminta %(agency)s, dibutuhkan paling lambat %(due)s.")
        % {"title": found.title, "agency": found.asked_by.name, "due": short_day(found.due)},
        submit=_("Catat jawaban"),
        back=_back(found),
        context={"region": found.region},
    )


@guarded(Verb.SUPPORT_ANSWER, Verb.SUPPORT_ASK)
def deliver(request: ActorRequest, request_id: int) -> HttpResponse:
    found = access_support(request.actor, request_id)
    if not steps_for(request.actor, found).deliver and request.method != "POST":
        raise Refused
    form = DeliverForm(request.POST or None, initial={"delivered_on": _today()})
    if form.is_valid() and form.perform(
        deliver_support, actor=request.actor, request=found, now=clock.now(), **form.cleaned_data
    ):
        return done(request, _back(found), _("Dicatat terlaksana."))
    return form_page(
        request,
        form,
        title=_("Catat terlaksana"),
        lead=found.title,
        submit=_("Catat terlaksana"),
        back=_back(found),
        context={"region": found.region},
    )


@guarded(Verb.SUPPORT_ASK)
def withdraw(request: ActorRequest, request_id: int) -> HttpResponse:
    found = access_support(request.actor, request_id, Verb.SUPPORT_ASK)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    return confirm_page(
        request,
        lambda: withdraw_support(actor=request.actor, request=found, now=clock.now(), **form.cleaned_data),
        title=_("Cabut permintaan ini?"),
        lead=_("%(title)s. Permintaan yang dicabut tidak dapat diajukan kembali; ajukan yang baru bila perlu.")
        % {"title": found.title},
        submit=_("Cabut permintaan"),
        back=_back(found),
        message=_("Permintaan dicabut."),
        consequences=[Consequence(_("Permintaan yang dicabut"), 1)],
        form=form,
    )
