"""The briefing pack of a meeting: as a file, and as screens for the wall."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from siaga import clock
from siaga.access import Refused, Verb
from siaga.briefing.pack.paper import briefing_docx
from siaga.briefing.pack.pdf import briefing_pdf
from siaga.briefing.pack.reading import read_pack
from siaga.briefing.pack.screens import screens_of
from siaga.briefing.views.documents import DOCX, file_answer
from siaga.kit.guard import ActorRequest, guarded
from siaga.rakor.access import access_meeting

_MAKERS = {"pdf": ("application/pdf", briefing_pdf), "docx": (DOCX, briefing_docx)}


@guarded(Verb.RAKOR_VIEW, Verb.RAKOR_ATTEND)
@require_safe
def pack_file(request: ActorRequest, meeting_id: int, form: str) -> HttpResponse:
    """The pack as PDF or DOCX; for those who may see the picture of the region."""
    meeting = access_meeting(request.actor, meeting_id)
    if form not in _MAKERS:
        raise Refused
    content_type, make = _MAKERS[form]
    forum = meeting.forum
    content = make(request.actor, forum.election, forum.region, meeting, clock.now())
    return file_answer(content, f"bahan-rapat-{meeting.pk}.{form}", content_type)


@guarded(Verb.RAKOR_VIEW, Verb.RAKOR_ATTEND)
@require_safe
def presentation(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """The same on the wall: arrow keys go on and back, each screen holds one thought."""
    meeting = access_meeting(request.actor, meeting_id)
    forum = meeting.forum
    pack = read_pack(request.actor, forum.election, forum.region, meeting, clock.now())
    context = {"meeting": meeting, "region": forum.region, "pack": pack, "screens": screens_of(pack)}
    return render(request, "briefing/presentation.html", context)
