"""Agencies: the list, one of them, the standard set, the contact book."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from siaga import clock
from siaga.access import Place, Verb, may, scope_of
from siaga.desk.access import access_agency
from siaga.desk.actions.agencies import (
    add_alias,
    change_agency,
    close_agency,
    create_agency,
    create_standard_set,
    remove_alias,
    reopen_agency,
)
from siaga.desk.actions.offices import create_office
from siaga.desk.forms.agencies import AgencyForm, AliasForm, NewAgencyForm, OfficeForm, ReasonForm, StandardSetForm
from siaga.desk.kinds import LINE_NAMES, Line, keys_of_line, kind_choices, kind_label, kinds
from siaga.desk.models import Agency
from siaga.desk.queries.agencies import agencies_on, contact_book, find_agencies, head_of, regions_with_agencies
from siaga.desk.queries.standard_set import SetLine, standard_set
from siaga.desk.queries.support import OPEN
from siaga.desk.queries.terms import holders_on
from siaga.desk.queries.uses import uses_of_agency
from siaga.kit.forms import Consequence, Form, confirm_page, done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Choice, Column, Empty, Filter, Table


def _today() -> Any:
    return localdate(clock.now())


def _regions(request: HttpRequest) -> list[Choice]:
    return [
        (region.code, f"{region.title}, {region.parent.title}" if region.parent else region.title)
        for region in regions_with_agencies(cast(ActorRequest, request).actor)
    ]


def _by_line(rows: Any, value: str) -> Any:
    return rows.filter(kind__in=keys_of_line(Line(value)))


def _by_state(rows: Any, value: str) -> Any:
    return rows.filter(closed_on__isnull=value == "aktif")


def _head(agency: Agency) -> str:
    post = head_of(agency, _today())
    if post is None:
        return ""
    return post.name if not post.vacant else _("Lowong")


def _head_title(agency: Agency) -> str:
    post = head_of(agency, _today())
    return post.title if post else _("belum ada jabatan")


AGENCIES = Table(
    key="instansi",
    title=gettext_lazy("Instansi"),
    columns=[
        Column(key="name", label=gettext_lazy("Nama"), sort="name", sub=lambda row: kind_label(row.kind)),
        Column(key="code", label=gettext_lazy("Kode"), format="code", phone=False),
        Column(
            key="region", label=gettext_lazy("Wilayah"), format="region", sort=["region__code", "name"], phone=False
        ),
        Column(key="head", label=gettext_lazy("Pimpinan hari ini"), value=_head, sub=_head_title),
        Column(key="office_count", label=gettext_lazy("Jabatan"), format="number", sort="office_count", phone=False),
        Column(
            key="open_requests",
            label=gettext_lazy("Permintaan terbuka"),
            format="number",
            sort="open_requests",
            phone=False,
        ),
        Column(
            key="state",
            label=gettext_lazy("Status"),
            value=lambda row: "nonaktif" if row.closed_on else "aktif",
            format="status",
            phone=False,
        ),
        Column(key="address", label=gettext_lazy("Alamat"), screen=False),
    ],
    filters=[
        Filter(
            key="status",
            label=gettext_lazy("Status"),
            chips=True,
            choices=[("aktif", gettext_lazy("Aktif")), ("nonaktif", gettext_lazy("Tidak aktif"))],
            apply=_by_state,
        ),
        Filter(
            key="lini",
            label=gettext_lazy("Lini"),
            choices=[(line.value, gettext_lazy(name)) for line, name in LINE_NAMES.items()],
            apply=_by_line,
        ),
        Filter(
            key="jenis",
            label=gettext_lazy("Jenis"),
            choices=lambda request: [(key, label) for key, label in kind_choices()],
            field="kind",
        ),
        Filter(
            key="wilayah",
            label=gettext_lazy("Wilayah"),
            choices=_regions,
            field="region.code",
        ),
    ],
    search=find_agencies,
    search_label=gettext_lazy("Cari nama, nama lain, atau wilayah"),
    order="region",
    row_url=lambda row: reverse("desk:agency", args=[row.code]),
    empty=Empty(
        title=gettext_lazy("Belum ada instansi"),
        text=gettext_lazy(
            "KPU, Bawaslu, Polres, Kodim, kecamatan, dan yang lain dicatat di sini, lengkap dengan jabatan dan "
            "pejabatnya. Mulailah dengan instansi baku untuk wilayah Anda."
        ),
        button=gettext_lazy("Buat instansi baku"),
        url=lambda request: reverse("desk:standard_set"),
        icon="building",
    ),
)


@guarded(Verb.AGENCY_VIEW)
def agencies(request: ActorRequest) -> HttpResponseBase:
    return AGENCIES.respond(
        request,
        agencies_on(request.actor, _today()),
        template="desk/agencies.html",
        context={"may_add": not scope_of(request.actor, Verb.AGENCY_CHANGE).nothing},
    )


@guarded(Verb.AGENCY_VIEW)
def agency(request: ActorRequest, code: str) -> HttpResponse:
    found = access_agency(request.actor, code)
    offices = list(found.offices.order_by("position", "title")[:200])
    for office in offices:
        office.agency = found
    holders = holders_on(offices, _today())
    may_keep = may(request.actor, Verb.OFFICE_CHANGE, found.place)
    shows_support = may(request.actor, Verb.SUPPORT_VIEW, found.place)
    kind = kinds().get(found.kind)
    return render(
        request,
        "desk/agency.html",
        {
            "agency": found,
            "region": found.region,
            "may_see_ledger": may(request.actor, Verb.LEDGER_VIEW, Place(found.region.code)),
            "kind": kind,
            "line": LINE_NAMES[kind.line] if kind else "",
            "posts": [holders[office.pk] for office in offices],
            "aliases": list(found.aliases.order_by("name")[:100]),
            "may_change": may(request.actor, Verb.AGENCY_CHANGE, found.place),
            "may_keep": may_keep,
            "shows_support": shows_support,
            "requests": list(found.support_asked.select_related("election").order_by("-asked_on", "-id")[:10])
            if shows_support
            else [],
            "open_requests": found.support_asked.filter(state__in=OPEN).count() if shows_support else 0,
        },
    )


@guarded(Verb.AGENCY_CHANGE)
def add_agency(request: ActorRequest) -> HttpResponse:
    form = NewAgencyForm(request.actor, request.POST or None, initial={"region": request.GET.get("wilayah", "")[:13]})
    if form.is_valid() and form.perform(create_agency, actor=request.actor, now=clock.now(), **form.cleaned_data):
        return done(request, reverse("desk:agency", args=[form.result.code]), _("Instansi dibuat."))
    return form_page(
        request, form, title=_("Tambah instansi"), submit=_("Tambah instansi"), back=reverse("desk:agencies")
    )


@guarded(Verb.AGENCY_CHANGE)
def edit_agency(request: ActorRequest, code: str) -> HttpResponse:
    found = access_agency(request.actor, code, Verb.AGENCY_CHANGE)
    back = reverse("desk:agency", args=[found.code])
    form = AgencyForm(
        request.POST or None,
        initial={
            "name": found.name,
            "short_name": found.short_name,
            "kind": found.kind,
            "address": found.address,
        },
    )
    if form.is_valid() and form.perform(
        change_agency, actor=request.actor, agency=found, now=clock.now(), **form.cleaned_data
    ):
        return done(request, back, _("Perubahan disimpan."))
    return form_page(request, form, title=_("Ubah instansi"), back=back, context={"region": found.region})


@guarded(Verb.AGENCY_CHANGE)
def shut_agency(request: ActorRequest, code: str) -> HttpResponse:
    found = access_agency(request.actor, code, Verb.AGENCY_CHANGE)
    back = reverse("desk:agency", args=[found.code])
    form = ReasonForm(request.POST if request.method == "POST" else None, initial={"on": _today()})
    uses = uses_of_agency(found, _today())
    return confirm_page(
        request,
        lambda: close_agency(actor=request.actor, agency=found, now=clock.now(), **form.cleaned_data),
        title=_("Tutup %(name)s?") % {"name": found.name},
        lead=_(
            "Instansi yang ditutup tidak dapat dipilih lagi. Riwayat jabatan, permintaan, dan catatannya tetap ada."
        ),
        submit=_("Tutup instansi"),
        back=back,
        message=_("Instansi ditutup."),
        consequences=[Consequence(_("Masih menggantung, selesaikan dulu: %(use)s") % {"use": use}) for use in uses]
        or [Consequence(_("Jabatan yang ikut tidak aktif"), found.offices.count())],
        form=form,
    )


@guarded(Verb.AGENCY_CHANGE)
def open_agency(request: ActorRequest, code: str) -> HttpResponse:
    found = access_agency(request.actor, code, Verb.AGENCY_CHANGE)
    back = reverse("desk:agency", args=[found.code])
    return confirm_page(
        request,
        lambda: reopen_agency(actor=request.actor, agency=found, now=clock.now()),
        title=_("Aktifkan kembali %(name)s?") % {"name": found.name},
        submit=_("Aktifkan"),
        back=back,
        message=_("Instansi aktif kembali."),
        danger=False,
    )


@guarded(Verb.AGENCY_CHANGE)
def name_alias(request: ActorRequest, code: str) -> HttpResponse:
    found = access_agency(request.actor, code, Verb.AGENCY_CHANGE)
    back = reverse("desk:agency", args=[found.code])
    form = AliasForm(request.POST or None)
    if form.is_valid() and form.perform(
        add_alias, actor=request.actor, agency=found, now=clock.now(), **form.cleaned_data
    ):
        return done(request, back, _("Nama lain dicatat."))
    return form_page(
        request,
        form,
        title=_("Tambah nama lain"),
        lead=_("Berkas dan surat yang memakai nama ini akan dikenali sebagai %(name)s.") % {"name": found.name},
        back=back,
        context={"region": found.region},
    )


@guarded(Verb.AGENCY_CHANGE)
def drop_alias(request: ActorRequest, code: str, alias_id: int) -> HttpResponse:
    found = access_agency(request.actor, code, Verb.AGENCY_CHANGE)
    alias = found.aliases.select_related("agency__region").filter(pk=alias_id).first()
    back = reverse("desk:agency", args=[found.code])
    if alias is None:
        return done(request, back, _("Nama lain itu sudah tidak ada."))
    return confirm_page(
        request,
        lambda: remove_alias(actor=request.actor, alias=alias, now=clock.now()),
        title=_("Hapus nama lain “%(name)s”?") % {"name": alias.name},
        lead=_("Berkas yang memakai nama ini tidak akan dikenali lagi."),
        submit=_("Hapus nama lain"),
        back=back,
        message=_("Nama lain dihapus."),
        consequences=[Consequence(_("Nama lain yang tersisa"), max(found.aliases.count() - 1, 0))],
    )


@guarded(Verb.OFFICE_CHANGE)
def add_office(request: ActorRequest, code: str) -> HttpResponse:
    found = access_agency(request.actor, code, Verb.OFFICE_CHANGE)
    back = reverse("desk:agency", args=[found.code])
    form = OfficeForm(request.POST or None)
    if form.is_valid() and form.perform(
        create_office, actor=request.actor, agency=found, now=clock.now(), **form.cleaned_data
    ):
        return done(request, reverse("desk:office", args=[form.result.pk]), _("Jabatan dibuat."))
    return form_page(
        request,
        form,
        title=_("Tambah jabatan di %(name)s") % {"name": found.name},
        submit=_("Tambah jabatan"),
        back=back,
        context={"region": found.region},
    )


@guarded(Verb.AGENCY_CHANGE)
def make_standard_set(request: ActorRequest) -> HttpResponse:
    """First the region, then a preview of what is missing, then the making."""
    chosen = request.POST.get("wilayah") or request.GET.get("wilayah") or _own_region(request)
    asked = StandardSetForm(request.actor, {"wilayah": chosen} if chosen else None)
    if not asked.is_valid():
        return render(request, "desk/standard_set.html", {"form": asked}, status=422 if chosen else 200)
    region = asked.cleaned_data["wilayah"]
    lines = standard_set(request.actor, region)
    wanted_keys = (
        set(request.POST.getlist("jenis"))
        if request.method == "POST"
        else {line.key for line in lines if line.standard}
    )
    form = Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        wanted = [one for line in lines if line.key in wanted_keys for one in line.missing]
        if form.perform(
            create_standard_set,
            actor=request.actor,
            region=region,
            wanted=wanted,
            with_offices=request.POST.get("jabatan") == "1",
            now=clock.now(),
        ):
            made = form.result
            message = ngettext("%d instansi dibuat.", "%d instansi dibuat.", made) % made
            return done(request, f"{reverse('desk:agencies')}?wilayah={region.code}", message)
    return render(
        request,
        "desk/standard_set.html",
        {
            "form": asked,
            "errors": form.non_field_errors() if form.is_bound else [],
            "region": region,
            "levels": _by_level(lines),
            "chosen": wanted_keys,
            "missing": sum(len(line.missing) for line in lines if line.key in wanted_keys),
        },
        status=422 if form.is_bound and form.errors else 200,
    )


def _own_region(request: ActorRequest) -> str:
    """The actor's own region where there is just one: nobody likes to type what is known."""
    roots = scope_of(request.actor, Verb.AGENCY_CHANGE).below - {""}
    return next(iter(roots)) if len(roots) == 1 else ""


def _by_level(lines: list[SetLine]) -> list[tuple[str, list[SetLine], list[str]]]:
    """Per level: its name, the lines, and the kinds of which nothing is missing."""
    grouped: dict[str, list[SetLine]] = {}
    for line in lines:
        grouped.setdefault(str(line.level.label), []).append(line)
    return [
        (level, of_level, [line.kind.short for line in of_level if not line.missing])
        for level, of_level in grouped.items()
    ]


@guarded(Verb.AGENCY_VIEW)
def contacts(request: ActorRequest) -> HttpResponse:
    """The contact book on paper: offices with who acts today; numbers only where the actor keeps the offices."""
    rows = AGENCIES.show(request, agencies_on(request.actor, _today()).filter(closed_on=None)).rows
    lines = contact_book(request.actor, rows, _today())
    return render(request, "desk/contacts.html", {"lines": lines, "shows_contacts": any(line.phone for line in lines)})
