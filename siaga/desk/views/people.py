"""Officials: the list, one of them, merging doubles, suggestions while typing."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Refused, Verb, scope_of
from siaga.desk.access import access_person, may_change_person
from siaga.desk.actions.persons import change_person, merge_persons, remove_person
from siaga.desk.forms.offices import MergeForm, PersonForm, as_suggestion
from siaga.desk.models import Person
from siaga.desk.queries.people import contacts_of, find_people, people_on, suggested_people
from siaga.desk.queries.terms import terms_of
from siaga.kit.forms import Consequence, confirm_page, done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Empty, Filter, Table


def _titles(row: Any) -> str:
    return ", ".join(f"{term.styled_title}" for term in row.current_terms)


def _agencies(row: Any) -> str:
    return ", ".join(dict.fromkeys(term.office.agency.name for term in row.current_terms))


PEOPLE = Table(
    key="orang",
    title=gettext_lazy("Daftar orang"),
    columns=[
        Column(key="name", label=gettext_lazy("Nama"), sort="search_name", sub="rank"),
        Column(key="titles", label=gettext_lazy("Jabatan hari ini"), value=_titles, sub=_agencies),
        Column(key="agencies", label=gettext_lazy("Instansi"), value=_agencies, screen=False),
    ],
    filters=[
        Filter(
            key="menjabat",
            label=gettext_lazy("Menjabat"),
            chips=True,
            choices=[("ya", gettext_lazy("Menjabat")), ("tidak", gettext_lazy("Tidak menjabat"))],
            apply=lambda rows, value: rows.filter(running__gt=0) if value == "ya" else rows.filter(running=0),
        )
    ],
    search=find_people,
    search_label=gettext_lazy("Cari nama"),
    order="name",
    row_url=lambda row: reverse("desk:person", args=[row.pk]),
    empty=Empty(
        title=gettext_lazy("Belum ada orang yang tercatat"),
        text=gettext_lazy("Orang tercatat ketika Anda mencatat siapa yang memegang suatu jabatan."),
        button=gettext_lazy("Ke daftar jabatan"),
        url=lambda request: reverse("desk:offices"),
        icon="users",
    ),
)


@guarded(Verb.OFFICE_VIEW)
def people(request: ActorRequest) -> HttpResponseBase:
    return PEOPLE.respond(request, people_on(request.actor, localdate(clock.now())), template="desk/people.html")


@guarded(Verb.OFFICE_VIEW)
def suggest(request: ActorRequest) -> JsonResponse:
    """``?cari=`` → ``[{"value", "label"}]`` for the form's suggestions."""
    words = request.GET.get("cari", "").replace("\x00", "")[:100]
    found = suggested_people(request.actor, words, localdate(clock.now()))
    return JsonResponse(
        [
            {
                "value": as_suggestion(person),
                "label": f"{person.name} · {_titles(person) or _('tidak menjabat')}",
            }
            for person in found
        ],
        safe=False,
    )


@guarded(Verb.OFFICE_VIEW)
def person(request: ActorRequest, person_id: int) -> HttpResponse:
    found = access_person(request.actor, person_id)
    day = localdate(clock.now())
    terms = terms_of(request.actor, found)
    return render(
        request,
        "desk/person.html",
        {
            "person": found,
            "terms": terms,
            "current": [term for term in terms if term.covers(day)],
            "contacts": contacts_of(request.actor, found),
            "may_change": may_change_person(request.actor, found),
            "may_merge": not scope_of(request.actor, Verb.OFFICE_CHANGE).nothing,
        },
    )


def _own(request: ActorRequest, person_id: int) -> Person:
    found = access_person(request.actor, person_id)
    if not may_change_person(request.actor, found):
        raise Refused
    return found


@guarded(Verb.OFFICE_CHANGE)
def edit_person(request: ActorRequest, person_id: int) -> HttpResponse:
    found = _own(request, person_id)
    back = reverse("desk:person", args=[found.pk])
    form = PersonForm(
        request.POST or None,
        initial={field: getattr(found, field) for field in ("name", "rank", "nip", "phone", "email")},
    )
    if form.is_valid() and form.perform(
        change_person, actor=request.actor, person=found, now=clock.now(), **form.cleaned_data
    ):
        return done(request, back, _("Perubahan disimpan."))
    return form_page(
        request,
        form,
        title=_("Ubah data %(name)s") % {"name": found.name},
        lead=_("Telepon, surel, dan NIP hanya tampil bagi yang berwenang dan tidak pernah masuk buku besar."),
        back=back,
    )


@guarded(Verb.OFFICE_CHANGE)
def merge_person(request: ActorRequest, person_id: int) -> HttpResponse:
    found = _own(request, person_id)
    back = reverse("desk:person", args=[found.pk])
    form = MergeForm(request.actor, request.POST or None)
    if form.is_valid() and form.perform(
        merge_persons, actor=request.actor, keep=found, double=form.cleaned_data["double"], now=clock.now()
    ):
        return done(request, back, _("Kedua catatan digabung."))
    return form_page(
        request,
        form,
        title=_("Gabungkan catatan ganda ke %(name)s") % {"name": found.name},
        lead=_("Bila satu orang tercatat dua kali. Catatan ganda dihapus; yang ini tinggal."),
        submit=_("Gabungkan"),
        back=back,
    )


@guarded(Verb.OFFICE_CHANGE)
def drop_person(request: ActorRequest, person_id: int) -> HttpResponse:
    found = _own(request, person_id)
    back = reverse("desk:person", args=[found.pk])
    return confirm_page(
        request,
        lambda: remove_person(actor=request.actor, person=found, now=clock.now()),
        title=_("Hapus catatan %(name)s?") % {"name": found.name},
        lead=_("Hanya orang yang belum pernah menjabat dan tidak memiliki akun yang dapat dihapus."),
        submit=_("Hapus catatan"),
        back=back,
        to=reverse("desk:people"),
        message=_("Catatan dihapus."),
        consequences=[Consequence(_("Masa tugas yang tercatat"), found.tenures.count())],
    )
