"""Personnel and units: lists, one person, when somebody cannot serve."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Verb
from siaga.deployment.access import (
    access_absence,
    access_officer,
    access_unit,
    sight_of,
    visible_officers,
    visible_units,
)
from siaga.deployment.actions.people import change_officer, change_unit, note_absence, withdraw_absence
from siaga.deployment.forms.people import AbsenceForm, OfficerForm, UnitForm
from siaga.deployment.models import Absence, AbsenceKind, Force, Officer, Unit
from siaga.deployment.views.shared import Here, whole_of
from siaga.desk.kinds import bare_name
from siaga.elections.access import access_election
from siaga.kit.forms import confirm_page, done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.kit.words import moment
from siaga.wilayah.models import Level, Region
from siaga.wilayah.zones import zone_of


def _units_of(request: HttpRequest) -> list[tuple[str, str]]:
    """The units of the regency in the address."""
    match = request.resolver_match
    assert match is not None
    actor = request.actor  # type: ignore[attr-defined]
    election = access_election(actor, match.kwargs["slug"])
    region = Region.objects.get(code=match.kwargs["code"])
    return [(str(pk), name) for pk, name in visible_units(actor, election, region).values_list("pk", "name")]


def ready_words(row: Officer) -> tuple[str, str]:
    """Chip and word: ready, not ready, or away over the duty."""
    if not row.available:
        return "belum", _("Tidak siap")
    return ("terhambat", _("Berhalangan")) if row.away else ("siap", _("Siap"))  # type: ignore[attr-defined]


PEOPLE = Table(
    key="personel",
    title=gettext_lazy("Personel"),
    columns=[
        Column(key="name", label=gettext_lazy("Nama"), sort="name", sub="officer_id"),
        Column(key="rank", label=gettext_lazy("Pangkat"), sort="rank", phone=False),
        Column(key="unit", label=gettext_lazy("Satuan"), sort="unit__name", value=lambda row: row.unit.name,
               below=True),
        Column(key="force", label=gettext_lazy("Unsur"), value=lambda row: row.get_force_display(), phone=False),
        Column(key="home", label=gettext_lazy("Tempat tinggal"), format="region", phone=False),
        Column(key="standing", label=gettext_lazy("Status"), cell="deployment/cells/ready.html",
               value=lambda row: ready_words(row)[1]),
    ],
    filters=[
        Filter(key="satuan", label=gettext_lazy("Satuan"), choices=_units_of,
               apply=lambda rows, value: rows.filter(unit_id=int(value)) if value.isdigit() else rows.none()),
        Filter(key="unsur", label=gettext_lazy("Unsur"), choices=Force.choices,
               field="force"),
        Filter(key="status", label=gettext_lazy("Status"), chips=True,
               choices=[("siap", gettext_lazy("Siap")), ("tidak", gettext_lazy("Tidak siap atau berhalangan"))],
               apply=lambda rows, value: rows.filter(available=True, away=False) if value == "siap"
               else rows.filter(Q(available=False) | Q(away=True))),
    ],
    search=lambda rows, words: rows.filter(
        Q(name__icontains=words) | Q(officer_id__icontains=words) | Q(rank__iexact=words)
    ),
    search_label=gettext_lazy("Cari nama, nomor, atau pangkat"),
    order="name",
    empty=Empty(
        title=gettext_lazy("Belum ada personel"),
        text=gettext_lazy(
            "Rencana pengamanan memerlukan daftar personel: nomor, nama, satuan, pangkat, tempat tinggal. "
            "Impor dari berkas."
        ),
        icon="users",
    ),
)  # fmt: skip


def duty_day(here: Here) -> tuple[datetime, datetime]:
    """From noon of the eve of the vote to the end of the day after."""
    midnight = datetime.combine(here.election.voting_day, time(), tzinfo=zone_of(here.region.code))
    return midnight - timedelta(hours=12), midnight + timedelta(hours=24)


@guarded(Verb.GUARD_VIEW)
def people(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    here = whole_of(request.actor, slug, code, part=True)
    starts, ends = duty_day(here)
    away = Absence.objects.filter(officer=OuterRef("pk"), kind=AbsenceKind.OUT, starts__lt=ends, ends__gt=starts)
    rows = visible_officers(request.actor, here.election, here.region).annotate(away=Exists(away))
    table = PEOPLE
    if here.may_change:
        table = replace(PEOPLE, row_url=lambda row: reverse("deployment:officer", args=[row.pk]))
    shown = table.show(request, rows)
    if answer := table.partial(request, shown):
        return answer
    return render(
        request,
        "deployment/people.html",
        {"here": here, "region": here.region, "election": here.election, "tab": "personel", "table": shown},
    )


def _here(request: ActorRequest, officer: Officer) -> Here:
    sight = sight_of(request.actor, officer.election, officer.region.code)
    return Here(officer.election, officer.region, may_change=not officer.election.closed, sees_region=True, sight=sight)


@guarded(Verb.GUARD_CHANGE)
def officer(request: ActorRequest, pk: int) -> HttpResponseBase:
    """One person: what is known, and when he or she cannot serve."""
    found = access_officer(request.actor, pk)
    homes = [
        (one.code, one.title)
        for one in Region.objects.filter(regency_code=found.region.code, level=Level.VILLAGE, valid_to=None)
        .select_related("parent")
        .order_by("name")
    ]
    form = OfficerForm(
        request.POST or None,
        officer=found,
        units=visible_units(request.actor, found.election, found.region),
        homes=homes,
        initial={
            "name": found.name, "rank": found.rank, "unit": found.unit_id, "available": found.available,
            "phone": found.phone, "home": found.home.code if found.home else "",
        },
    )  # fmt: skip
    back = reverse("deployment:people", args=[found.election.slug, found.region.code])
    if form.is_valid():
        values = dict(form.cleaned_data)
        values["home"] = Region.objects.filter(code=values["home"]).first() if values["home"] else None
        if form.perform(change_officer, actor=request.actor, officer=found, values=values, now=clock.now()):
            return done(request, back, _("Data personel disimpan. Rencana yang sudah dihitung tidak berubah."))
    return form_page(
        request,
        form,
        title=found.title,
        lead=found.unit.name,
        back=back,
        template="deployment/officer.html",
        context={
            "region": found.region,
            "officer": found,
            "absences": [
                (one, moment(one.starts), moment(one.ends)) for one in found.absences.order_by("starts", "pk")[:50]
            ],
        },
    )


@guarded(Verb.GUARD_CHANGE)
def add_absence(request: ActorRequest, pk: int) -> HttpResponseBase:
    found = access_officer(request.actor, pk)
    starts, ends = duty_day(_here(request, found))
    form = AbsenceForm(request.POST or None, initial={"starts": starts, "ends": ends})
    back = reverse("deployment:officer", args=[pk])
    if form.is_valid() and form.perform(
        note_absence, actor=request.actor, officer=found, now=clock.now(), **form.cleaned_data
    ):
        return done(request, back, _("Halangan dicatat. Hitung ulang rencana agar tempatnya terisi."))
    return form_page(
        request, form, title=_("Catat halangan"), lead=found.title, submit=_("Catat"), back=back,
        context={"region": found.region},
    )  # fmt: skip


@guarded(Verb.GUARD_CHANGE)
def drop_absence(request: ActorRequest, absence_pk: int) -> HttpResponseBase:
    found = access_absence(request.actor, absence_pk)
    back = reverse("deployment:officer", args=[found.officer_id])
    return confirm_page(
        request,
        lambda: withdraw_absence(actor=request.actor, absence=found, now=clock.now()),
        title=_("Tarik catatan halangan?"),
        submit=_("Tarik"),
        back=back,
        message=_("Catatan halangan ditarik."),
        lead=f"{found.get_kind_display()}, {moment(found.starts)} – {moment(found.ends)}",
    )


def _districts(row: Unit, names: dict[str, str]) -> str:
    return ", ".join(names.get(code, code) for code in row.districts) or _("seluruh kabupaten/kota")


def _unit_table(names: dict[str, str]) -> Table:
    return Table(
        key="satuan",
        title=gettext_lazy("Satuan"),
        columns=[
            Column(key="name", label=gettext_lazy("Satuan"), sort="name"),
            Column(
                key="kind", label=gettext_lazy("Jenis"), value=lambda row: row.get_kind_display(), sort="kind",
                below=True,
            ),
            Column(
                key="districts", label=gettext_lazy("Kecamatan"), value=lambda row: _districts(row, names), below=True
            ),
            Column(key="people", label=gettext_lazy("Personel"), format="number", sort="people"),
            Column(key="ready", label=gettext_lazy("Siap"), format="number", sort="ready", phone=False),
            Column(
                key="point", label=gettext_lazy("Posisi"), phone=False,
                value=lambda row: _("tepat") if row.lat is not None else _("perkiraan"),
            ),
        ],
        order="name",
        empty=Empty(
            title=gettext_lazy("Belum ada satuan"),
            text=gettext_lazy("Satuan dibuat sendiri dari daftar personel yang diimpor."),
            icon="building",
        ),
    )  # fmt: skip


def district_names(region: Region) -> dict[str, str]:
    rows = Region.objects.filter(regency_code=region.code, level=Level.DISTRICT, valid_to=None).order_by("code")
    return {one.code: bare_name(one) for one in rows}


@guarded(Verb.GUARD_VIEW)
def units(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    here = whole_of(request.actor, slug, code)
    table = _unit_table(district_names(here.region))
    if here.may_change:
        table = replace(table, row_url=lambda row: reverse("deployment:unit", args=[row.pk]))
    rows = visible_units(request.actor, here.election, here.region).annotate(
        people=Count("officers"), ready=Count("officers", filter=Q(officers__available=True))
    )
    shown = table.show(request, rows)
    if answer := table.partial(request, shown):
        return answer
    return render(
        request,
        "deployment/units.html",
        {"here": here, "region": here.region, "election": here.election, "tab": "satuan", "table": shown},
    )


@guarded(Verb.GUARD_CHANGE)
def unit(request: ActorRequest, pk: int) -> HttpResponseBase:
    found = access_unit(request.actor, pk)
    names = district_names(found.region)
    form = UnitForm(
        request.POST or None,
        districts=list(names.items()),
        initial={"districts": found.districts, "lat": found.lat, "lon": found.lon},
    )
    back = reverse("deployment:units", args=[found.election.slug, found.region.code])
    if form.is_valid() and form.perform(
        change_unit, actor=request.actor, unit=found, now=clock.now(), **form.cleaned_data
    ):
        return done(request, back, _("Satuan disimpan. Rencana yang sudah dihitung tidak berubah."))
    return form_page(
        request, form, title=found.name, lead=str(found.get_kind_display()), back=back, context={"region": found.region}
    )
