"""The attendance list of a meeting as its secretary keeps it, and the screen with the code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from siaga import clock
from siaga.access import Problem, Refused, Verb, may
from siaga.kit.forms import confirm_page, done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.kit.words import short_moment
from siaga.rakor import door
from siaga.rakor.access import access_meeting
from siaga.rakor.actions.attendance import close_attendance, reopen_attendance, strike_attendance, tick
from siaga.rakor.forms.attendance import UNINVITED, AttendanceForm, StrikeForm
from siaga.rakor.models import Meeting
from siaga.rakor.queries.attendance import (
    Line,
    access_attendance,
    attendance_list,
    by_agency,
    figures,
    present_count,
    seats_of,
)
from siaga.rakor.when import local_to

REFRESH = 10
"""Seconds between two looks of the screen."""


@dataclass(slots=True)
class Row:
    """A line with what its cells need.

    over: whether nobody can come any more. at: when, in the meeting's zone, also where a file is written afterwards.
    focus: whether the keyboard goes on here after a tick.
    """

    line: Line
    meeting_id: int
    writes: bool
    over: bool
    at: str
    focus: bool = False

    @property
    def state(self) -> str:
        if not self.line.present:
            return "absen"
        return "hadir" if self.line.invited else "tamu"

    @property
    def state_words(self) -> str:
        if not self.line.present:
            return _("Tidak hadir") if self.over else _("Belum hadir")
        if not self.line.invited:
            return _("Hadir tanpa undangan")
        return _("Diwakili") if self.line.represents else _("Hadir")


STATES = (
    ("hadir", gettext_lazy("Hadir")),
    ("absen", gettext_lazy("Belum hadir")),
    ("tamu", gettext_lazy("Tanpa undangan")),
)

LIST = Table(
    key="hadir",
    title=gettext_lazy("Daftar hadir"),
    columns=[
        Column(
            key="tick",
            label=gettext_lazy("Tandai"),
            value=lambda row: "",
            cell="rakor/cells/tick.html",
            export=False,
        ),
        Column(
            key="name",
            label=gettext_lazy("Nama"),
            value=lambda row: row.line.name or "—",
            sort=lambda row: row.line.name.casefold(),
            sub=lambda row: row.line.office,
        ),
        Column(key="office", label=gettext_lazy("Jabatan"), value=lambda row: row.line.office, screen=False),
        Column(
            key="agency",
            label=gettext_lazy("Instansi"),
            value=lambda row: row.line.agency,
            sort=lambda row: row.line.agency.casefold(),
            phone=False,
        ),
        Column(
            key="state",
            label=gettext_lazy("Kehadiran"),
            value=lambda row: row.state_words,
            cell="rakor/cells/presence.html",
            sort=lambda row: row.state,
        ),
        Column(
            key="at",
            label=gettext_lazy("Pukul"),
            value=lambda row: row.at,
            sort=lambda row: row.line.at,
            sub=lambda row: row.line.how_words,
            phone=False,
        ),
        Column(key="how", label=gettext_lazy("Cara"), value=lambda row: row.line.how_words, screen=False),
    ],
    filters=[
        Filter(
            key="hadir",
            label=gettext_lazy("Kehadiran"),
            chips=True,
            choices=STATES,
            field="state",
        )
    ],
    search=lambda rows, words: [row for row in rows if _has(row.line, words)],
    search_label=gettext_lazy("Cari nama, jabatan, atau instansi"),
    empty=Empty(
        title=gettext_lazy("Belum ada yang diundang atau hadir"),
        text=gettext_lazy("Peserta rapat diisi di halaman rapat; yang datang tanpa undangan ditambahkan di sini."),
        icon="users",
    ),
    per_page=200,
)
SEEN_LIST = replace(LIST, columns=[column for column in LIST.columns if column.key != "tick"])


def _has(line: Line, words: str) -> bool:
    text = f"{line.name} {line.office} {line.agency}".casefold()
    return all(word in text for word in words.casefold().split())


@guarded(Verb.RAKOR_VIEW, Verb.RAKOR_ATTEND)
@never_cache
def attendance(request: ActorRequest, meeting_id: int) -> HttpResponseBase:
    """The list; a POST ticks one invitation."""
    meeting = access_meeting(request.actor, meeting_id)
    with local_to(meeting):
        if request.method == "POST":
            return _tick(request, meeting)
        return _list_page(request, meeting)


def _tick(request: ActorRequest, meeting: Meeting) -> HttpResponseBase:
    if not may(request.actor, Verb.MINUTES_WRITE, meeting.place):
        raise Refused
    number = request.POST.get("peserta", "")
    known = number.isascii() and number.isdecimal() and len(number) < 16
    seat = seats_of(meeting).filter(pk=number).first() if known else None
    if seat is None:
        raise Refused
    problem = None
    try:
        tick(actor=request.actor, meeting=meeting, participant=seat, now=clock.now())
    except Refused:
        raise
    except Problem as found:
        problem = found
    if request.headers.get("HX-Request") != "true" and problem is None:
        return done(request, f"{reverse('rakor:attendance', args=[meeting.pk])}#hadir", _("Kehadiran dicatat."))
    return _list_page(request, meeting, after=seat.pk, problem=problem)


def _list_page(
    request: ActorRequest, meeting: Meeting, after: int | None = None, problem: Problem | None = None
) -> HttpResponseBase:
    now = clock.now()
    writes = may(request.actor, Verb.MINUTES_WRITE, meeting.place) and door.takes_entries(meeting, now)
    over = not door.takes_entries(meeting, now) and now >= door.opens_at(meeting)
    lines = attendance_list(meeting)
    rows = [Row(line, meeting.pk, writes, over, short_moment(line.at) if line.at else "") for line in lines]
    shown = (LIST if writes else SEEN_LIST).show(request, rows)
    _move_focus(shown.page_rows, after)
    if answer := shown.table.partial(request, shown):
        return answer
    context = {
        "meeting": meeting,
        "region": meeting.forum.region,
        "tab": "hadir",
        "table": shown,
        "figures": figures(lines),
        "agencies": by_agency(lines),
        "writes": writes,
        "keeps": may(request.actor, Verb.MINUTES_WRITE, meeting.place),
        "is_open": door.is_open(meeting, now),
        "opens_at": door.opens_at(meeting),
        "closes_at": door.closes_at(meeting),
        "over": over,
        "is_early": now < door.opens_at(meeting),
        "problem": problem,
    }
    partly = request.headers.get("HX-Target") == "hadir"
    template = "rakor/parts/attendance_list.html" if partly else "rakor/attendance.html"
    return render(request, template, context, status=422 if problem else 200)


def _move_focus(rows: Sequence[Row], after: int | None) -> None:
    """The next invitation that nobody has answered is ready for the space bar."""
    if after is None:
        return
    places = [row.line.participant.pk if row.line.participant else 0 for row in rows]
    start = places.index(after) if after in places else 0
    for row in rows[start:]:
        if row.line.invited and not row.line.present and row.line.name:
            row.focus = True
            return


@guarded(Verb.MINUTES_WRITE)
def add_attendance(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Somebody without an invitation, or in the place of an invited one."""
    meeting = access_meeting(request.actor, meeting_id, Verb.MINUTES_WRITE)
    seat = request.GET.get("peserta", "")
    form = AttendanceForm(meeting, request.POST or None, initial={"participant": seat or UNINVITED})
    back = reverse("rakor:attendance", args=[meeting.pk])
    if form.is_valid() and form.perform(tick, actor=request.actor, meeting=meeting, now=clock.now(), **form.said()):
        return done(request, back, _("Kehadiran dicatat."))
    with local_to(meeting):
        return form_page(
            request,
            form,
            title=_("Tambah kehadiran"),
            submit=_("Catat hadir"),
            back=back,
            template="rakor/attendance_form.html",
            context={"meeting": meeting, "region": meeting.forum.region},
        )


@guarded(Verb.MINUTES_WRITE)
def strike(request: ActorRequest, meeting_id: int, attendance_id: int) -> HttpResponse:
    """Take somebody off the list, with a reason."""
    entry = access_attendance(request.actor, meeting_id, attendance_id)
    form = StrikeForm(request.POST if request.method == "POST" else None)
    back = reverse("rakor:attendance", args=[meeting_id])
    with local_to(entry.meeting):
        return confirm_page(
            request,
            lambda: strike_attendance(
                actor=request.actor, attendance=entry, reason=form.cleaned_data["reason"], now=clock.now()
            ),
            title=_("Coret kehadiran %(name)s?") % {"name": entry.name},
            submit=_("Coret"),
            back=back,
            message=_("Kehadiran dicoret."),
            lead=_("Catatannya tetap tersimpan di buku besar beserta alasannya."),
            form=form,
        )


@guarded(Verb.MINUTES_WRITE)
@require_POST
def shut(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Close the list for phones, or open it again."""
    meeting = access_meeting(request.actor, meeting_id, Verb.MINUTES_WRITE)
    back = reverse("rakor:attendance", args=[meeting.pk])
    if request.POST.get("buka"):
        reopen_attendance(actor=request.actor, meeting=meeting, now=clock.now())
        return done(request, back, _("Daftar hadir dibuka kembali untuk pengisian lewat QR."))
    close_attendance(actor=request.actor, meeting=meeting, now=clock.now())
    return done(request, back, _("Daftar hadir ditutup: kode QR tidak berlaku lagi."))


@guarded(Verb.MINUTES_WRITE)
@never_cache
def screen(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """The big screen with the code of this minute; htmx asks for the part that renews itself."""
    meeting = access_meeting(request.actor, meeting_id, Verb.MINUTES_WRITE)
    now = clock.now()
    context: dict[str, Any] = {
        "meeting": meeting,
        "refresh": REFRESH,
        "present": present_count(meeting),
        "is_open": door.is_open(meeting, now),
        "is_early": now < door.opens_at(meeting),
        "opens_at": door.opens_at(meeting),
    }
    if context["is_open"]:
        link = _link(request, door.code_for(meeting, now))
        context["link"] = link.partition("://")[2]
        context["qr"] = segno.make(link, error="m").svg_inline(
            border=3, omitsize=True, svgclass="qr", lineclass=None, light="#fff"
        )
        context["only_here"] = urlsplit(link).hostname in {"localhost", "127.0.0.1", "::1"}
    template = "rakor/parts/screen_code.html" if request.headers.get("HX-Request") == "true" else "rakor/screen.html"
    with local_to(meeting):
        return render(request, template, context)


def _link(request: HttpRequest, code: str) -> str:
    origin = settings.BASE_URL or request.build_absolute_uri("/").rstrip("/")
    return f"{origin}{reverse('rakor:door', args=[code])}"
