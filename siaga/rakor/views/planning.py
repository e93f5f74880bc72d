"""A meeting is planned, changed, opened, called off; its participants come and go."""

from __future__ import annotations

import uuid
from datetime import time, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from siaga import clock
from siaga.access import Refused, Verb
from siaga.kit.forms import Consequence, ReasonForm, confirm_page, done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.words import day as spoken_day
from siaga.rakor.access import access_forum, access_meeting
from siaga.rakor.actions.meetings import (
    add_participants,
    cancel_meeting,
    change_meeting,
    open_meeting,
    plan_meeting,
    remove_participant,
)
from siaga.rakor.forms.meetings import MeetingForm, ParticipantsForm, initial_of
from siaga.rakor.models import Forum, Meeting, MeetingState
from siaga.rakor.queries.forums import due_again, forums_to_plan, offices_near
from siaga.rakor.queries.meetings import local_day, participants_of


def _url(meeting: Meeting) -> str:
    return reverse("rakor:meeting", args=[meeting.pk])


@guarded(Verb.RAKOR_PLAN)
def choose_forum(request: ActorRequest) -> HttpResponse:
    """Of which forum the new meeting is; straight on where there is just one."""
    rows = forums_to_plan(request.actor).order_by("region__code", "kind", "name")
    if rows.count() == 1:
        return redirect("rakor:plan_meeting", rows[0].pk)
    return render(request, "rakor/choose_forum.html", {"forums": list(rows[:200])})


@guarded(Verb.RAKOR_PLAN)
def plan(request: ActorRequest, forum_id: int) -> HttpResponse:
    forum = access_forum(request.actor, forum_id, Verb.RAKOR_PLAN)
    form = MeetingForm(request.actor, forum, request.POST or None, initial=_initial(forum))
    if form.is_valid() and (known := forum.meetings.filter(uid=form.cleaned_data["uid"]).first()):
        return done(request, _url(known), _("Rapat ini sudah direncanakan; tidak dibuat dua kali."))
    if form.is_valid() and form.perform(
        plan_meeting, actor=request.actor, forum=forum, now=clock.now(), **form.cleaned_data
    ):
        return done(request, _url(form.result), _("Rapat direncanakan. Periksa pesertanya, lalu undang."))
    return form_page(
        request,
        form,
        title=_("Rencanakan rapat"),
        lead=_("%(forum)s. Anggota forum menjadi peserta; setelah ini peserta dapat ditambah atau dilepas.")
        % {"forum": forum.name},
        submit=_("Rencanakan"),
        back=reverse("rakor:forum", args=[forum.pk]),
        context={"region": forum.region},
    )


def _initial(forum: Forum) -> dict[str, Any]:
    """The usual place and people, and the day on which the forum's own rhythm comes round."""
    now = clock.now()
    last = forum.meetings.order_by("-starts_at").first()
    day = due_again(forum, now)
    known = initial_of_last(last) if last else {"starts": time(9), "ends": time(11)}
    return {
        "uid": uuid.uuid4(),
        "purpose": "koordinasi",
        "day": max(day, localdate(now) + timedelta(days=1)) if day else None,
        "venue": forum.venue,
        "chair": forum.chair_id,
        "secretary": forum.secretary_id,
        **known,
    }


def initial_of_last(meeting: Meeting) -> dict[str, Any]:
    """The hours of the meeting before: a forum keeps its habits."""
    known = initial_of(meeting)
    return {"starts": known["starts"], "ends": known["ends"]}


@guarded(Verb.RAKOR_PLAN)
def change(request: ActorRequest, meeting_id: int) -> HttpResponse:
    found = _changeable(request, meeting_id)
    form = MeetingForm(request.actor, found.forum, request.POST or None, meeting=found, initial=initial_of(found))
    if form.is_valid() and form.perform(
        change_meeting, actor=request.actor, meeting=found, now=clock.now(), **form.cleaned_data
    ):
        told = form.result.sequence > found.sequence
        message = _("Perubahan disimpan. Beri tahu peserta: undangannya berubah.") if told else _("Perubahan disimpan.")
        return done(request, _url(found), message)
    lead = ""
    if found.state != MeetingState.PLANNED:
        lead = _("Peserta sudah diundang. Perubahan acara, waktu, atau tempat menjadi revisi undangan.")
    return form_page(
        request, form, title=_("Ubah rapat"), lead=lead, back=_url(found), context={"region": found.forum.region}
    )


def _changeable(request: ActorRequest, meeting_id: int) -> Meeting:
    return access_meeting(request.actor, meeting_id, Verb.RAKOR_PLAN)


@guarded(Verb.MINUTES_WRITE)
def begin(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Open the meeting; asked once, because it cannot be taken back."""
    found = access_meeting(request.actor, meeting_id, Verb.MINUTES_WRITE)
    today, day = localdate(clock.now()), local_day(found)
    lead = _("Setelah dibuka, rapat tidak dapat dibatalkan dan notulanya mulai ditulis.")
    if day != today:
        lead = _("Rapat ini dijadwalkan %(day)s, bukan hari ini. %(lead)s") % {"day": spoken_day(day), "lead": lead}
    return confirm_page(
        request,
        lambda: open_meeting(actor=request.actor, meeting=found, now=clock.now()),
        title=_("Buka rapat?"),
        submit=_("Buka rapat"),
        lead=lead,
        back=_url(found),
        to=_minutes_of(found),
        message=_("Rapat dibuka."),
        consequences=[Consequence(_("Peserta yang diundang"), found.participants.count())],
        danger=day != today,
    )


def _minutes_of(meeting: Meeting) -> str:
    try:
        return reverse("rakor:minutes", args=[meeting.pk])
    except NoReverseMatch:
        return _url(meeting)


@guarded(Verb.RAKOR_PLAN)
def cancel(request: ActorRequest, meeting_id: int) -> HttpResponse:
    found = _changeable(request, meeting_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    told = found.participants.filter(sent_at__isnull=False).count()
    return confirm_page(
        request,
        lambda: cancel_meeting(actor=request.actor, meeting=found, now=clock.now(), **form.cleaned_data),
        title=_("Batalkan rapat?"),
        lead=_("%(title)s, %(day)s. Rapat yang dibatalkan tidak dapat dihidupkan kembali; rencanakan yang baru.")
        % {"title": found.title, "day": spoken_day(local_day(found))},
        submit=_("Batalkan rapat"),
        back=_url(found),
        message=_("Rapat dibatalkan. Kalender peserta ikut berubah."),
        consequences=[
            Consequence(_("Peserta"), found.participants.count()),
            Consequence(_("Sudah menerima undangan"), told),
        ],
        form=form,
    )


@guarded(Verb.RAKOR_PLAN)
def participants(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Who is invited; more of them, or fewer."""
    found = _changeable(request, meeting_id)
    invited = participants_of(found)
    known = {one.participant.office_id for one in invited}
    members = list(
        found.forum.members.filter(office__agency__closed_on__isnull=True)
        .exclude(office__in=[pk for pk in known if pk])
        .select_related("office__agency__region")[:300]
    )
    near = {member.office_id: member.office for member in members}
    for office in offices_near(request.actor, found.forum.region, above=False):
        near.setdefault(office.pk, office)
    form = ParticipantsForm(
        request.actor, [office for pk, office in near.items() if pk not in known], request.POST or None
    )
    if form.is_valid() and form.perform(
        add_participants, actor=request.actor, meeting=found, now=clock.now(), **form.cleaned_data
    ):
        return done(
            request,
            reverse("rakor:participants", args=[found.pk]),
            _("Peserta ditambahkan: %(n)d.") % {"n": len(form.result)},
        )
    return form_page(
        request,
        form,
        title=_("Peserta rapat"),
        submit=_("Tambah peserta"),
        template="rakor/participants.html",
        context={
            "meeting": found,
            "region": found.forum.region,
            "tab": "ringkasan",
            "invited": invited,
            "may_change": not found.locked,
            "unseated": len(members),
        },
    )


@guarded(Verb.RAKOR_PLAN)
def remove(request: ActorRequest, meeting_id: int, participant_id: int) -> HttpResponse:
    found = _changeable(request, meeting_id)
    participant = (
        found.participants.select_related("office__agency", "meeting__forum__region").filter(pk=participant_id).first()
    )
    if participant is None:
        raise Refused
    back = reverse("rakor:participants", args=[found.pk])
    return confirm_page(
        request,
        lambda: remove_participant(actor=request.actor, participant=participant, now=clock.now()),
        title=_("Lepas %(who)s dari daftar peserta?") % {"who": participant},
        lead=_("Yang bersangkutan sudah menerima undangan; beri tahu bahwa undangannya dicabut.")
        if participant.sent_at
        else "",
        submit=_("Lepas"),
        back=back,
        message=_("Peserta dilepas."),
        consequences=[Consequence(_("Undangan yang dicabut"), 1)],
    )
