"""Instruments: the list, one with its versions, what a version asks, its files, its preview."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Verb, may, scope_of
from siaga.instruments.actions import retire_instrument, revive_instrument
from siaga.instruments.models import Instrument, InstrumentVersion
from siaga.instruments.queries import access_instrument, access_version, current_version, instruments_for, open_duties
from siaga.instruments.units import unit_word
from siaga.instruments.views.outline import check_lines, outline
from siaga.kit.forms import Consequence, ReasonForm, confirm_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.policy import shows_form
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.wilayah.access import within

_CONTENT_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
}


def _state(instrument: Instrument) -> str:
    return "nonaktif" if instrument.retired_at else "aktif"


def _by_state(rows: QuerySet[Instrument], value: str) -> QuerySet[Instrument]:
    return rows.filter(retired_at__isnull=value == "aktif")


def _by_unit(rows: QuerySet[Instrument], value: str) -> QuerySet[Instrument]:
    kind, _dot, level = value.partition("-")
    return rows.filter(unit_kind=kind, level=level or None)


def _by_owner(rows: QuerySet[Instrument], value: str) -> QuerySet[Instrument]:
    return rows.filter(shipped=value == "bawaan")


def _find(rows: QuerySet[Instrument], words: str) -> QuerySet[Instrument]:
    for word in words.split()[:6]:
        rows = rows.filter(Q(title__icontains=word) | Q(name__icontains=word) | Q(about__icontains=word))
    return rows


INSTRUMENTS = Table(
    key="instrumen",
    title=gettext_lazy("Instrumen"),
    columns=[
        Column(key="title", label=gettext_lazy("Instrumen"), sort="title", sub="about"),
        Column(key="unit", label=gettext_lazy("Tentang"), value=unit_word, sort="unit_kind"),
        Column(key="version", label=gettext_lazy("Versi"), value=lambda row: row.newest_version, phone=False),
        Column(
            key="due",
            label=gettext_lazy("Kewajiban berjalan"),
            format="number",
            sort="due",
            value=lambda row: row.due,
            phone=False,
        ),
        Column(key="sensitive", label=gettext_lazy("Jawaban tertutup"), format="truth", phone=False),
        Column(
            key="owner",
            label=gettext_lazy("Milik"),
            value=lambda row: _("Bawaan") if row.shipped else (row.region.title if row.region else _("Semua wilayah")),
            phone=False,
        ),
        Column(key="name", label=gettext_lazy("Nama"), format="code", screen=False),
        Column(key="state", label=gettext_lazy("Status"), value=_state, format="status"),
    ],
    filters=[
        Filter(
            key="status",
            label=gettext_lazy("Status"),
            chips=True,
            choices=[("aktif", gettext_lazy("Dipakai")), ("nonaktif", gettext_lazy("Tidak dipakai"))],
            apply=_by_state,
        ),
        Filter(
            key="tentang",
            label=gettext_lazy("Tentang"),
            choices=[
                ("tps", gettext_lazy("TPS")),
                ("region-4", gettext_lazy("Desa/kelurahan")),
                ("region-3", gettext_lazy("Kecamatan")),
                ("region-2", gettext_lazy("Kabupaten/kota")),
                ("agency", gettext_lazy("Instansi")),
            ],
            apply=_by_unit,
        ),
        Filter(
            key="milik",
            label=gettext_lazy("Asal"),
            choices=[("bawaan", gettext_lazy("Bawaan")), ("sendiri", gettext_lazy("Unggahan"))],
            apply=_by_owner,
        ),
    ],
    search=_find,
    search_label=gettext_lazy("Cari judul atau nama"),
    order="title",
    row_url=lambda row: reverse("instruments:instrument", args=[row.name]),
    empty=Empty(
        title=gettext_lazy("Belum ada instrumen"),
        text=gettext_lazy(
            "Instrumen adalah daftar periksa (XLSForm) yang diisi petugas: kesiapan TPS, kerawanan, kesehatan. "
            "Instrumen bawaan datang bersama pemilihan pertama; sekretariat dapat mengunggah yang lain."
        ),
        button=gettext_lazy("Unggah instrumen"),
        url=lambda request: (
            reverse("instruments:upload")
            if not scope_of(request.actor, Verb.INSTRUMENT_CHANGE).nothing  # type: ignore[attr-defined]
            else ""
        ),
        icon="clipboard-list",
    ),
)


@guarded(Verb.INSTRUMENT_VIEW)
def listing(request: ActorRequest) -> HttpResponseBase:
    newest = InstrumentVersion.objects.filter(instrument=OuterRef("pk")).order_by("-number")
    rows = instruments_for(request.actor).annotate(
        newest_version=Subquery(newest.values("version")[:1]),
        due=Count("duties", filter=Q(duties__ended_at=None), distinct=True),
    )
    return INSTRUMENTS.respond(
        request,
        rows,
        template="instruments/list.html",
        context={"may_add": not scope_of(request.actor, Verb.INSTRUMENT_CHANGE).nothing},
    )


@guarded(Verb.INSTRUMENT_VIEW)
def instrument(request: ActorRequest, name: str) -> HttpResponse:
    """One instrument with its newest version."""
    found = access_instrument(request.actor, name)
    return _page(request, found, current_version(found), newest=True)


@guarded(Verb.INSTRUMENT_VIEW)
def version(request: ActorRequest, name: str, number: int) -> HttpResponse:
    """One version of an instrument."""
    found, chosen = access_version(request.actor, name, number)
    last = found.versions.aggregate(last=Max("number"))["last"]
    return _page(request, found, chosen, newest=chosen.number == last)


def _page(request: ActorRequest, found: Instrument, chosen: InstrumentVersion, *, newest: bool) -> HttpResponse:
    actor = request.actor
    duties: Any = getattr(found, "duties")  # noqa: B009  the duties live in a room above this one
    due = duties.filter(within(scope_of(actor, Verb.DUTY_VIEW), "region__"), ended_at=None)
    return render(
        request,
        "instruments/instrument.html",
        {
            "instrument": found,
            "version": chosen,
            "newest": newest,
            "region": found.region,
            "unit": unit_word(found),
            "groups": outline(chosen.questions),
            "asked": sum(not question["quiet"] for question in chosen.questions),
            "checks": check_lines(chosen.checks, chosen.questions),
            "versions": found.versions.defer("source", "xform", "questions", "checks").order_by("-number")[:100],
            "due": due.select_related("region__parent", "election").order_by("-election__voting_day", "region__code")[
                :50
            ],
            "may_set_due": not scope_of(actor, Verb.DUTY_CHANGE).nothing,
            "may_change": may(actor, Verb.INSTRUMENT_CHANGE, found.place),
        },
    )


@guarded(Verb.INSTRUMENT_VIEW)
@shows_form
def preview(request: ActorRequest, name: str, number: int) -> HttpResponse:
    """The form as the reporter will see it; nothing is sent."""
    found, chosen = access_version(request.actor, name, number)
    return render(
        request,
        "instruments/preview.html",
        {
            "instrument": found,
            "version": chosen,
            "region": found.region,
            "groups": outline(chosen.questions),
            "back": reverse("instruments:version", args=[name, number]),
        },
    )


@guarded(Verb.INSTRUMENT_VIEW)
def source(request: ActorRequest, name: str, number: int) -> HttpResponse:
    """The XLSForm file exactly as it was uploaded."""
    _found, chosen = access_version(request.actor, name, number)
    suffix = "." + chosen.source_name.rpartition(".")[2].lower()
    response = HttpResponse(bytes(chosen.source), content_type=_CONTENT_TYPES.get(suffix, "application/octet-stream"))
    response.headers["Content-Disposition"] = content_disposition_header(True, chosen.source_name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@guarded(Verb.INSTRUMENT_VIEW)
def xform(request: ActorRequest, name: str, number: int) -> HttpResponse:
    """The XForm of a version, as form clients read it."""
    _found, chosen = access_version(request.actor, name, number)
    response = HttpResponse(chosen.xform, content_type="text/xml; charset=utf-8")
    # Opened by itself it is a page in the eyes of a browser, with text that somebody uploaded.
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@guarded(Verb.INSTRUMENT_CHANGE)
def retire(request: ActorRequest, name: str) -> HttpResponse:
    found = access_instrument(request.actor, name, Verb.INSTRUMENT_CHANGE)
    form = ReasonForm(request.POST if request.method == "POST" else None, longest=500)
    back = reverse("instruments:instrument", args=[name])
    return confirm_page(
        request,
        lambda: retire_instrument(actor=request.actor, instrument=found, now=clock.now(), **form.cleaned_data),
        title=_("Berhenti memakai instrumen ini?"),
        lead=_("%(title)s tidak lagi ditawarkan untuk kewajiban baru. Laporan yang sudah ada tetap tersimpan.")
        % {"title": found.title},
        submit=_("Berhenti memakai"),
        back=back,
        message=_("Instrumen tidak dipakai lagi."),
        consequences=[
            Consequence(_("Versi yang tersimpan"), found.versions.count()),
            Consequence(_("Kewajiban yang masih berjalan"), open_duties(found)),
        ],
        form=form,
    )


@guarded(Verb.INSTRUMENT_CHANGE)
def revive(request: ActorRequest, name: str) -> HttpResponse:
    found = access_instrument(request.actor, name, Verb.INSTRUMENT_CHANGE)
    back = reverse("instruments:instrument", args=[name])
    return confirm_page(
        request,
        lambda: revive_instrument(actor=request.actor, instrument=found, now=clock.now()),
        title=_("Pakai kembali instrumen ini?"),
        lead=found.title,
        submit=_("Pakai kembali"),
        back=back,
        message=_("Instrumen dipakai kembali."),
        danger=False,
    )
