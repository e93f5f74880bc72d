"""Sending the invitations of a meeting: by mail, as a ready message, or noted as handed over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from siaga import clock
from siaga.access import Problem, Refused, Verb
from siaga.desk.clean import phone_digits
from siaga.kit.forms import done
from siaga.kit.guard import ActorRequest, guarded
from siaga.rakor import invitation_text, mailing
from siaga.rakor.access import access_meeting
from siaga.rakor.actions.meetings import mark_invited
from siaga.rakor.models import Meeting, MeetingState, Participant
from siaga.rakor.queries.attendance import seats_of
from siaga.rakor.queries.invitations import Invitee, common_to_all, invitees
from siaga.rakor.when import local_to
from siaga.reporting.reminders import messenger_link

WAYS = {"surel": gettext_lazy("surel"), "wa": gettext_lazy("WhatsApp"), "cetak": gettext_lazy("surat cetak")}
BY_HAND = ("wa", "cetak")


@dataclass(frozen=True, slots=True)
class Card:
    """One invitation on the page, with its words and its link. called_off: whether the cancellation was mailed."""

    invitee: Invitee
    text: str
    called_off: bool

    @property
    def key(self) -> str:
        return f"undangan-{self.invitee.participant.pk}"

    @property
    def link(self) -> str:
        return messenger_link(self.invitee.phone, self.text)

    @property
    def has_number(self) -> bool:
        return bool(phone_digits(self.invitee.phone))

    @property
    def way(self) -> str:
        return str(WAYS.get(self.invitee.participant.told, self.invitee.participant.told))


@guarded(Verb.RAKOR_PLAN)
@never_cache
def invitations(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Who is invited, whether and how they were told, and the ways to tell them."""
    meeting = access_meeting(request.actor, meeting_id, Verb.RAKOR_PLAN)
    with local_to(meeting):
        if request.headers.get("HX-Target") == "surel":
            people = invitees(request.actor, meeting)
            return render(request, "rakor/parts/mailing.html", _mailing(request, meeting, people))
        return _page(request, meeting)


@guarded(Verb.RAKOR_PLAN)
@require_POST
def send_mails(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Mail the invitation to one participant, or to all whom it must still reach."""
    meeting = access_meeting(request.actor, meeting_id, Verb.RAKOR_PLAN)
    now = clock.now()
    if "peserta" in request.POST:
        chosen = [_participant(request, meeting).pk]
    else:
        people = invitees(request.actor, meeting)
        chosen = [one.participant.pk for one in mailing.mailable(people, meeting)]
    try:
        mailing.ask_for_mails(request.actor, meeting, chosen, _origin(request), now)
    except Refused:
        raise
    except Problem as problem:
        with local_to(meeting):
            return _page(request, meeting, problem)
    return done(request, f"{reverse('rakor:invitations', args=[meeting.pk])}#surel", _("Surel sedang dikirim."))


@guarded(Verb.RAKOR_PLAN)
@require_POST
def mark_told(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Note that an invitation, or every one that is still to be told, was handed over as a message or on paper."""
    meeting = access_meeting(request.actor, meeting_id, Verb.RAKOR_PLAN)
    if request.POST.get("semua"):
        seats = [one.participant for one in invitees(request.actor, meeting) if not one.told]
    else:
        seats = [_participant(request, meeting)]
    way = request.POST.get("lewat", "")
    if way not in BY_HAND:
        raise Refused
    try:
        mark_invited(actor=request.actor, meeting=meeting, participants=seats, told=way, now=clock.now())
    except Refused:
        raise
    except Problem as problem:
        with local_to(meeting):
            return _page(request, meeting, problem)
    back = reverse("rakor:invitations", args=[meeting.pk])
    if len(seats) == 1:
        back = f"{back}#undangan-{seats[0].pk}"
    told = ngettext("%(n)d undangan ditandai disampaikan.", "%(n)d undangan ditandai disampaikan.", len(seats))
    return done(request, back, told % {"n": len(seats)})


def _page(request: ActorRequest, meeting: Meeting, problem: Problem | None = None) -> HttpResponse:
    people = invitees(request.actor, meeting)
    common = common_to_all(meeting, f"{_origin(request)}{reverse('rakor:meeting', args=[meeting.pk])}")
    called_off = mailing.told_of_cancellation(meeting)
    cards = [
        Card(
            one,
            invitation_text.body(meeting, one.title, common, again=one.stale),
            one.participant.pk in called_off,
        )
        for one in people
    ]
    told = sum(one.told for one in people)
    context = {
        "meeting": meeting,
        "region": meeting.forum.region,
        "tab": "ringkasan",
        "cards": cards,
        "invited": sum(one.participant.sent_at is not None for one in people),
        "called_off": sum(card.called_off for card in cards),
        "told": told,
        "untold": len(people) - told,
        "stale": sum(one.stale for one in people),
        "open": meeting.state in {MeetingState.PLANNED, MeetingState.INVITED},
        "problem": problem,
        **_mailing(request, meeting, people),
    }
    return render(request, "rakor/invitations.html", context, status=422 if problem else 200)


def _mailing(request: HttpRequest, meeting: Meeting, people: list[Invitee]) -> dict[str, Any]:
    now = clock.now()
    standing = mailing.standing_of(meeting)
    names = {one.participant.pk: one.title for one in people}
    failed = (
        [(names[pk], mailing.reason_words(why)) for pk, why in standing.failed.items() if pk in names]
        if standing and not standing.running
        else []
    )
    waiting = mailing.mailable(people, meeting)
    return {
        "meeting": meeting,
        "can_mail": mailing.can_mail(),
        "mailable": len(waiting),
        "mail_button": ngettext("Kirim surel ke %(n)d undangan", "Kirim surel ke %(n)d undangan", len(waiting))
        % {"n": len(waiting)},
        "standing": standing,
        "sending": standing is not None and standing.is_running(now),
        "lost": standing is not None and standing.is_lost(now),
        "failed": failed,
    }


def _participant(request: HttpRequest, meeting: Meeting) -> Participant:
    number = request.POST.get("peserta", "")
    known = number.isascii() and number.isdecimal() and len(number) < 16
    found = seats_of(meeting).filter(pk=number).first() if known else None
    if found is None:
        raise Refused
    return found


def _origin(request: HttpRequest) -> str:
    return settings.BASE_URL or request.build_absolute_uri("/").rstrip("/")
