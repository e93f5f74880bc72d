"""A promise is made, and its terms are changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from siaga.access import Actor, Place, Refused, Verb, inside, may, require
from siaga.desk.models import Agency, Office
from siaga.elections.models import Election
from siaga.ledger.recording import action, nothing_changed, record
from siaga.rakor.access import visible_obstacles
from siaga.rakor.errors import NotOfMeeting, OwnPoint, Unsaid
from siaga.rakor.models import (
    UNSETTLED,
    ActionPoint,
    AgendaItem,
    Escalation,
    Forum,
    Meeting,
    Obstacle,
    PointUpdate,
    UpdateKind,
)
from siaga.rakor.pointing import rules
from siaga.rakor.pointing.steps import fresh, step
from siaga.wilayah.models import Region

MOST_DETAIL = rules.LONG


@action("point.make")
def make_point(
    *,
    actor: Actor,
    election: Election,
    owner: Agency,
    region: Region,
    title: str,
    due: date,
    now: datetime,
    forum: Forum | None = None,
    meeting: Meeting | None = None,
    item: AgendaItem | None = None,
    obstacle: Obstacle | None = None,
    unit: str = "",
    indicator: str = "",
    detail: str = "",
    owner_office: Office | None = None,
    priority: int = 2,
    origin: str = "petugas",
    reference: str = "",
    closes_when: Mapping[str, Any] | None = None,
) -> ActionPoint:
    """Write down who does what, where, by when.

    Whoever keeps the points of the region may, and whoever writes the minutes of the meeting at which it is promised.
    Raises Refused, ``Unsaid``, ``NotOfMeeting``, ``MeetingNotOpen``; ``OwnPoint`` where the owning agency itself sets
    the figure that verifies it.
    """
    _may_make(actor, owner, region, forum, meeting)
    if meeting is not None:
        rules.minutes_open(meeting)
    if item is not None and (meeting is None or item.meeting_id != meeting.pk):
        raise NotOfMeeting
    if obstacle is not None and meeting is None and not visible_obstacles(actor).filter(pk=obstacle.pk).exists():
        raise Refused
    rules.region_of(region, election)
    if closes_when:
        _not_own_figure(actor, owner)
    point = ActionPoint.objects.create(
        election=election,
        forum=rules.forum_of(forum, meeting, election),
        meeting=meeting,
        item=item,
        obstacle=rules.same_election(obstacle, election),
        region=region,
        unit=rules.unit_of(unit, region, election),
        indicator=rules.indicator_of(indicator, election),
        title=rules.title_of(title),
        detail=rules.maybe_said(detail, "detail", MOST_DETAIL),
        owner=rules.owner_of(owner, election),
        owner_office=rules.office_of(owner_office, owner),
        due=rules.due_of(due, region, now, meeting),
        priority=rules.priority_of(priority),
        origin=rules.source_of(origin, meeting, "origin"),
        reference=rules.maybe_said(reference, "reference", 200),
        closes_when=rules.closing_of(actor, closes_when, election),
        state_at=now,
        created_at=now,
    )
    record(actor, "point.make", point, before=None, after=point.as_fact(), now=now)
    return point


def _not_own_figure(actor: Actor, owner: Agency) -> None:
    """The figure verifies the point as soon as it is reached: who owes it does not choose it."""
    if owner.code in {grant.agency for grant in actor.grants}:
        raise OwnPoint(owner.name)


def _may_make(actor: Actor, owner: Agency, region: Region, forum: Forum | None, meeting: Meeting | None) -> None:
    """At a meeting: whoever writes its minutes, for places below its forum. Elsewhere: whoever keeps the region's."""
    if meeting is not None and may(actor, Verb.MINUTES_WRITE, meeting.place):
        if not inside(region.code, meeting.forum.region.code):
            raise Unsaid(
                _("%(region)s di luar wilayah forum ini.") % {"region": region.title},
                _("Pilih wilayah forum itu atau wilayah di bawahnya."),
                field="region",
            )
        return
    require(actor, Verb.POINT_CHANGE, Place(region.code, agency=owner.code))
    where = meeting.forum if meeting is not None else forum
    if where is not None:
        # A point comes back at every meeting of its forum: nobody puts one on another's table.
        require(actor, Verb.POINT_CHANGE, where.place)
    if meeting is not None:
        require(actor, Verb.MINUTES_WRITE, meeting.place)


_CHANGEABLE = (
    "title", "detail", "owner", "owner_office", "region", "unit", "indicator", "due", "priority", "closes_when",
)  # fmt: skip


@action("point.change")
def change_point(
    *,
    actor: Actor,
    point: ActionPoint,
    changes: Mapping[str, Any],
    now: datetime,
    reason: str = "",
    meeting: Meeting | None = None,
) -> ActionPoint:
    """Change the terms of an open point. Another due date or owner needs a reason, and escalation starts again.

    changes: any of title, detail, owner, owner_office, region, unit, indicator, due, priority, closes_when.
    meeting: at which it was decided; then whoever writes its minutes may. Raises ``Unsaid``, ``PointMoved``,
    ``OwnPoint`` where the owning agency itself sets the figure that verifies it.
    """
    if unknown := set(changes) - set(_CHANGEABLE):
        raise TypeError(f"change_point does not change {', '.join(sorted(unknown))}")
    found = fresh(point, meeting)
    if meeting is None or not may(actor, Verb.MINUTES_WRITE, meeting.place):
        require(actor, Verb.POINT_CHANGE, found.place)
    meeting = rules.at_meeting(found, meeting)
    wanted = _checked(actor, found, changes, now, meeting)
    changed = {name: value for name, value in wanted.items() if getattr(found, name) != value}
    if not changed:
        nothing_changed()
        return found
    if "region" in changed and (meeting is None or not inside(changed["region"].code, meeting.forum.region.code)):
        require(actor, Verb.POINT_CHANGE, Place(changed["region"].code))
    if changed.get("closes_when"):
        _not_own_figure(actor, found.owner)
    told = _told(found, changed)
    if changed.keys() & {"due", "owner"}:
        told = f"{rules.reason_of(reason)} ({told})"
        changed |= {"escalation": Escalation.NONE, "escalated_at": None}
    elif reason.strip():
        told = f"{rules.reason_of(reason)} ({told})"
    update: PointUpdate = step(
        actor, "point.change", found, UpdateKind.CHANGED, UNSETTLED, now,
        text=told, meeting=meeting, reason=reason.strip()[:400], **changed,
    )  # fmt: skip
    return update.point


def _checked(
    actor: Actor, found: ActionPoint, fields: Mapping[str, Any], now: datetime, meeting: Meeting | None
) -> dict[str, Any]:
    """All that the point would say, each part judged with the others."""
    election = found.election
    region: Region = rules.region_of(fields.get("region", found.region), election)
    owner: Agency = fields.get("owner", found.owner)
    if owner.pk != found.owner_id:
        owner = rules.owner_of(owner, election)
    office = fields.get("owner_office", found.owner_office if owner.pk == found.owner_id else None)
    due: date = fields.get("due", found.due)
    indicator: str = fields.get("indicator", found.indicator)
    return {
        "title": rules.title_of(fields.get("title", found.title)),
        "detail": rules.maybe_said(fields.get("detail", found.detail), "detail", MOST_DETAIL),
        "owner": owner,
        "owner_office": rules.office_of(office, owner),
        "region": region,
        "unit": rules.unit_of(fields.get("unit", found.unit), region, election),
        "indicator": indicator if indicator == found.indicator else rules.indicator_of(indicator, election),
        "due": due if due == found.due else rules.due_of(due, region, now, meeting),
        "priority": rules.priority_of(fields.get("priority", found.priority)),
        "closes_when": rules.closing_of(actor, fields["closes_when"], election)
        if "closes_when" in fields and fields["closes_when"] != found.closes_when
        else found.closes_when,
    }


def _told(found: ActionPoint, changed: Mapping[str, Any]) -> str:
    """What changed, in words, for the history."""
    parts: list[str] = []
    if "due" in changed:
        days = {"old": date_format(found.due, "j F Y"), "new": date_format(changed["due"], "j F Y")}
        parts.append(_("tenggat %(old)s menjadi %(new)s") % days)
    if "owner" in changed:
        parts.append(_("pelaksana %(old)s menjadi %(new)s") % {"old": found.owner.name, "new": changed["owner"].name})
    labels = {
        "title": _("judul"),
        "detail": _("uraian"),
        "owner_office": _("jabatan pelaksana"),
        "region": _("wilayah"),
        "unit": _("TPS"),
        "indicator": _("indikator"),
        "priority": _("prioritas"),
        "closes_when": _("syarat selesai"),
    }
    if others := [label for name, label in labels.items() if name in changed]:
        parts.append(_("diubah: %(what)s") % {"what": ", ".join(others)})
    return "; ".join(parts)
