"""What hampers now: boxes that nobody signed for in time, and obstacles that are not closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from siaga.access import Actor
from siaga.logistics.links import late_url
from siaga.logistics.queries.custody import late_by_child
from siaga.rakor.access import visible_obstacles
from siaga.rakor.models import UNOWNED_FIRST, ItemKind, Meeting, Obstacle, ObstacleState
from siaga.rakor.queries.proposals.shape import Proposal
from siaga.wilayah.access import below
from siaga.wilayah.zones import zone_of

MOST_OBSTACLES = 300
NAMED_OBSTACLES = 8
MOST_PLACES = 10


def late_boxes(actor: Actor, meeting: Meeting, now: datetime) -> Iterator[Proposal]:
    """Boxes that nobody signed for in time, by part of the region."""
    election, region = meeting.forum.election, meeting.forum.region
    places = late_by_child(actor, election, region.code, now)
    if not places:
        return
    count = sum(place.boxes for place in places)
    yield Proposal(
        ItemKind.PICTURE,
        "late-boxes",
        _("Kotak suara terlambat"),
        {
            "what": "late_boxes",
            "count": count,
            "at": now.isoformat(),
            "places": [
                {"name": place.name, "boxes": place.boxes, "since": place.since.isoformat()}
                for place in places[:MOST_PLACES]
            ],
            "more": max(len(places) - MOST_PLACES, 0),
            "url": late_url(election.slug, region.code),
        },
    )


def obstacles(actor: Actor, meeting: Meeting, now: datetime) -> Iterator[Proposal]:
    """What hampers and is not closed, those that nobody owns first; one that stands in several places is one line."""
    election, region = meeting.forum.election, meeting.forum.region
    rows = (
        visible_obstacles(actor)
        .filter(below(region.code, "region__"), election=election)
        .exclude(state=ObstacleState.CLOSED)
        .select_related(None)
        .select_related("region", "owner")
        .order_by(*UNOWNED_FIRST)[:MOST_OBSTACLES]
    )
    groups: dict[tuple[str, bool], list[Obstacle]] = {}
    for one in rows:
        groups.setdefault((one.title, one.owner_id is None), []).append(one)
    if not groups:
        return
    today = now.astimezone(zone_of(region.code)).date()
    ordered = sorted(groups.items(), key=lambda group: not group[0][1])
    yield Proposal(
        ItemKind.PICTURE,
        "obstacles",
        _("Kendala yang belum teratasi"),
        {
            "what": "obstacles",
            "count": sum(len(group) for group in groups.values()),
            "ownerless": sum(len(group) for (_title, ownerless), group in groups.items() if ownerless),
            "groups": [
                {
                    "title": title,
                    "places": [one.region.title for one in group[:MOST_PLACES]],
                    "owner": "" if ownerless else group[0].owner.name if group[0].owner else "",
                    "late": sum(bool(one.due and one.due < today) for one in group),
                }
                for (title, ownerless), group in ordered[:NAMED_OBSTACLES]
            ],
            "more": max(len(ordered) - NAMED_OBSTACLES, 0),
            "url": "/kendala/",
        },
    )
