"""Meetings: the list, a month of them, and the page of one with its next step."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Verb, may, scope_of
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Choice, Column, Empty, Filter, Table
from siaga.kit.words import countdown
from siaga.rakor.access import access_meeting, visible_forums
from siaga.rakor.actions.meetings import AHEAD
from siaga.rakor.models import Meeting, MeetingState, Purpose
from siaga.rakor.queries.carried import carried_points, meeting_before, unanswered
from siaga.rakor.queries.meetings import (
    coming,
    counts,
    find_meetings,
    leaders_of,
    local_day,
    meetings_of,
    month_of,
    participants_of,
)
from siaga.rakor.queries.rounds import clashes_of

_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
_STEPS = (MeetingState.PLANNED, MeetingState.INVITED, MeetingState.HELD, MeetingState.MINUTED, MeetingState.SIGNED)


def _today() -> date:
    return localdate(clock.now())


def _forums(request: HttpRequest) -> list[Choice]:
    actor = cast(ActorRequest, request).actor
    return [(str(pk), name) for pk, name in visible_forums(actor).order_by("name").values_list("pk", "name")[:300]]


def _by_forum(rows: QuerySet[Meeting], value: str) -> QuerySet[Meeting]:
    return rows.filter(forum=int(value))


def _by_state(rows: QuerySet[Meeting], value: str) -> QuerySet[Meeting]:
    if value == "terbuka":
        return rows.filter(state__in=[MeetingState.HELD, MeetingState.MINUTED])
    return rows.filter(state=value)


def _by_period(rows: QuerySet[Meeting], value: str) -> QuerySet[Meeting]:
    now = clock.now()
    if value == "depan":
        return rows.filter(starts_at__gte=now)
    if value == "30hari":
        return rows.filter(starts_at__lt=now, starts_at__gte=now - timedelta(days=30))
    return rows.filter(starts_at__lt=now)


MEETINGS = Table(
    key="rakor",
    title=gettext_lazy("Rakor"),
    columns=[
        Column(
            key="title",
            label=gettext_lazy("Acara"),
            sort="title",
            sub=lambda row: _("%(forum)s, rapat ke-%(number)d") % {"forum": row.forum.name, "number": row.number},
        ),
        Column(
            key="starts_at",
            label=gettext_lazy("Waktu"),
            format="moment",
            sort="starts_at",
            cell="rakor/cells/when.html",
        ),
        Column(
            key="state",
            label=gettext_lazy("Status"),
            value=lambda row: row.get_state_display(),
            sort="state",
            cell="rakor/cells/state.html",
            phone=False,
        ),
        Column(key="venue", label=gettext_lazy("Tempat"), sort="venue", phone=False),
        Column(key="invited", label=gettext_lazy("Diundang"), format="number", sort="invited", phone=False),
        Column(key="present", label=gettext_lazy("Hadir"), format="number", sort="present", phone=False),
        Column(key="forum", label=gettext_lazy("Forum"), value=lambda row: row.forum.name, screen=False),
        Column(key="number", label=gettext_lazy("Rapat ke-"), format="number", screen=False),
        Column(
            key="region",
            label=gettext_lazy("Wilayah"),
            value=lambda row: row.forum.region,
            format="region",
            screen=False,
        ),
        Column(key="purpose", label=gettext_lazy("Maksud"), value=lambda row: row.get_purpose_display(), screen=False),
        Column(key="ends_at", label=gettext_lazy("Selesai"), format="moment", screen=False),
        Column(key="letter_number", label=gettext_lazy("Nomor surat"), screen=False),
    ],
    filters=[
        Filter(
            key="waktu",
            label=gettext_lazy("Waktu"),
            chips=True,
            choices=[
                ("depan", gettext_lazy("Akan datang")),
                ("30hari", gettext_lazy("30 hari terakhir")),
                ("lalu", gettext_lazy("Semua yang lalu")),
            ],
            apply=_by_period,
        ),
        Filter(
            key="status",
            label=gettext_lazy("Status"),
            choices=[
                ("terbuka", gettext_lazy("Belum ditandatangani")),
                *MeetingState.choices,
            ],
            apply=_by_state,
        ),
        Filter(key="forum", label=gettext_lazy("Forum"), choices=_forums, apply=_by_forum),
        Filter(
            key="maksud",
            label=gettext_lazy("Maksud"),
            choices=Purpose.choices,
            field="purpose",
        ),
    ],
    search=find_meetings,
    search_label=gettext_lazy("Cari acara, forum, atau tempat"),
    order="-starts_at",
    row_url=lambda row: reverse("rakor:meeting", args=[row.pk]),
    empty=Empty(
        title=gettext_lazy("Belum ada rapat"),
        text=gettext_lazy(
            "Di sini tiap rakor direncanakan, diundang, dibuka, dan dicatat. Agendanya tersusun dari data, dan tiap "
            "janji kembali di rapat berikutnya. Rapat milik sebuah forum, jadi mulailah dari forumnya."
        ),
        button=gettext_lazy("Lihat forum"),
        url=lambda request: reverse("rakor:forums"),
        icon="users-group",
    ),
)


@guarded(Verb.RAKOR_VIEW, Verb.RAKOR_ATTEND)
def meetings(request: ActorRequest) -> HttpResponseBase:
    now = clock.now()
    return MEETINGS.respond(
        request,
        meetings_of(request.actor),
        template="rakor/meetings.html",
        context={
            "counts": counts(request.actor, now),
            "next_meeting": coming(request.actor, now).first(),
            "may_plan": not scope_of(request.actor, Verb.RAKOR_PLAN).nothing,
        },
    )


@guarded(Verb.RAKOR_VIEW, Verb.RAKOR_ATTEND)
def month(request: ActorRequest) -> HttpResponse:
    """``?bulan=2024-11``: the month with the meetings that one may see; on phones a list of its days."""
    today = _today()
    asked = _MONTH.fullmatch(request.GET.get("bulan", ""))
    first = date(int(asked[1]), int(asked[2]), 1) if asked else today.replace(day=1)
    forum = request.GET.get("forum", "")
    rows = None
    chosen = (
        visible_forums(request.actor).filter(pk=int(forum)).first() if forum.isdecimal() and len(forum) < 10 else None
    )
    if chosen is not None:
        rows = meetings_of(request.actor).filter(forum=chosen)
    weeks = month_of(request.actor, first.year, first.month, rows)
    return render(
        request,
        "rakor/month.html",
        {
            "first": first,
            "weeks": weeks,
            "before": (first - timedelta(days=1)).strftime("%Y-%m"),
            "after": (first + timedelta(days=32)).strftime("%Y-%m"),
            "this_month": today.strftime("%Y-%m"),
            "forum": chosen,
            "total": sum(len(day.meetings) for week in weeks for day in week if not day.outside),
            "may_plan": not scope_of(request.actor, Verb.RAKOR_PLAN).nothing,
        },
    )


@guarded(Verb.RAKOR_VIEW, Verb.RAKOR_ATTEND)
def meeting(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """One meeting: where it stands, what comes next, who leads, who is invited."""
    found = access_meeting(request.actor, meeting_id)
    day = local_day(found)
    plans = may(request.actor, Verb.RAKOR_PLAN, found.place)
    writes = may(request.actor, Verb.MINUTES_WRITE, found.place)
    invited = participants_of(found)
    before = meeting_before(found)
    return render(
        request,
        "rakor/meeting.html",
        {
            "meeting": found,
            "region": found.forum.region,
            "tab": "ringkasan",
            "steps": _steps(found),
            "next_step": _next_step(request, found, plans=plans, writes=writes),
            "day_mark": countdown(found.forum.election.voting_day, day),
            "leaders": leaders_of(found),
            "invited": invited,
            "told": sum(1 for one in invited if one.participant.sent_at),
            "came": sum(1 for one in invited if one.present),
            "before": before,
            "carried": carried_points(found).count() if not found.locked else None,
            "silent": unanswered(found).count() if not found.locked else None,
            "clashes": clashes_of([found]) if plans and found.state in AHEAD else [],
            "may_plan": plans and not found.locked,
            "may_cancel": plans and found.state in AHEAD,
            "may_see_ledger": may(request.actor, Verb.LEDGER_VIEW, found.place),
        },
    )


def _steps(meeting: Meeting) -> list[dict[str, Any]]:
    """The way of a meeting with the moment of each step; a cancelled one ends where it was."""
    moments = {
        MeetingState.PLANNED: None,
        MeetingState.INVITED: meeting.invited_at,
        MeetingState.HELD: meeting.held_at,
        MeetingState.MINUTED: meeting.minuted_at,
        MeetingState.SIGNED: meeting.signed_at,
    }
    if meeting.state == MeetingState.CANCELLED:
        way = [MeetingState.PLANNED, *([MeetingState.INVITED] if meeting.invited_at else []), MeetingState.CANCELLED]
        return [
            {"key": one, "word": one.label, "at": moments.get(one), "done": True, "now": one == MeetingState.CANCELLED}
            for one in way
        ]
    here = _STEPS.index(MeetingState(meeting.state))
    return [
        {
            "key": one,
            "word": one.label,
            "at": moments[one],
            "done": number <= here and (number == here or bool(moments[one]) or number == 0),
            "skipped": number < here and number > 0 and not moments[one],
            "now": number == here,
        }
        for number, one in enumerate(_STEPS)
    ]


def _next_step(request: ActorRequest, meeting: Meeting, *, plans: bool, writes: bool) -> dict[str, str] | None:
    """The button that leads on: its words, where it goes, its icon; None where nothing is this person's to do."""
    today = _today()
    state, day = meeting.state, local_day(meeting)
    if state == MeetingState.PLANNED and plans and day >= today:
        return _link(_("Undang peserta"), meeting, "rakor:invitations", icon="mail")
    if state in {MeetingState.PLANNED, MeetingState.INVITED} and writes and day <= today:
        return _link(_("Buka rapat"), meeting, "rakor:open_meeting", icon="door-enter")
    if state == MeetingState.INVITED and plans:
        return _link(_("Susun agenda"), meeting, "rakor:agenda", icon="list-numbers")
    if state == MeetingState.HELD and writes:
        return _link(_("Tulis notula"), meeting, "rakor:minutes", icon="pencil")
    if state == MeetingState.MINUTED and may(request.actor, Verb.MINUTES_SIGN, meeting.place):
        return _link(_("Tanda tangani notula"), meeting, "rakor:minutes_sign", "rakor:minutes", icon="signature")
    if state == MeetingState.SIGNED:
        return _link(_("Baca notula"), meeting, "rakor:minutes", icon="file-text")
    return None


def _link(words: str, meeting: Meeting, *names: str, icon: str) -> dict[str, str] | None:
    """The first of these addresses that there is."""
    for name in names:
        try:
            return {"words": words, "icon": icon, "url": reverse(name, args=[meeting.pk])}
        except NoReverseMatch:
            continue
    return None
