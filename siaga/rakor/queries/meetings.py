"""Meetings as people look at them: the list, a month, one meeting with who is invited and acts on its day."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from siaga.access import Actor, Verb, scope_of
from siaga.desk.queries.terms import holder_on, holders_on
from siaga.desk.terms import OfficeHolder
from siaga.elections.models import Election
from siaga.rakor.access import visible_meetings
from siaga.rakor.models import Attendance, Meeting, MeetingState, Participant
from siaga.wilayah.access import within
from siaga.wilayah.zones import zone_of

DAY = timedelta(days=1)
CALENDAR_LIMIT = 400


@dataclass(frozen=True, slots=True)
class Invited:
    """One invitation, and who acts in the office on the day of the meeting; None for somebody named in words."""

    participant: Participant
    holder: OfficeHolder | None
    present: bool = False


@dataclass(slots=True)
class Day:
    """One day of a calendar. outside: it belongs to the month before or after. proposed: hour and place."""

    day: date
    outside: bool = False
    meetings: list[Meeting] = field(default_factory=list)
    votes: list[Election] = field(default_factory=list)
    proposed: list[tuple[time | None, str]] = field(default_factory=list)


def counted(rows: QuerySet[Any]) -> Coalesce:
    """How many rows an inner query finds, as a column: no join, so that a page pays for its own rows only."""
    found = rows.order_by().annotate(all=Value(1)).values("all").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(found), 0)


def meetings_of(actor: Actor) -> QuerySet[Meeting]:
    """Visible meetings with ``invited`` and ``present`` counted."""
    here = {"meeting": OuterRef("pk")}
    return visible_meetings(actor).annotate(
        invited=counted(Participant.objects.filter(**here)),
        present=counted(Attendance.objects.filter(**here, struck_at__isnull=True)),
    )


def find_meetings(rows: QuerySet[Meeting], words: str) -> QuerySet[Meeting]:
    """Those whose title, forum or place has all the words."""
    for word in words.split()[:6]:
        rows = rows.filter(Q(title__icontains=word) | Q(forum__name__icontains=word) | Q(venue__icontains=word))
    return rows


def local_day(meeting: Meeting) -> date:
    """The day of the meeting where it is held."""
    return timezone.localtime(meeting.starts_at, zone_of(meeting.forum.region.code)).date()


def participants_of(meeting: Meeting) -> list[Invited]:
    """Who is invited, in order, with the holders of their offices on the day of the meeting (bounded at 1,000)."""
    rows = list(
        meeting.participants.select_related("office__agency__region__parent")
        .annotate(came=Count("attendances", filter=Q(attendances__struck_at__isnull=True)))
        .order_by("position", "pk")[:1000]
    )
    holders = holders_on([row.office for row in rows if row.office], local_day(meeting))
    return [Invited(row, holders.get(row.office_id or 0), row.came > 0) for row in rows]


def leaders_of(meeting: Meeting) -> dict[str, OfficeHolder | None]:
    """Who leads and who writes: the offices with their holders on the day of the meeting."""
    day = local_day(meeting)
    return {
        "chair": holder_on(meeting.chair, day) if meeting.chair else None,
        "secretary": holder_on(meeting.secretary, day) if meeting.secretary else None,
    }


def month_of(actor: Actor, year: int, month: int, rows: QuerySet[Meeting] | None = None) -> list[list[Day]]:
    """The weeks of a month, Monday first, with the visible meetings and voting days (bounded)."""
    weeks = [
        [Day(day, outside=day.month != month) for day in week]
        for week in calendar.Calendar(firstweekday=0).monthdatescalendar(year, month)
    ]
    fill(actor, weeks, rows)
    return weeks


def fill(actor: Actor, weeks: list[list[Day]], rows: QuerySet[Meeting] | None = None) -> None:
    """Put the meetings and voting days that the actor may see into the days."""
    days = {one.day: one for week in weeks for one in week}
    first, last = min(days), max(days)
    zone = timezone.get_default_timezone()
    begins = datetime.combine(first, time(0), zone) - DAY
    ends = datetime.combine(last, time(0), zone) + 2 * DAY
    found = (visible_meetings(actor) if rows is None else rows).filter(starts_at__gte=begins, starts_at__lt=ends)
    for meeting in found.order_by("starts_at", "pk")[:CALENDAR_LIMIT]:
        if day := days.get(local_day(meeting)):
            day.meetings.append(meeting)
    reach = within(scope_of(actor, Verb.ELECTION_VIEW), "region__")
    for election in Election.objects.filter(reach, voting_day__gte=first, voting_day__lte=last)[:50]:
        days[election.voting_day].votes.append(election)


def coming(actor: Actor, now: datetime) -> QuerySet[Meeting]:
    """Visible meetings that are still ahead, the next first."""
    ahead = (MeetingState.PLANNED, MeetingState.INVITED)
    return meetings_of(actor).filter(state__in=ahead, starts_at__gte=now - timedelta(hours=12)).order_by("starts_at")


def counts(actor: Actor, now: datetime) -> dict[str, int]:
    """The figures above the list."""
    ahead, taken = (MeetingState.PLANNED, MeetingState.INVITED), (MeetingState.HELD, MeetingState.MINUTED)
    return visible_meetings(actor).aggregate(
        ahead=Count("pk", filter=Q(state__in=ahead, starts_at__gte=now)),
        uninvited=Count("pk", filter=Q(state=MeetingState.PLANNED, starts_at__gte=now)),
        unsigned=Count("pk", filter=Q(state__in=taken)),
        signed=Count("pk", filter=Q(state=MeetingState.SIGNED)),
    )
