"""Reports of the desk to look at: which are due, late and sent; to whom they go; what may be done with one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.db.models import Count, F, Q, QuerySet
from django.utils.timezone import get_current_timezone, localdate

from siaga.access import Actor, Place, Verb, may
from siaga.briefing.access import visible_reports
from siaga.briefing.models import DeskReport, ReportState
from siaga.wilayah.models import Kind, Level

OPEN = (ReportState.DUE, ReportState.DRAFT, ReportState.APPROVED)


class Standing(StrEnum):
    """How a report stands at a moment; what is sent stays *late* where it was."""

    AHEAD = "ahead"
    DUE = "due"
    LATE = "late"
    SENT = "sent"
    SENT_LATE = "sent_late"


def in_standing(standing: Standing, now: datetime) -> Q:
    """The rows that stand so."""
    unsent = Q(state__in=OPEN)
    match standing:
        case Standing.AHEAD:
            return unsent & Q(due_at__gt=now, starts__gt=_day(now))
        case Standing.DUE:
            return unsent & Q(due_at__gt=now, starts__lte=_day(now))
        case Standing.LATE:
            return unsent & Q(due_at__lte=now)
        case Standing.SENT:
            return Q(state=ReportState.SENT, sent_at__lte=F("due_at"))
        case Standing.SENT_LATE:
            return Q(state=ReportState.SENT, sent_at__gt=F("due_at"))


def standing_of(report: DeskReport, now: datetime) -> Standing:
    if report.state == ReportState.SENT and report.sent_at is not None:
        return Standing.SENT_LATE if report.sent_at > report.due_at else Standing.SENT
    if report.due_at <= now:
        return Standing.LATE
    return Standing.AHEAD if report.starts > _day(now) else Standing.DUE


def _day(now: datetime) -> date:
    return localdate(now)


@dataclass(frozen=True, slots=True)
class ReportCounts:
    """How many reports in reach stand where."""

    due: int
    late: int
    sent: int
    sent_late: int
    nil: int
    waiting: int
    """Drawn up and waiting for approval."""
    unsent: int
    """Approved and waiting to be sent."""


def report_counts(rows: QuerySet[DeskReport], now: datetime) -> ReportCounts:
    """The counts over rows of ``visible_reports``; one query."""
    found = rows.order_by().aggregate(
        due=Count("pk", filter=in_standing(Standing.DUE, now)),
        late=Count("pk", filter=in_standing(Standing.LATE, now)),
        sent=Count("pk", filter=Q(state=ReportState.SENT)),
        sent_late=Count("pk", filter=in_standing(Standing.SENT_LATE, now)),
        nil=Count("pk", filter=Q(state=ReportState.SENT, nil=True)),
        waiting=Count("pk", filter=Q(state=ReportState.DRAFT)),
        unsent=Count("pk", filter=Q(state=ReportState.APPROVED)),
    )
    return ReportCounts(**found)


def late_reports(actor: Actor, now: datetime, limit: int = 20) -> list[DeskReport]:
    """What is late in the actor's reach, the longest first."""
    rows = visible_reports(actor).defer("facts", "texts").filter(in_standing(Standing.LATE, now))
    return list(rows.order_by("due_at", "pk")[:limit])


@dataclass(frozen=True, slots=True)
class StripDay:
    """One day of the strip, with the reports that are due on it."""

    day: date
    reports: tuple[DeskReport, ...]
    today: bool


def strip(rows: QuerySet[DeskReport], today: date, before: int = 7, after: int = 14) -> list[StripDay]:
    """The days around today with what is due on each; one query, bounded."""
    first, last = today - timedelta(days=before), today + timedelta(days=after)
    zone = get_current_timezone()
    since, until = (datetime.combine(day, time(), zone) for day in (first, last + timedelta(days=1)))
    found = rows.filter(due_at__gte=since, due_at__lt=until).order_by("due_at", "pk").defer("facts", "texts")
    by_day: dict[date, list[DeskReport]] = {}
    for report in found[:400]:
        by_day.setdefault(_day(report.due_at), []).append(report)
    days = [first + timedelta(days=place) for place in range((last - first).days + 1)]
    return [StripDay(one, tuple(by_day.get(one, ())), one == today) for one in days]


def addressee(report: DeskReport) -> str:
    """Whom the report is owed to: the Minister through the governor; directly where a governor is elected or reports.

    What a sub-district or village prints goes to the head of the level above. Needs ``region__parent`` and
    ``election__region`` loaded.
    """
    above = report.region.parent
    if report.region.level == Level.VILLAGE and above:
        return f"Camat {above.name}"
    if report.region.level == Level.DISTRICT and above:
        head, prefix = ("Wali Kota", "Kota ") if above.kind == Kind.KOTA else ("Bupati", "Kabupaten ")
        return f"{head} {above.name.removeprefix(prefix)}"
    minister = "Menteri Dalam Negeri"
    if report.region.level == Level.PROVINCE or report.election.region.level == Level.PROVINCE:
        return minister
    name = above.name.removeprefix("Provinsi ") if above else ""
    return f"{minister} melalui Gubernur {name}".rstrip()


@dataclass(frozen=True, slots=True)
class ReportSteps:
    """What the actor may do next with a report, by its state and its period."""

    draw_up: bool
    write: bool
    approve: bool
    send: bool
    reopen: bool


def steps_for(actor: Actor, report: DeskReport, today: date) -> ReportSteps:
    place = Place(report.region.code)
    changes, approves = may(actor, Verb.DOCUMENT_CHANGE, place), may(actor, Verb.DOCUMENT_APPROVE, place)
    open_now = report.state in {ReportState.DUE, ReportState.DRAFT}
    locked = report.state in {ReportState.APPROVED, ReportState.SENT}
    return ReportSteps(
        draw_up=changes and open_now and report.starts <= today,
        write=changes and report.state == ReportState.DRAFT,
        approve=approves and report.state == ReportState.DRAFT and report.ends <= today,
        send=changes and report.state == ReportState.APPROVED,
        reopen=approves and locked,
    )
