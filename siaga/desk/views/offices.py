"""Offices: who holds them on a day, and their history."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Place, Verb, may
from siaga.desk.access import access_office, access_tenure
from siaga.desk.actions.offices import change_office, remove_office
from siaga.desk.actions.tenures import appoint, correct_tenure, end_tenure, strike_tenure
from siaga.desk.forms.agencies import OfficeForm
from siaga.desk.forms.offices import AppointForm, CorrectForm, EndForm, StrikeForm, as_suggestion
from siaga.desk.kinds import LINE_NAMES, Line, keys_of_line
from siaga.desk.models import Person, TenureKind
from siaga.desk.queries.agencies import regions_with_agencies
from siaga.desk.queries.terms import find_offices, history_of, offices_on
from siaga.desk.queries.uses import uses_of_office
from siaga.desk.terms import OfficeHolder, holder
from siaga.desk.views.term_lanes import lanes_of
from siaga.kit.forms import Consequence, confirm_page, done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Choice, Column, Empty, Filter, Table
from siaga.kit.words import short_day


def asked_day(request: ActorRequest) -> date:
    """The day that the address asks for (``?tanggal=2024-11-23``); today otherwise."""
    try:
        asked = parse_date(request.GET.get("tanggal", ""))
    except ValueError:
        asked = None
    return asked or localdate(clock.now())


def _post(row: Any) -> OfficeHolder:
    return holder(row, row.terms_on_day, row.day)


def _name(row: Any) -> str:
    post = _post(row)
    return _("Lowong") if post.vacant else post.name


def _resting(row: Any) -> str:
    rests = _post(row).on_leave
    return _("menggantikan sementara %(name)s") % {"name": rests.person.name} if rests else ""


def _kind(row: Any) -> str:
    acting = _post(row).acting
    return str(TenureKind(acting.kind).label) if acting else ""


def _until(row: Any) -> str:
    acting = _post(row).acting
    if acting is None:
        return ""
    return short_day(acting.ends) if acting.ends else _("seterusnya")


def _by_status(rows: Any, value: str) -> Any:
    if value == "lowong":
        return rows.filter(acting_kind="")
    if value == "definitif":
        return rows.filter(acting_kind=TenureKind.DEFINITIVE)
    return rows.exclude(acting_kind__in=["", TenureKind.DEFINITIVE])


def _regions(request: HttpRequest) -> list[Choice]:
    return [
        (region.code, f"{region.title}, {region.parent.title}" if region.parent else region.title)
        for region in regions_with_agencies(cast(ActorRequest, request).actor)
    ]


OFFICES = Table(
    key="pejabat",
    title=gettext_lazy("Pejabat"),
    columns=[
        Column(
            key="title",
            label=gettext_lazy("Jabatan"),
            sort=["title", "agency__name"],
            value=lambda row: _post(row).title,
            sub=lambda row: row.agency.name,
        ),
        Column(
            key="holder",
            label=gettext_lazy("Pejabat"),
            value=_name,
            sub=_resting,
            sort=["acting_name", "title"],
            cell="desk/parts/holder_cell.html",
        ),
        Column(key="kind", label=gettext_lazy("Status"), value=_kind, sort="acting_kind", phone=False),
        Column(
            key="since",
            label=gettext_lazy("Sejak"),
            value=lambda row: acting.starts if (acting := _post(row).acting) else None,
            format="day",
            phone=False,
        ),
        Column(key="until", label=gettext_lazy("Sampai"), value=_until, phone=False),
        Column(
            key="region",
            label=gettext_lazy("Wilayah"),
            value=lambda row: row.agency.region,
            format="region",
            sort=["agency__region__code", "agency__key", "position", "title"],
            phone=False,
        ),
        Column(key="agency", label=gettext_lazy("Instansi"), value=lambda row: row.agency.name, screen=False),
        Column(
            key="basis",
            label=gettext_lazy("Dasar"),
            value=lambda row: acting.basis if (acting := _post(row).acting) else "",
            screen=False,
        ),
    ],
    filters=[
        Filter(
            key="status",
            label=gettext_lazy("Status"),
            chips=True,
            choices=[
                ("definitif", gettext_lazy("Definitif")),
                ("pengganti", gettext_lazy("Pj, Pjs, Plt, Plh")),
                ("lowong", gettext_lazy("Lowong")),
            ],
            apply=_by_status,
        ),
        Filter(
            key="lini",
            label=gettext_lazy("Lini"),
            choices=[(line.value, gettext_lazy(name)) for line, name in LINE_NAMES.items()],
            apply=lambda rows, value: rows.filter(agency__kind__in=keys_of_line(Line(value))),
        ),
        Filter(
            key="wilayah",
            label=gettext_lazy("Wilayah"),
            choices=_regions,
            field="agency.region.code",
        ),
    ],
    search=find_offices,
    search_label=gettext_lazy("Cari jabatan, pejabat, atau instansi"),
    order="region",
    row_url=lambda row: reverse("desk:office", args=[row.pk]),
    empty=Empty(
        title=gettext_lazy("Belum ada jabatan"),
        text=gettext_lazy(
            "Jabatan melekat pada instansi: Wali Kota, Ketua KPU, Kapolres, Camat. Buat instansinya dulu, lalu catat "
            "siapa yang memegang jabatannya dan sejak kapan."
        ),
        button=gettext_lazy("Ke daftar instansi"),
        url=lambda request: reverse("desk:agencies"),
        icon="id-badge-2",
    ),
)


@guarded(Verb.OFFICE_VIEW)
def offices(request: ActorRequest) -> HttpResponseBase:
    day = asked_day(request)
    return OFFICES.respond(
        request,
        offices_on(request.actor, day),
        template="desk/offices.html",
        context={"day": day, "is_today": day == localdate(clock.now()), "query": _query_without(request, "tanggal")},
    )


def _query_without(request: ActorRequest, *names: str) -> list[tuple[str, str]]:
    left_out = {*names, "hal", "ekspor"}
    return [(key, value) for key, values in request.GET.lists() if key not in left_out for value in values]


@guarded(Verb.OFFICE_VIEW)
def office(request: ActorRequest, office_id: int) -> HttpResponse:
    found = access_office(request.actor, office_id)
    day = asked_day(request)
    history = history_of(found)
    return render(
        request,
        "desk/office.html",
        {
            "office": found,
            "region": found.agency.region,
            "may_see_ledger": may(request.actor, Verb.LEDGER_VIEW, Place(found.agency.region.code)),
            "post": holder(found, history, day),
            "day": day,
            "is_today": day == localdate(clock.now()),
            "history": history,
            "lanes": lanes_of(history, day),
            "may_keep": may(request.actor, Verb.OFFICE_CHANGE, found.place),
        },
    )


@guarded(Verb.OFFICE_CHANGE)
def edit_office(request: ActorRequest, office_id: int) -> HttpResponse:
    found = access_office(request.actor, office_id, Verb.OFFICE_CHANGE)
    back = reverse("desk:office", args=[found.pk])
    form = OfficeForm(request.POST or None, initial={"title": found.title, "position": found.position})
    if form.is_valid() and form.perform(
        change_office, actor=request.actor, office=found, now=clock.now(), **form.cleaned_data
    ):
        return done(request, back, _("Perubahan disimpan."))
    return form_page(request, form, title=_("Ubah jabatan"), back=back, context={"region": found.agency.region})


@guarded(Verb.OFFICE_CHANGE)
def drop_office(request: ActorRequest, office_id: int) -> HttpResponse:
    found = access_office(request.actor, office_id, Verb.OFFICE_CHANGE)
    return confirm_page(
        request,
        lambda: remove_office(actor=request.actor, office=found, now=clock.now()),
        title=_("Hapus jabatan %(title)s?") % {"title": found.title},
        lead=_("Hanya jabatan yang belum pernah dipegang dan tidak duduk di Desk yang dapat dihapus."),
        submit=_("Hapus jabatan"),
        back=reverse("desk:office", args=[found.pk]),
        to=reverse("desk:agency", args=[found.agency.code]),
        message=_("Jabatan dihapus."),
        consequences=[
            Consequence(_("Masih menggantung, selesaikan dulu: %(use)s") % {"use": use})
            for use in uses_of_office(found)
        ]
        or [Consequence(_("Jabatan yang dihapus"), 1)],
    )


@guarded(Verb.OFFICE_CHANGE)
def appoint_person(request: ActorRequest, office_id: int) -> HttpResponse:
    found = access_office(request.actor, office_id, Verb.OFFICE_CHANGE)
    back = reverse("desk:office", args=[found.pk])
    form = AppointForm(request.actor, request.POST or None, initial={"starts": localdate(clock.now())})
    if form.is_valid() and form.perform(
        appoint, actor=request.actor, office=found, now=clock.now(), **form.cleaned_data
    ):
        message = _("%(title)s: %(name)s, sejak %(day)s.") % {
            "title": form.result.styled_title,
            "name": form.result.person.name,
            "day": short_day(form.result.starts),
        }
        return done(request, back, message)
    history = history_of(found)
    return form_page(
        request,
        form,
        title=_("Catat pejabat untuk %(title)s") % {"title": found.title},
        submit=_("Catat pejabat"),
        back=back,
        template="desk/appoint.html",
        context={
            "region": found.agency.region,
            "office": found,
            "history": history[:6],
            "lanes": lanes_of(history, localdate(clock.now())),
        },
    )


@guarded(Verb.OFFICE_CHANGE)
def finish_term(request: ActorRequest, tenure_id: int) -> HttpResponse:
    found = access_tenure(request.actor, tenure_id, Verb.OFFICE_CHANGE)
    back = reverse("desk:office", args=[found.office_id])
    form = EndForm(request.POST or None, initial={"on": found.ends or localdate(clock.now())})
    if form.is_valid() and form.perform(
        end_tenure, actor=request.actor, tenure=found, now=clock.now(), **form.cleaned_data
    ):
        return done(request, back, _("Hari terakhir bertugas dicatat."))
    return form_page(
        request,
        form,
        title=_("Akhiri masa tugas %(name)s") % {"name": found.person.name},
        lead=_("Sebagai %(title)s sejak %(day)s.") % {"title": found.styled_title, "day": short_day(found.starts)},
        submit=_("Akhiri masa tugas"),
        back=back,
        context={"region": found.office.agency.region},
    )


@guarded(Verb.OFFICE_CHANGE)
def mend_term(request: ActorRequest, tenure_id: int) -> HttpResponse:
    found = access_tenure(request.actor, tenure_id, Verb.OFFICE_CHANGE)
    back = reverse("desk:office", args=[found.office_id])
    form = CorrectForm(
        request.actor,
        request.POST or None,
        initial={
            "person": as_suggestion(found.person),
            "kind": found.kind,
            "starts": found.starts,
            "ends": found.ends,
            "basis": found.basis,
        },
    )
    if form.is_valid():
        if not isinstance(form.cleaned_data["person"], Person):
            form.add_error("person", _("Pilih pejabatnya dari saran. Pejabat baru dicatat lewat “Catat pejabat”."))
        elif form.perform(correct_tenure, actor=request.actor, tenure=found, now=clock.now(), **form.cleaned_data):
            return done(request, back, _("Perbaikan disimpan."))
    return form_page(
        request,
        form,
        title=_("Perbaiki masa tugas"),
        lead=_("Untuk catatan yang keliru. Bila masa tugasnya memang berakhir, pakai “Akhiri”."),
        back=back,
        context={"region": found.office.agency.region},
    )


@guarded(Verb.OFFICE_CHANGE)
def erase_term(request: ActorRequest, tenure_id: int) -> HttpResponse:
    found = access_tenure(request.actor, tenure_id, Verb.OFFICE_CHANGE)
    back = reverse("desk:office", args=[found.office_id])
    form = StrikeForm(request.POST if request.method == "POST" else None)
    return confirm_page(
        request,
        lambda: strike_tenure(actor=request.actor, tenure=found, now=clock.now(), **form.cleaned_data),
        title=_("Hapus catatan masa tugas %(name)s?") % {"name": found.person.name},
        lead=_("Hanya untuk catatan yang tidak pernah benar. Buku besar tetap menyimpan bahwa ini pernah dicatat."),
        submit=_("Hapus catatan"),
        back=back,
        message=_("Catatan dihapus."),
        consequences=[
            Consequence(
                _("%(title)s, %(starts)s sampai %(ends)s")
                % {
                    "title": found.styled_title,
                    "starts": short_day(found.starts),
                    "ends": short_day(found.ends) if found.ends else _("seterusnya"),
                },
                1,
            )
        ],
        form=form,
    )
