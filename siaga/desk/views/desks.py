"""The desk: its decree, its sections with their functions, and who sits in them today."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from siaga import clock
from siaga.access import Verb, may, scope_of
from siaga.desk.access import access_desk, access_member, access_section
from siaga.desk.actions.desks import (
    add_section,
    change_desk,
    change_section,
    close_desk,
    create_desk,
    remove_section,
    seat_office,
    unseat_office,
)
from siaga.desk.forms.agencies import ReasonForm
from siaga.desk.forms.desks import DeskForm, NewDeskForm, SeatForm, SectionForm
from siaga.desk.models import Desk, DeskFunction
from siaga.desk.patterns import patterns
from siaga.desk.queries.desks import desk_on, desks_with_elections, offices_to_seat
from siaga.kit.forms import Consequence, confirm_page, done, form_page
from siaga.kit.guard import ActorRequest, guarded


def _url(desk: Desk) -> str:
    return reverse("desk:desk", args=[desk.pk])


@guarded(Verb.DESK_VIEW)
def desks(request: ActorRequest) -> HttpResponse:
    """The one desk itself where there is just one; else the list, or how to begin."""
    found = list(desks_with_elections(request.actor)[:200])
    if len(found) == 1 and "semua" not in request.GET:
        return redirect(_url(found[0]))
    return render(
        request,
        "desk/desks.html",
        {
            "desks": found,
            "functions": DeskFunction.labels,
            "may_form": not scope_of(request.actor, Verb.DESK_CHANGE).nothing,
        },
    )


@guarded(Verb.DESK_VIEW)
def desk(request: ActorRequest, desk_id: int) -> HttpResponse:
    found = access_desk(request.actor, desk_id)
    return render(
        request,
        "desk/desk.html",
        {
            "desk": found,
            "region": found.region,
            "may_see_ledger": may(request.actor, Verb.LEDGER_VIEW, found.place),
            "view": desk_on(found, localdate(clock.now())),
            "elections": list(found.elections.order_by("-voting_day")[:20]),
            "may_change": may(request.actor, Verb.DESK_CHANGE, found.place) and found.closed_on is None,
            "may_form": may(request.actor, Verb.DESK_CHANGE, found.place),
        },
    )


@guarded(Verb.DESK_CHANGE)
def form_desk(request: ActorRequest) -> HttpResponse:
    own = sorted(scope_of(request.actor, Verb.DESK_CHANGE).below - {""})
    form = NewDeskForm(
        request.actor,
        request.POST or None,
        initial={"region": own[0] if len(own) == 1 else "", "pattern": "empat-fungsi"},
    )
    if form.is_valid():
        values = dict(form.cleaned_data)
        pattern = patterns().get(values.pop("pattern"))
        if form.perform(create_desk, actor=request.actor, pattern=pattern, now=clock.now(), **values):
            return done(request, _url(form.result), _("Desk dibentuk. Isi bidang-bidangnya dengan jabatan."))
    return form_page(
        request,
        form,
        title=_("Bentuk Desk"),
        lead=_("Desk dibentuk dengan Keputusan Gubernur, Bupati, atau Wali Kota."),
        submit=_("Bentuk Desk"),
        back=reverse("desk:desks"),
    )


@guarded(Verb.DESK_CHANGE)
def edit_desk(request: ActorRequest, desk_id: int) -> HttpResponse:
    found = access_desk(request.actor, desk_id, Verb.DESK_CHANGE)
    form = DeskForm(
        request.actor,
        found,
        request.POST or None,
        initial={
            "name": found.name,
            "decree_number": found.decree_number,
            "decree_date": found.decree_date,
            "decree_title": found.decree_title,
            "lead_agency": found.lead_agency_id,
            "chair": found.chair_id,
            "elections": [election.pk for election in found.elections.all()],
        },
    )
    if form.is_valid() and form.perform(
        change_desk, actor=request.actor, desk=found, now=clock.now(), **form.cleaned_data
    ):
        return done(request, _url(found), _("Perubahan disimpan."))
    return form_page(request, form, title=_("Ubah Desk"), back=_url(found), context={"region": found.region})


@guarded(Verb.DESK_CHANGE)
def dissolve_desk(request: ActorRequest, desk_id: int) -> HttpResponse:
    found = access_desk(request.actor, desk_id, Verb.DESK_CHANGE)
    form = ReasonForm(request.POST if request.method == "POST" else None, initial={"on": localdate(clock.now())})
    view = desk_on(found, localdate(clock.now()))
    return confirm_page(
        request,
        lambda: close_desk(actor=request.actor, desk=found, now=clock.now(), **form.cleaned_data),
        title=_("Bubarkan %(name)s?") % {"name": found.name},
        lead=_("Desk yang dibubarkan tidak dapat diubah lagi. Semuanya tetap dapat dibaca."),
        submit=_("Bubarkan"),
        back=_url(found),
        message=_("Desk dibubarkan."),
        consequences=[
            Consequence(_("Bidang"), len(view.sections)),
            Consequence(_("Kursi"), view.seat_count),
        ],
        form=form,
    )


@guarded(Verb.DESK_CHANGE)
def new_section(request: ActorRequest, desk_id: int) -> HttpResponse:
    found = access_desk(request.actor, desk_id, Verb.DESK_CHANGE)
    form = SectionForm(request.POST or None)
    if form.is_valid() and form.perform(
        add_section, actor=request.actor, desk=found, now=clock.now(), **form.cleaned_data
    ):
        return done(request, _url(found), _("Bidang ditambahkan."))
    return form_page(
        request,
        form,
        title=_("Tambah bidang"),
        submit=_("Tambah bidang"),
        back=_url(found),
        context={"region": found.region},
    )


@guarded(Verb.DESK_CHANGE)
def edit_section(request: ActorRequest, section_id: int) -> HttpResponse:
    found = access_section(request.actor, section_id, Verb.DESK_CHANGE)
    form = SectionForm(
        request.POST or None,
        initial={"name": found.name, "functions": found.functions, "position": found.position},
    )
    if form.is_valid() and form.perform(
        change_section, actor=request.actor, section=found, now=clock.now(), **form.cleaned_data
    ):
        return done(request, _url(found.desk), _("Perubahan disimpan."))
    return form_page(
        request, form, title=_("Ubah bidang"), back=_url(found.desk), context={"region": found.desk.region}
    )


@guarded(Verb.DESK_CHANGE)
def drop_section(request: ActorRequest, section_id: int) -> HttpResponse:
    found = access_section(request.actor, section_id, Verb.DESK_CHANGE)
    return confirm_page(
        request,
        lambda: remove_section(actor=request.actor, section=found, now=clock.now()),
        title=_("Hapus %(name)s?") % {"name": found.name},
        submit=_("Hapus bidang"),
        back=_url(found.desk),
        message=_("Bidang dihapus."),
        consequences=[Consequence(_("Kursi yang ikut dihapus"), found.members.count())],
    )


@guarded(Verb.DESK_CHANGE)
def give_seat(request: ActorRequest, section_id: int) -> HttpResponse:
    found = access_section(request.actor, section_id, Verb.DESK_CHANGE)
    offices = offices_to_seat(request.actor, found.desk, found)[:2000]
    form = SeatForm(offices, request.POST or None)
    if form.is_valid() and form.perform(
        seat_office, actor=request.actor, section=found, now=clock.now(), **form.cleaned_data
    ):
        return done(request, _url(found.desk), _("Anggota ditambahkan."))
    return form_page(
        request,
        form,
        title=_("Tambah anggota %(name)s") % {"name": found.name},
        submit=_("Tambah anggota"),
        back=_url(found.desk),
        context={"region": found.desk.region},
    )


@guarded(Verb.DESK_CHANGE)
def lead_section(request: ActorRequest, member_id: int) -> HttpResponse:
    """Make a member the head of its section; the former head stays a member."""
    found = access_member(request.actor, member_id, Verb.DESK_CHANGE)
    desk = found.section.desk
    return confirm_page(
        request,
        lambda: seat_office(
            actor=request.actor, section=found.section, office=found.office, head=True, now=clock.now()
        ),
        title=_("Jadikan %(office)s ketua %(section)s?")
        % {"office": found.office.title, "section": found.section.name},
        lead=_("Ketua sebelumnya, bila ada, tetap menjadi anggota."),
        submit=_("Jadikan ketua bidang"),
        back=_url(desk),
        message=_("Ketua bidang diganti."),
        danger=False,
    )


@guarded(Verb.DESK_CHANGE)
def take_seat(request: ActorRequest, member_id: int) -> HttpResponse:
    found = access_member(request.actor, member_id, Verb.DESK_CHANGE)
    desk = found.section.desk
    return confirm_page(
        request,
        lambda: unseat_office(actor=request.actor, member=found, now=clock.now()),
        title=_("Keluarkan %(office)s dari %(section)s?")
        % {"office": found.office.title, "section": found.section.name},
        submit=_("Keluarkan"),
        back=_url(desk),
        message=_("Anggota dikeluarkan."),
        consequences=[Consequence(_("Anggota yang tersisa di bidang ini"), found.section.members.count() - 1)],
    )
