"""Open promises of earlier meetings, with their latest report and age."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, Subquery

from siaga.rakor.models import ANSWERS, ActionPoint, AgendaItem, ItemKind, Meeting, PointUpdate
from siaga.rakor.queries.carried import carried_points
from siaga.rakor.queries.points.lists import is_overdue
from siaga.rakor.queries.proposals.shape import Proposal
from siaga.wilayah.zones import zone_of

MOST_POINTS = 300


def points(meeting: Meeting, now: datetime) -> Iterator[Proposal]:
    latest = PointUpdate.objects.filter(point=OuterRef("pk"), kind__in=ANSWERS).order_by("-at", "-pk")
    found = list(
        carried_points(meeting)
        .select_related(None)
        .select_related("owner", "forum")
        .only("title", "state", "due", "created_at", "owner__name", "forum__name")
        .annotate(latest_id=Subquery(latest.values("pk")[:1]))[:MOST_POINTS]
    )
    updates = PointUpdate.objects.filter(pk__in=[point.latest_id for point in found]).order_by()
    said = {update.pk: update for update in updates.only("at", "kind", "by", "text")}
    back = AgendaItem.objects.filter(point__in=[point.pk for point in found], removed=False).exclude(meeting=meeting)
    came_back = dict(back.order_by().values_list("point").annotate(n=Count("pk")))
    today = now.astimezone(zone_of(meeting.forum.region.code)).date()
    for point in found:
        facts = _point_facts(meeting, point, said.get(point.latest_id), came_back.get(point.pk, 0), now, today)
        yield Proposal(ItemKind.POINT, f"point:{point.pk}", point.title, facts, point.pk)


def _point_facts(
    meeting: Meeting, point: ActionPoint, said: PointUpdate | None, came_back: int, now: datetime, today: date
) -> dict[str, Any]:
    return {
        "what": "point",
        "state": point.state,
        "owner": point.owner.name,
        "due": point.due.isoformat(),
        "days_late": (today - point.due).days if is_overdue(point, today) else 0,
        "age_days": max((now - point.created_at).days, 0),
        "came_back": came_back,
        "forum": point.forum.name if point.forum and point.forum_id != meeting.forum_id else "",
        "latest": {"at": said.at.isoformat(), "kind": said.kind, "by": said.by, "text": said.text[:400]}
        if said
        else None,
        "url": f"/tindak-lanjut/{point.pk}/",
    }
