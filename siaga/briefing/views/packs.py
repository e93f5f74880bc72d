"""The briefing pack of a meeting: as a file, and as screens for the wall."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from siaga import clock
from siaga.access import Verb
from siaga.briefing.pack.pdf import briefing_pdf
from siaga.briefing.pack.reading import read_pack
from siaga.briefing.pack.screens import screens_of
from siaga.briefing.views.documents import file_answer
from siaga.kit.guard import ActorRequest, guarded
from siaga.rakor.access import access_meeting


@guarded(Verb.RAKOR_VIEW, Verb.RAKOR_ATTEND)
@require_safe
def pack_file(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """The pack as PDF; for those who may see the picture of the region."""
    meeting = access_meeting(request.actor, meeting_id)
    forum = meeting.forum
    content = briefing_pdf(request.actor, forum.election, forum.region, meeting, clock.now())
    return file_answer(content, f"bahan-rapat-{meeting.pk}.pdf", "application/pdf")


@guarded(Verb.RAKOR_VIEW, Verb.RAKOR_ATTEND)
@require_safe
def presentation(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """The same on the wall: arrow keys go on and back, each screen holds one thought."""
    meeting = access_meeting(request.actor, meeting_id)
    forum = meeting.forum
    pack = read_pack(request.actor, forum.election, forum.region, meeting, clock.now())
    context = {"meeting": meeting, "region": forum.region, "pack": pack, "screens": screens_of(pack)}
    return render(request, "briefing/presentation.html", context)
