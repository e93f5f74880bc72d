"""Documents: the papers of meetings, page by page and file by file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from siaga import clock
from siaga.access import Actor, Place, Refused, Verb, may
from siaga.briefing.access import letterhead_of
from siaga.briefing.actions.invitations import number_invitation
from siaga.briefing.actions.letterheads import written_number
from siaga.briefing.forms.letters import NumberForm
from siaga.briefing.guard import check_text
from siaga.briefing.letters.attendance_sheet import attendance_sheet
from siaga.briefing.letters.heads import signing_offices
from siaga.briefing.letters.invitation import invitation
from siaga.briefing.letters.minutes_paper import minutes_paper
from siaga.briefing.letters.words import full_title, local
from siaga.briefing.models import Letterhead
from siaga.briefing.queries.meetings import (
    drawn_points,
    lacks_of,
    letterheads_in_reach,
    meetings_with_papers,
    region_for_letterhead,
    words_of,
)
from siaga.kit.forms import done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.paper.content import Paper
from siaga.paper.docx_form import as_docx
from siaga.paper.pdf_form import as_pdf
from siaga.rakor.access import access_meeting, reads_minutes
from siaga.rakor.models import Meeting, MeetingState
from siaga.readiness.access import sees_picture

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FORMS: dict[str, tuple[str, Callable[[Paper, datetime], bytes]]] = {
    "pdf": ("application/pdf", as_pdf),
    "docx": (DOCX, as_docx),
}

MOST_FINDINGS = 8
"""Contradictions that the page names before a download."""

MEETINGS = Table(
    key="dokumen-rapat",
    title=gettext_lazy("Dokumen rapat"),
    columns=[
        Column(
            key="title",
            label=gettext_lazy("Rapat"),
            sort="title",
            sub=lambda row: f"{row.forum.name} ke-{row.number}",
        ),
        Column(key="starts_at", label=gettext_lazy("Tanggal"), format="day", sort="starts_at"),
        Column(key="letter_number", label=gettext_lazy("Nomor undangan"), sort="letter_number", phone=False),
        Column(key="guests", label=gettext_lazy("Diundang"), format="number", sort="guests", phone=False),
        Column(
            key="state",
            label=gettext_lazy("Notula"),
            value=lambda row: minutes_words(row),
            sort="state",
            phone=False,
        ),
    ],
    filters=[
        Filter(
            key="notula",
            label=gettext_lazy("Notula"),
            chips=True,
            choices=[("ditandatangani", gettext_lazy("Ditandatangani")), ("belum", gettext_lazy("Belum"))],
            apply=lambda rows, value: (
                rows.filter(state=MeetingState.SIGNED)
                if value == "ditandatangani"
                else rows.exclude(state=MeetingState.SIGNED)
            ),
        ),
    ],
    search=lambda rows, words: rows.filter(title__icontains=words) | rows.filter(letter_number__icontains=words),
    search_label=gettext_lazy("Cari acara atau nomor surat"),
    order="-starts_at",
    row_url=lambda row: reverse("briefing:meeting_documents", args=[row.pk]),
    empty=Empty(
        title=gettext_lazy("Belum ada rapat"),
        text=gettext_lazy(
            "Undangan, daftar hadir, notula, dan bahan tiap rapat tersedia di sini begitu rapatnya direncanakan."
        ),
        button=gettext_lazy("Buka rakor"),
        url="/rakor/",
        icon="file-text",
    ),
)


def minutes_words(meeting: Meeting) -> str:
    """How far the minutes of a meeting are, in words."""
    match meeting.state:
        case MeetingState.SIGNED:
            return _("ditandatangani")
        case MeetingState.MINUTED:
            return _("menunggu tanda tangan")
        case MeetingState.HELD:
            return _("sedang ditulis")
        case MeetingState.CANCELLED:
            return _("rapat dibatalkan")
        case _other:
            return _("belum ada")


@guarded(Verb.RAKOR_VIEW, Verb.RAKOR_ATTEND, Verb.DOCUMENT_VIEW)
@require_safe
def documents(request: ActorRequest) -> HttpResponseBase:
    heads = letterheads_in_reach(request.actor)
    frame = getattr(request, "frame", None)
    election = getattr(frame, "election", None)
    own = (
        election.region if election and may(request.actor, Verb.DOCUMENT_CHANGE, Place(election.region.code)) else None
    )
    return MEETINGS.respond(
        request,
        meetings_with_papers(request.actor),
        template="briefing/documents.html",
        context={
            "heads": heads,
            "new_head": own if own and own.pk not in {head.region_id for head in heads} else None,
            "reports_url": _address("briefing:reports"),
        },
    )


def _address(name: str) -> str:
    """The address of a page that may not be there; empty where it is not."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@guarded(Verb.RAKOR_VIEW, Verb.RAKOR_ATTEND)
@require_safe
def meeting_documents(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """All papers of one meeting, and what they still lack."""
    meeting = access_meeting(request.actor, meeting_id)
    region = meeting.forum.region
    offices = signing_offices(meeting)
    sees_minutes = reads_minutes(request.actor, meeting)
    written = words_of(meeting, minutes=sees_minutes)
    return render(
        request,
        "briefing/meeting_documents.html",
        {
            "meeting": meeting,
            "region": region,
            "tab": "dokumen",
            "lacks": lacks_of(meeting, signer=bool(offices)),
            "signers": [(office.pk, full_title(office)) for office in offices],
            "guests": meeting.participants.count(),
            "counts": drawn_points(meeting),
            "sees_minutes": sees_minutes,
            "findings": check_text(written, region=region, election=meeting.forum.election)[:MOST_FINDINGS],
            "sees_pack": sees_picture(request.actor, meeting.forum.election, region.code),
            "may_number": may(request.actor, Verb.RAKOR_PLAN, meeting.place),
            "head_region": region_for_letterhead(request.actor, region),
            "minutes_words": minutes_words(meeting),
        },
    )


@guarded(Verb.RAKOR_VIEW, Verb.RAKOR_ATTEND)
@require_safe
def paper_file(request: ActorRequest, meeting_id: int, what: str, form: str) -> HttpResponse:
    """One paper as a file. ``?penanda=<jabatan>`` chooses who signs, ``?ttd=elektronik`` leaves a field for it."""
    meeting = access_meeting(request.actor, meeting_id)
    now = clock.now()
    if form not in _FORMS:
        raise Refused
    paper = _paper(request, meeting, what, now)
    content_type, draw = _FORMS[form]
    return file_answer(draw(paper, now), f"{paper.name}.{form}", content_type)


def file_answer(content: bytes, name: str, content_type: str) -> HttpResponse:
    """A file that is kept nowhere on its way: it may hold names and a NIP."""
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _paper(request: HttpRequest, meeting: Meeting, what: str, now: datetime) -> Paper:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    match what:
        case "undangan" | "undangan-per-peserta":
            wanted = request.GET.get("penanda", "")
            signer = next((one for one in signing_offices(meeting) if str(one.pk) == wanted), None)
            return invitation(
                meeting,
                address=origin(request) + reverse("rakor:meeting", args=[meeting.pk]),
                now=now,
                signer=signer,
                each=what == "undangan-per-peserta" or request.GET.get("bentuk") == "per-peserta",
                electronic=request.GET.get("ttd") == "elektronik",
            )
        case "daftar-hadir":
            return attendance_sheet(meeting, actor=actor, now=now)
        case "notula":
            if not reads_minutes(actor, meeting):
                raise Refused
            return minutes_paper(meeting, actor=actor, now=now)
    raise Refused


def origin(request: HttpRequest) -> str:
    """The address of this installation, as outsiders reach it."""
    return settings.BASE_URL or f"{request.scheme}://{request.get_host()}"


@guarded(Verb.RAKOR_PLAN)
def number_letter(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Give the invitation its number, date, nature and copies."""
    meeting = access_meeting(request.actor, meeting_id, Verb.RAKOR_PLAN)
    now = clock.now()
    region = meeting.forum.region
    today = local(now, region.code).date()
    form = NumberForm(
        request.POST or None,
        initial={
            "number": meeting.letter_number,
            "day": meeting.letter_date or today,
            "nature": meeting.letter_nature or "Biasa",
            "copies": "\n".join(str(one) for one in meeting.letter_copies),
        },
    )
    form.fields["number"].help_text = _number_help(meeting, letterhead_of(region.code), now)
    back = reverse("briefing:meeting_documents", args=[meeting.pk])
    if form.is_valid() and form.perform(
        number_invitation, actor=request.actor, meeting=meeting, now=now, **form.cleaned_data
    ):
        return done(request, back, _("Nomor dan tanggal surat disimpan."))
    return form_page(
        request,
        form,
        title=_("Nomor dan tanggal surat undangan"),
        back=back,
        context={"region": region, "meeting": meeting},
    )


def _number_help(meeting: Meeting, head: Letterhead | None, now: datetime) -> str:
    if meeting.letter_number:
        return _("Nomor yang sudah diberikan tidak diberikan lagi kepada surat lain.")
    if head is None:
        return _("Kop dan pola nomor belum diatur, jadi tulis nomornya di sini.")
    day = local(now, meeting.forum.region.code).date()
    following = head.last_number + 1 if head.year == day.year else 1
    number = written_number(head.pattern, head.code, following, day)
    return _("Kosongkan untuk mengambil nomor berikutnya: %(number)s.") % {"number": number}
