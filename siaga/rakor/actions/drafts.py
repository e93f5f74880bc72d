"""A draft that was read from an old paper becomes a meeting, once a person has confirmed it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from siaga.access import Actor, Verb, require
from siaga.desk.models import Agency, Office
from siaga.ledger.recording import action, record
from siaga.rakor.actions.agenda import add_item
from siaga.rakor.actions.meetings import add_participants, open_meeting, plan_meeting
from siaga.rakor.actions.minutes import write_notes
from siaga.rakor.actions.obstacles import note_obstacle
from siaga.rakor.actions.points.making import make_point
from siaga.rakor.errors import DraftAhead
from siaga.rakor.models import Forum, Meeting

REFERENCE = "naskah"
"""What obstacles and action points of a draft name as their source."""


@dataclass(frozen=True, slots=True)
class TakenObstacle:
    """kind: of ``ObstacleKind``; detail: the sentence of the paper."""

    kind: str
    title: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class TakenPoint:
    """detail: the sentence of the paper."""

    title: str
    owner: Agency
    due: date
    detail: str = ""


@action("rakor.take_draft")
def take_draft(
    *,
    actor: Actor,
    forum: Forum,
    title: str,
    starts_at: datetime,
    venue: str,
    uid: uuid.UUID,
    now: datetime,
    chair: Office | None = None,
    offices: Sequence[Office] = (),
    labels: Sequence[str] = (),
    figures: Sequence[str] = (),
    obstacles: Sequence[TakenObstacle] = (),
    points: Sequence[TakenPoint] = (),
) -> Meeting:
    """Make the meeting with all that was confirmed, in one transaction.

    A meeting that has begun is opened, and its obstacles, action points and figures (as notes of an item) are written;
    one that lies ahead is only planned. Raises ``DraftAhead`` where something was said at a meeting that lies ahead,
    and what planning, noting and promising raise.
    """
    require(actor, Verb.MINUTES_WRITE, forum.place)
    begun = starts_at <= now
    if not begun and (figures or obstacles or points):
        raise DraftAhead
    meeting = plan_meeting(
        actor=actor, forum=forum, title=title, starts_at=starts_at, venue=venue, chair=chair, uid=uid, now=now
    )
    if offices or labels:
        add_participants(actor=actor, meeting=meeting, offices=offices, labels=labels, now=now)
    if begun:
        meeting = open_meeting(actor=actor, meeting=meeting, now=now)
    if figures:
        item = add_item(actor=actor, meeting=meeting, title=_("Angka dari naskah"), now=now)
        write_notes(actor=actor, item=item, text="\n".join(f"- {one}" for one in figures), base=item.version, now=now)
    for hampers in obstacles:
        note_obstacle(
            actor=actor, election=forum.election, region=forum.region, kind=hampers.kind, title=hampers.title,
            detail=hampers.detail, source="rapat", reference=REFERENCE, meeting=meeting, now=now,
        )  # fmt: skip
    for promise in points:
        make_point(
            actor=actor, election=forum.election, owner=promise.owner, region=forum.region, title=promise.title,
            detail=promise.detail, due=promise.due, forum=forum, meeting=meeting, origin="rapat", reference=REFERENCE,
            now=now,
        )  # fmt: skip
    fact = meeting.as_fact()
    record(actor, "rakor.take_draft", meeting, before=fact, after=fact, now=now)
    return meeting
