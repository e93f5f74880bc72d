"""Minutes finished, opened again, signed, and added to."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from siaga import clock
from siaga.access import Refused, Verb, may
from siaga.kit.forms import Consequence, Form, confirm_page, done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.rakor.access import access_meeting
from siaga.rakor.actions.minutes import add_addendum, finish_minutes, reopen_minutes, sign_minutes
from siaga.rakor.forms.minutes import AddendumForm, ReopenForm
from siaga.rakor.models import Meeting, MeetingState
from siaga.rakor.queries.minutes import Minutes, minutes_of
from siaga.rakor.typing import fold_meeting


def _back(meeting: Meeting) -> str:
    return reverse("rakor:minutes", args=[meeting.pk])


def _counted(minutes: Minutes) -> list[Consequence]:
    counts = minutes.counts()
    return [
        Consequence(_("Pokok agenda"), counts["items"]),
        Consequence(_("Pernyataan instansi"), counts["statements"]),
        Consequence(_("Keputusan"), counts["decisions"]),
        Consequence(_("Tindak lanjut baru"), counts["points"]),
        Consequence(_("Tercatat hadir"), counts["present"]),
        Consequence(_("Tindak lanjut lama yang belum dilaporkan"), len(minutes.silent)),
    ]


@guarded(Verb.MINUTES_WRITE)
def finish(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Everything typed by anybody is written first; what then still disagrees must be settled."""
    meeting = access_meeting(request.actor, meeting_id, Verb.MINUTES_WRITE)
    now = clock.now()
    if request.method == "POST" and meeting.state == MeetingState.HELD:
        fold_meeting(actor=request.actor, meeting=meeting, now=now)
    return confirm_page(
        request,
        lambda: finish_minutes(actor=request.actor, meeting=meeting, now=now),
        title=_("Selesaikan notula?"),
        lead=_("Notula menunggu tanda tangan dan tidak dapat ditulis lagi; membukanya kembali memerlukan alasan."),
        submit=_("Selesaikan notula"),
        back=_back(meeting),
        message=_("Notula selesai disusun."),
        consequences=_counted(minutes_of(meeting)),
        danger=False,
    )


@guarded(Verb.MINUTES_WRITE)
def reopen(request: ActorRequest, meeting_id: int) -> HttpResponse:
    meeting = access_meeting(request.actor, meeting_id, Verb.MINUTES_WRITE)
    form = ReopenForm(request.POST if request.method == "POST" else None)
    return confirm_page(
        request,
        lambda: reopen_minutes(
            actor=request.actor, meeting=meeting, reason=form.cleaned_data["reason"], now=clock.now()
        ),
        title=_("Buka kembali notula?"),
        lead=_("Notula dapat ditulis lagi sampai diselesaikan sekali lagi."),
        submit=_("Buka kembali"),
        back=_back(meeting),
        message=_("Notula dibuka kembali."),
        form=form,
        danger=False,
    )


@guarded(Verb.MINUTES_SIGN)
def sign(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """The page says what is signed, in numbers, and which promises nobody has answered for."""
    meeting = access_meeting(request.actor, meeting_id, Verb.MINUTES_SIGN)
    minutes = minutes_of(meeting)
    form = Form(request.POST if request.method == "POST" else None)
    if (
        request.method == "POST"
        and form.is_valid()
        and form.perform(sign_minutes, actor=request.actor, meeting=meeting, now=clock.now())
    ):
        return done(request, _back(meeting), _("Notula ditandatangani dan terkunci."))
    return form_page(
        request,
        form,
        title=_("Tanda tangani notula?"),
        lead="" if minutes.silent else _("Setelah ditandatangani, notula terkunci; pembetulan hanya lewat adendum."),
        submit=_("Tanda tangani"),
        back=_back(meeting),
        template="rakor/minutes/sign.html",
        context={
            "consequences": _counted(minutes),
            "danger": False,
            "minutes": minutes,
            "meeting": meeting,
            "region": meeting.forum.region,
            "writes": may(request.actor, Verb.MINUTES_WRITE, meeting.place),
        },
    )


@guarded(Verb.MINUTES_WRITE, Verb.MINUTES_SIGN)
def addendum(request: ActorRequest, meeting_id: int) -> HttpResponse:
    meeting = access_meeting(request.actor, meeting_id)
    if not any(may(request.actor, verb, meeting.place) for verb in (Verb.MINUTES_WRITE, Verb.MINUTES_SIGN)):
        raise Refused
    form = AddendumForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and form.perform(
        add_addendum, actor=request.actor, meeting=meeting, now=clock.now(), **form.cleaned_data
    ):
        return done(request, _back(meeting), _("Adendum %(number)d ditambahkan.") % {"number": form.result.number})
    return form_page(
        request,
        form,
        title=_("Tambah adendum"),
        lead=_("Notula yang ditandatangani tetap seperti semula; adendum tercetak sesudahnya."),
        submit=_("Tambahkan"),
        back=_back(meeting),
        context={"region": meeting.forum.region},
    )
