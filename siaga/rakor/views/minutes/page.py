"""The page itself, what it asks while it is open, and how notes come in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from siaga import clock
from siaga.access import Problem, Refused, Verb
from siaga.kit.forms import done
from siaga.kit.guard import ActorRequest, guarded
from siaga.rakor.access import access_meeting
from siaga.rakor.actions.agenda import mark_discussed
from siaga.rakor.actions.minutes import settle_conflict, write_notes
from siaga.rakor.forms.minutes import SettleForm, WriteForm
from siaga.rakor.models import AgendaItem, Meeting, MeetingState
from siaga.rakor.queries.agenda import access_item
from siaga.rakor.queries.minutes import access_conflict, state_of
from siaga.rakor.typing import keep_typing
from siaga.rakor.views.minutes.screen import following, item_url, parts, screen


def wants_json(request: HttpRequest) -> bool:
    """The island asks for values; a form without script for a page."""
    return request.headers.get("Accept", "") == "application/json"


def whole(text: str | None) -> int | None:
    """A number in an address, or None."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else None


def refusal(problem: Problem) -> JsonResponse:
    """A problem as the island reads it."""
    errors = {problem.field or "": [str(problem)]}
    return JsonResponse({"code": problem.code, "errors": errors}, status=problem.status)


@guarded(Verb.RAKOR_VIEW, Verb.RAKOR_ATTEND)
@require_safe
def minutes(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """``?pokok=`` chooses the item, ``?perintah=`` opens a command (``&butir=`` chooses its action point)."""
    meeting = access_meeting(request.actor, meeting_id)
    return screen(request, meeting, item_id=whole(request.GET.get("pokok")))


@guarded(Verb.MINUTES_WRITE)
@require_safe
def state(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """What changed meanwhile; asked every few seconds."""
    meeting = access_meeting(request.actor, meeting_id, Verb.MINUTES_WRITE)
    return JsonResponse(state_of(meeting, clock.now(), request.actor.account_id))


@guarded(Verb.MINUTES_WRITE)
@require_safe
def item(request: ActorRequest, meeting_id: int, item_id: int) -> HttpResponse:
    """One item as it stands now: its notes and its parts."""
    meeting = access_meeting(request.actor, meeting_id, Verb.MINUTES_WRITE)
    found = access_item(request.actor, meeting, item_id, Verb.MINUTES_WRITE)
    return JsonResponse(told(request, meeting, found))


def told(request: ActorRequest, meeting: Meeting, item: AgendaItem | None, **more: Any) -> dict[str, Any]:
    """The parts of the page around an item, with its notes and their version."""
    answer = parts(request, meeting, item) | more
    if item is not None:
        answer |= {"pokok": item.pk, "notes": item.notes, "version": item.version, "by": item.noted_by}
    return answer


def _typed(request: ActorRequest, meeting_id: int) -> tuple[Meeting, AgendaItem, WriteForm]:
    """Where to, and what: a form that cannot be read names nothing that is there."""
    meeting = access_meeting(request.actor, meeting_id, Verb.MINUTES_WRITE)
    form = WriteForm(request.POST)
    if not form.is_valid():
        raise Refused
    return meeting, access_item(request.actor, meeting, form.cleaned_data["pokok"], Verb.MINUTES_WRITE), form


@guarded(Verb.MINUTES_WRITE)
@require_POST
def typing(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Keep what is being typed; nothing of it is in the minutes yet."""
    _meeting, item, form = _typed(request, meeting_id)
    values = form.cleaned_data
    try:
        keep_typing(actor=request.actor, item=item, text=values["text"], base=values["base"], now=clock.now())
    except Refused:
        raise
    except Problem as problem:
        return refusal(problem)
    return JsonResponse({"version": item.version})


@guarded(Verb.MINUTES_WRITE)
@require_POST
def write(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Write the notes of an item; ``discussed`` marks it as dealt with, ``onward`` goes to the next."""
    meeting, item, form = _typed(request, meeting_id)
    values, now = form.cleaned_data, clock.now()
    try:
        keep_typing(actor=request.actor, item=item, text=values["text"], base=values["base"], now=now)
        written = write_notes(actor=request.actor, item=item, text=values["text"], base=values["base"], now=now)
        if values["discussed"]:
            mark_discussed(actor=request.actor, item=item, now=now)
    except Refused:
        raise
    except Problem as problem:
        if not wants_json(request):
            raise
        return refusal(problem)
    if wants_json(request):
        return JsonResponse(told(request, meeting, written.item, outcome=written.outcome))
    goes_on = values["onward"] and written.outcome != "conflict"
    return done(
        request,
        item_url(meeting, following(meeting, item) if goes_on else item.pk),
        {
            "written": _("Pembahasan tersimpan."),
            "merged": _("Pembahasan tersimpan, digabung dengan tulisan yang lebih baru."),
            "conflict": _("Ada tulisan yang lebih baru. Kedua naskah disimpan; pilih mana yang dipakai."),
            "unchanged": "",
        }[written.outcome],
    )


@guarded(Verb.MINUTES_WRITE)
@require_POST
def settle(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Say which of two texts stands."""
    meeting = access_meeting(request.actor, meeting_id, Verb.MINUTES_WRITE)
    form = SettleForm(request.POST)
    if not form.is_valid():
        raise Refused
    values = form.cleaned_data
    conflict = access_conflict(request.actor, meeting, values["conflict"])
    try:
        item = settle_conflict(
            actor=request.actor, conflict=conflict, text=values["text"], base=values["base"], now=clock.now()
        )
    except Refused:
        raise
    except Problem as problem:
        if not wants_json(request):
            raise
        return refusal(problem)
    if wants_json(request):
        return JsonResponse(told(request, meeting, item))
    return done(request, item_url(meeting, item.pk), _("Naskah ditetapkan."))


@guarded(Verb.MINUTES_WRITE)
@require_POST
def open_minutes(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Open the meeting from this screen; an agenda that nobody has drawn up yet is drawn up."""
    from siaga.rakor.actions.agenda import draw_up_agenda
    from siaga.rakor.actions.meetings import open_meeting

    meeting = access_meeting(request.actor, meeting_id, Verb.MINUTES_WRITE)
    now = clock.now()
    if meeting.facts_at is None:
        draw_up_agenda(actor=request.actor, meeting=meeting, now=now)
    if meeting.state in {MeetingState.PLANNED, MeetingState.INVITED}:
        open_meeting(actor=request.actor, meeting=meeting, now=now)
    return done(request, item_url(meeting, None), _("Rapat dibuka; notula dapat ditulis."))
