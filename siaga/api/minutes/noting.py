"""A body of the API noted through the same actions as the screen's commands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from siaga.access import Actor, Verb
from siaga.api.minutes.asked import MinutesIn, Records
from siaga.api.regions import region_of
from siaga.desk.access import access_agency
from siaga.desk.models import Agency
from siaga.rakor.access import access_point
from siaga.rakor.actions.minutes import decide, note_statement
from siaga.rakor.actions.points import make_point, put_silence_on_record, report_on_point
from siaga.rakor.models import ActionPoint, AgendaItem, Meeting
from siaga.rakor.queries.agenda import access_item
from siaga.rakor.queries.carried import carried_points
from siaga.rakor.queries.named import region_named
from siaga.rakor.repeats import already_noted
from siaga.readiness.arithmetic import FULL
from siaga.wilayah.models import Region


@dataclass(frozen=True, slots=True)
class Names:
    """Everything that a body names, found before anything is written."""

    items: dict[int, AgendaItem]
    agencies: dict[str, Agency]
    regions: dict[str, Region]
    points: dict[int, ActionPoint]


def found(actor: Actor, meeting: Meeting, body: MinutesIn) -> Names:
    groups: list[Records] = [*body.items, body]
    agencies = {row.agency for group in groups for row in group.statements}
    agencies |= {row.owner_agency for group in groups for row in group.points}
    answered = {row.point for group in groups for row in group.reports}
    answered |= {row.point for group in groups for row in group.silences}
    carried = {point.pk: point for point in carried_points(meeting)[:2000]}
    return Names(
        items={one.item: access_item(actor, meeting, one.item, Verb.MINUTES_WRITE) for one in body.items},
        agencies={code: access_agency(actor, code) for code in sorted(agencies)},
        regions={row.region: region_of(actor, row.region) for group in groups for row in group.points if row.region},
        points={pk: carried.get(pk) or access_point(actor, pk) for pk in sorted(answered)},
    )


def note(actor: Actor, meeting: Meeting, item: AgendaItem | None, group: Records, names: Names, now: datetime) -> None:
    """Note the records of one item, or of none. What stands there in the same words is not noted again."""
    act: dict[str, Any] = {"actor": actor, "meeting": meeting, "now": now}
    forum = meeting.forum
    for stated in group.statements:
        words = stated.dict(include={"said_by", "of_what", "text", "hampers", "needs"})
        agency = names.agencies[stated.agency]
        share = "" if stated.share is None else format(round(Decimal(str(stated.share)) * 100, 4), "f")
        millionths = None if stated.share is None else round(stated.share * FULL)
        facts = {"item": item, "agency": agency, "share": millionths, "withdrawn_at": None, **words}
        if not already_noted(meeting.statements, facts):
            note_statement(**act, item=item, agency=agency, share=share, **words)
    for decided in group.decisions:
        if not already_noted(meeting.decisions, {"item": item, "text": decided.text, "withdrawn_at": None}):
            decide(**act, item=item, text=decided.text)
    for made in group.points:
        owner = names.agencies[made.owner_agency]
        region = names.regions[made.region] if made.region else region_named(meeting, "", owner)
        promise: dict[str, Any] = {"title": made.title, "owner": owner, "region": region, "due": made.due}
        if not already_noted(meeting.points, {"item": item, **promise}):
            make_point(
                **act, **promise, election=forum.election, forum=forum, item=item, origin="rapat",
                priority=made.priority, detail=made.detail,
            )  # fmt: skip
    for told in group.reports:
        point = names.points[told.point]
        if not already_noted(meeting.updates, {"point": point, "text": told.text, "kind": "laporan"}):
            report_on_point(
                **act, point=point, text=told.text, state=told.state, blocked_why=told.blocked_why,
                blocked_by=told.blocked_by,
            )  # fmt: skip
    for silent in group.silences:
        point = names.points[silent.point]
        if not already_noted(meeting.updates, {"point": point, "kind": "tidak-dilaporkan"}):
            put_silence_on_record(**act, point=point, reason=silent.reason)
