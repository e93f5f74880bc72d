"""Sections about people's promises: support that was asked for, meetings, obstacles with solutions, action points."""

from __future__ import annotations

from django.db.models import Count, Q

from siaga.briefing.sections.ground import Ground, Section, figure, link, section, source, table
from siaga.desk.access import requests_for
from siaga.desk.models import SupportState
from siaga.desk.queries.support import OPEN, is_overdue, overdue_on
from siaga.rakor.access import visible_meetings, visible_obstacles, visible_points
from siaga.rakor.models import UNSETTLED, MeetingState, ObstacleState, PointState
from siaga.wilayah.access import below

_TOOK_PLACE = (MeetingState.HELD, MeetingState.MINUTED, MeetingState.SIGNED)
_MOST = 400
"""Rows read for one table; what is not printed is counted."""


def support(ground: Ground) -> Section:
    """What KPU and Bawaslu asked of the government, and what became of it."""
    rows = requests_for(ground.actor).filter(below(ground.region.code, "region__"), election=ground.election)
    counts = rows.order_by().aggregate(
        total=Count("pk"),
        asked=Count("pk", filter=Q(state=SupportState.ASKED)),
        granted=Count("pk", filter=Q(state=SupportState.GRANTED)),
        delivered=Count("pk", filter=Q(state=SupportState.DELIVERED)),
        overdue=Count("pk", filter=overdue_on(ground.day)),
        fresh=Count("pk", filter=Q(asked_on__gte=ground.starts, asked_on__lte=ground.ends)),
    )
    ground.events["support_asked"] = counts["fresh"]
    of = source("support", ground.now, "desk:requests")
    waiting = rows.filter(state__in=OPEN).select_related("asked_by", "answered_by").order_by("due", "pk")
    return section(
        "support",
        [
            figure("support_asked", counts["asked"], source=of),
            figure("support_granted", counts["granted"], source=of),
            figure("support_delivered", counts["delivered"], source=of),
            figure("support_overdue", counts["overdue"], source=of),
        ]
        if counts["total"]
        else [],
        [
            table(
                "support",
                [("title", "text"), ("owner", "text"), ("due", "day"), ("state", "support"), ("overdue", "truth")],
                [
                    {
                        "title": one.title,
                        "owner": one.asked_by.name,
                        "due": one.due,
                        "state": one.state,
                        "overdue": is_overdue(one, ground.day),
                        "link": link("desk:support", one.pk),
                    }
                    for one in waiting[:_MOST]
                ],
            )
        ],
        of,
    )


def meetings(ground: Ground) -> Section:
    """The meetings held in the period, in the region and its parts, and those that come next."""
    rows = visible_meetings(ground.actor).filter(
        below(ground.region.code, "forum__region__"), forum__election=ground.election
    )
    held = list(
        rows.filter(state__in=_TOOK_PLACE, starts_at__gte=ground.opens_at, starts_at__lte=ground.at)
        .annotate(present=Count("attendances", distinct=True))
        .order_by("starts_at", "pk")[:_MOST]
    )
    planned = rows.filter(state__in=(MeetingState.PLANNED, MeetingState.INVITED), starts_at__gt=ground.at)
    ahead = list(planned.order_by("starts_at", "pk")[:5])
    ground.events["meetings"] = len(held)
    of = source("meetings", ground.now)
    columns = [("forum", "text"), ("title", "text"), ("starts_at", "moment"), ("venue", "text")]
    return section(
        "meetings",
        [figure("meetings_held", len(held), source=of)] if held or ahead else [],
        [
            table(
                "meetings",
                [*columns, ("present", "number"), ("state", "meeting")],
                [
                    {
                        "forum": one.forum.name,
                        "title": one.title,
                        "starts_at": one.starts_at,
                        "venue": one.venue,
                        "present": one.present or None,
                        "state": one.state,
                        "link": link("rakor:meeting", one.pk),
                    }
                    for one in held
                ],
            ),
            table(
                "meetings_ahead",
                columns,
                [
                    {
                        "forum": one.forum.name,
                        "title": one.title,
                        "starts_at": one.starts_at,
                        "venue": one.venue,
                        "link": link("rakor:meeting", one.pk),
                    }
                    for one in ahead
                ],
            ),
        ],
        of,
    )


def obstacles(ground: Ground) -> Section:
    """What hampers, what was proposed against it, who sees to it and until when; what was solved in the period."""
    rows = visible_obstacles(ground.actor).filter(
        below(ground.region.code, "region__"), election=ground.election, created_at__lte=ground.at
    )
    closed_now = Q(state=ObstacleState.CLOSED, state_at__gte=ground.opens_at, state_at__lte=ground.at)
    standing = ~Q(state=ObstacleState.CLOSED)
    counts = rows.order_by().aggregate(
        open=Count("pk", filter=Q(state=ObstacleState.OPEN)),
        handled=Count("pk", filter=Q(state=ObstacleState.HANDLED)),
        closed=Count("pk", filter=closed_now),
        fresh=Count("pk", filter=Q(created_at__gte=ground.opens_at)),
        ownerless=Count("pk", filter=standing & Q(owner=None)),
    )
    ground.events["obstacles_new"], ground.events["obstacles_closed"] = counts["fresh"], counts["closed"]
    of = source("obstacles", ground.now, "rakor:obstacles")
    shown = list(rows.filter(standing | closed_now).order_by("due", "created_at", "pk")[:_MOST])
    shown.sort(key=lambda one: one.state == ObstacleState.CLOSED)
    return section(
        "obstacles",
        [
            figure("obstacles_open", counts["open"], source=of),
            figure("obstacles_handled", counts["handled"], source=of),
            figure("obstacles_new", counts["fresh"], source=of),
            figure("obstacles_closed", counts["closed"], source=of),
            figure("obstacles_ownerless", counts["ownerless"], source=of),
        ]
        if shown
        else [],
        [
            table(
                "obstacles",
                [
                    ("title", "text"),
                    ("kind", "obstacle_kind"),
                    ("area", "text"),
                    ("strategy", "text"),
                    ("owner", "text"),
                    ("due", "day"),
                    ("state", "obstacle"),
                ],
                [
                    {
                        "title": one.title,
                        "kind": one.kind,
                        "area": one.region.title,
                        "strategy": one.closed_reason if one.state == ObstacleState.CLOSED else one.strategy or None,
                        "owner": one.owner.name if one.owner else None,
                        "due": one.due,
                        "state": one.state,
                        "link": link("rakor:obstacle", one.pk),
                    }
                    for one in shown
                ],
            )
        ],
        of,
    )


def points(ground: Ground) -> Section:
    """Action points: open, overdue, and those closed in the period; the most overdue are named."""
    rows = visible_points(ground.actor).filter(
        below(ground.region.code, "region__"), election=ground.election, created_at__lte=ground.at
    )
    unsettled = Q(state__in=UNSETTLED)
    closed_now = ~unsettled & Q(state_at__gte=ground.opens_at, state_at__lte=ground.at)
    late = unsettled & ~Q(state=PointState.DONE) & Q(due__lt=ground.day)
    counts = rows.order_by().aggregate(
        open=Count("pk", filter=unsettled),
        overdue=Count("pk", filter=late),
        blocked=Count("pk", filter=Q(state=PointState.BLOCKED)),
        waiting=Count("pk", filter=Q(state=PointState.DONE)),
        verified=Count("pk", filter=closed_now & Q(state=PointState.VERIFIED)),
        dropped=Count("pk", filter=closed_now & Q(state=PointState.DROPPED)),
        fresh=Count("pk", filter=Q(created_at__gte=ground.opens_at)),
    )
    ground.events.update(
        points_new=counts["fresh"],
        points_closed=counts["verified"] + counts["dropped"],
        points_overdue=counts["overdue"],
    )
    of = source("points", ground.now, "rakor:points")
    columns = [("title", "text"), ("owner", "text"), ("area", "text"), ("due", "day"), ("state", "point")]

    def told(found: Q) -> list[dict[str, object]]:
        return [
            {
                "title": one.title,
                "owner": one.owner.name,
                "area": one.region.title,
                "due": one.due,
                "state": one.state,
                "link": link("rakor:point", one.pk),
            }
            for one in rows.filter(found).order_by("due", "priority", "pk")[:_MOST]
        ]

    return section(
        "points",
        [
            figure("points_open", counts["open"], source=of),
            figure("points_overdue", counts["overdue"], source=of),
            figure("points_blocked", counts["blocked"], source=of),
            figure("points_waiting", counts["waiting"], source=of),
            figure("points_verified", counts["verified"], source=of),
            figure("points_dropped", counts["dropped"], source=of),
        ]
        if counts["open"] or counts["verified"] or counts["dropped"]
        else [],
        [
            table("points_overdue", columns, told(late)),
            table("points_open", columns, told(unsettled & ~late)),
            table("points_closed", columns, told(closed_now)),
        ],
        of,
    )
