"""The agenda of a meeting: what the facts put on it, what people put on it, and its order."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from siaga import clock
from siaga.access import Actor, Refused, Verb, may
from siaga.kit.forms import Consequence, confirm_page, done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.rakor.access import access_meeting
from siaga.rakor.actions.agenda import (
    add_item,
    change_item,
    draw_up_agenda,
    move_item,
    remove_item,
    restore_item,
    submit_item,
)
from siaga.rakor.agenda_words import FactLine, fact_lines, fact_url
from siaga.rakor.forms.agenda import ItemForm, SubmitForm
from siaga.rakor.models import AgendaItem, Meeting, MeetingState
from siaga.rakor.queries.agenda import access_item, agencies_that_may_submit, agenda_of, taken_off, veiled
from siaga.rakor.queries.carried import unanswered


@dataclass(frozen=True, slots=True)
class Shown:
    """An item as the page shows it. number: counted from 1 without gaps."""

    item: AgendaItem
    number: int
    lines: list[FactLine]
    url: str
    first: bool
    last: bool
    silent: bool


def shown_items(actor: Actor, meeting: Meeting) -> list[Shown]:
    """The agenda with its facts in words, and which promises nobody has answered for yet."""
    items = veiled(actor, meeting, agenda_of(meeting))
    silent = set(unanswered(meeting).values_list("pk", flat=True)[:500])
    return [
        Shown(
            item=item,
            number=number,
            lines=fact_lines(item),
            url=fact_url(item),
            first=number == 1,
            last=number == len(items),
            silent=item.point_id in silent,
        )
        for number, item in enumerate(items, start=1)
    ]


def _back(meeting: Meeting) -> str:
    return reverse("rakor:agenda", args=[meeting.pk])


@guarded(Verb.RAKOR_VIEW, Verb.RAKOR_ATTEND)
@require_safe
def agenda(request: ActorRequest, meeting_id: int) -> HttpResponse:
    meeting = access_meeting(request.actor, meeting_id)
    writes = may(request.actor, Verb.MINUTES_WRITE, meeting.place)
    items = shown_items(request.actor, meeting)
    before = meeting.state in {MeetingState.PLANNED, MeetingState.INVITED}
    return render(
        request,
        "rakor/agenda.html",
        {
            "meeting": meeting,
            "region": meeting.forum.region,
            "tab": "agenda",
            "items": items,
            "removed": taken_off(meeting) if writes else [],
            "silent_count": sum(one.silent for one in items),
            "may_write": writes and (before or meeting.state == MeetingState.HELD),
            "may_redraw": writes and (before or meeting.state == MeetingState.HELD),
            "may_submit": before and bool(agencies_that_may_submit(request.actor, meeting)),
        },
    )


@guarded(Verb.MINUTES_WRITE)
@require_POST
def draw_up(request: ActorRequest, meeting_id: int) -> HttpResponse:
    meeting = access_meeting(request.actor, meeting_id, Verb.MINUTES_WRITE)
    items = draw_up_agenda(actor=request.actor, meeting=meeting, now=clock.now())
    message = ngettext("Agenda disusun: %(n)d pokok.", "Agenda disusun: %(n)d pokok.", len(items)) % {"n": len(items)}
    return done(request, _back(meeting), message)


@guarded(Verb.MINUTES_WRITE)
def add(request: ActorRequest, meeting_id: int) -> HttpResponse:
    meeting = access_meeting(request.actor, meeting_id, Verb.MINUTES_WRITE)
    form = ItemForm(request.POST or None)
    if form.is_valid() and form.perform(
        add_item, actor=request.actor, meeting=meeting, now=clock.now(), **form.cleaned_data
    ):
        return done(request, _back(meeting), _("Pokok bahasan ditambahkan."))
    return form_page(
        request,
        form,
        title=_("Tambah pokok bahasan"),
        lead=str(meeting),
        submit=_("Tambahkan"),
        back=_back(meeting),
        context={"region": meeting.forum.region},
    )


@guarded(Verb.RAKOR_ATTEND)
def submit(request: ActorRequest, meeting_id: int) -> HttpResponse:
    meeting = access_meeting(request.actor, meeting_id)
    agencies = agencies_that_may_submit(request.actor, meeting)
    if not agencies:
        raise Refused
    form = SubmitForm(agencies, request.POST or None, initial={"agency": agencies[0].code})
    if form.is_valid() and form.perform(
        submit_item, actor=request.actor, meeting=meeting, now=clock.now(), **form.cleaned_data
    ):
        return done(request, _back(meeting), _("Usulan masuk ke agenda."))
    return form_page(
        request,
        form,
        title=_("Usulkan pokok bahasan"),
        lead=_("Usulan terlihat oleh semua peserta rapat sampai rapat dibuka."),
        submit=_("Usulkan"),
        back=_back(meeting),
        context={"region": meeting.forum.region},
    )


@guarded(Verb.MINUTES_WRITE)
def change(request: ActorRequest, meeting_id: int, item_id: int) -> HttpResponse:
    meeting = access_meeting(request.actor, meeting_id, Verb.MINUTES_WRITE)
    item = access_item(request.actor, meeting, item_id, Verb.MINUTES_WRITE)
    form = ItemForm(request.POST or None, initial={"title": item.title, "detail": item.detail})
    if form.is_valid() and form.perform(
        change_item, actor=request.actor, item=item, now=clock.now(), **form.cleaned_data
    ):
        return done(request, _back(meeting), _("Pokok bahasan diubah."))
    return form_page(
        request, form, title=_("Ubah pokok bahasan"), back=_back(meeting), context={"region": meeting.forum.region}
    )


@guarded(Verb.MINUTES_WRITE)
@require_POST
def move(request: ActorRequest, meeting_id: int, item_id: int) -> HttpResponse:
    """``arah``: naik or turun, past the next item that is shown."""
    meeting = access_meeting(request.actor, meeting_id, Verb.MINUTES_WRITE)
    item = access_item(request.actor, meeting, item_id, Verb.MINUTES_WRITE)
    shown = agenda_of(meeting)
    here = next((place for place, one in enumerate(shown) if one.pk == item.pk), None)
    step = -1 if request.POST.get("arah") == "naik" else 1
    if here is not None and 0 <= here + step < len(shown):
        move_item(actor=request.actor, item=item, to=shown[here + step].position, now=clock.now())
    return HttpResponseRedirect(f"{_back(meeting)}#pokok-{item.pk}")


@guarded(Verb.MINUTES_WRITE)
def remove(request: ActorRequest, meeting_id: int, item_id: int) -> HttpResponse:
    meeting = access_meeting(request.actor, meeting_id, Verb.MINUTES_WRITE)
    item = access_item(request.actor, meeting, item_id, Verb.MINUTES_WRITE)
    return confirm_page(
        request,
        lambda: remove_item(actor=request.actor, item=item, now=clock.now()),
        title=_("Keluarkan dari agenda?"),
        lead=_("“%(title)s” tidak ditulis lagi saat agenda disusun ulang; dapat dikembalikan kapan saja.")
        % {"title": item.title},
        submit=_("Keluarkan"),
        back=_back(meeting),
        message=_("Pokok bahasan dikeluarkan."),
        consequences=[Consequence(_("Pokok yang keluar dari agenda"), 1)],
        danger=False,
    )


@guarded(Verb.MINUTES_WRITE)
@require_POST
def restore(request: ActorRequest, meeting_id: int, item_id: int) -> HttpResponse:
    meeting = access_meeting(request.actor, meeting_id, Verb.MINUTES_WRITE)
    item = access_item(request.actor, meeting, item_id, Verb.MINUTES_WRITE)
    restore_item(actor=request.actor, item=item, now=clock.now())
    return done(request, _back(meeting), _("Pokok bahasan dikembalikan."))
