"""What hampers: noted, given a strategy with an owner and a due date, closed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from siaga.access import Actor, Place, Refused, Verb, inside, may, require
from siaga.desk.models import Agency
from siaga.elections.models import Election
from siaga.ledger.recording import action, nothing_changed, record
from siaga.rakor.errors import ObstacleClosed, Unsaid
from siaga.rakor.models import Meeting, Obstacle, ObstacleKind, ObstacleState, Source
from siaga.rakor.pointing import rules
from siaga.reporting.models import Submission
from siaga.wilayah.models import Region


@action("obstacle.note")
def note_obstacle(
    *,
    actor: Actor,
    election: Election,
    region: Region,
    kind: str,
    title: str,
    now: datetime,
    source: str = "petugas",
    detail: str = "",
    unit: str = "",
    reference: str = "",
    meeting: Meeting | None = None,
    submission: Submission | None = None,
    stated_by: Agency | None = None,
) -> Obstacle:
    """Write an obstacle into the register: whoever keeps the region's, or writes the minutes of the meeting.

    Raises Refused, ``Unsaid``, ``MeetingNotOpen``.
    """
    if meeting is not None and may(actor, Verb.MINUTES_WRITE, meeting.place):
        if meeting.forum.election_id != election.pk:
            raise Refused
        if not inside(region.code, meeting.forum.region.code):
            raise Unsaid(
                _("%(region)s di luar wilayah forum ini.") % {"region": region.title},
                _("Pilih wilayah forum itu atau wilayah di bawahnya."),
                field="region",
            )
    else:
        require(actor, Verb.OBSTACLE_CHANGE, Place(region.code))
        if meeting is not None:
            require(actor, Verb.MINUTES_WRITE, meeting.place)
    if meeting is not None:
        rules.minutes_open(meeting)
    if kind not in ObstacleKind.values:
        raise Unsaid(_("Jenis kendala tidak dikenal."), _("Pilih dari daftar."), field="kind")
    rules.region_of(region, election)
    told = rules.submission_of(actor, submission, election)
    source = rules.source_of(source, meeting, "source")
    if told is not None and source == Source.PERSON:
        source = str(Source.REPORT)
    obstacle = Obstacle.objects.create(
        election=election,
        region=region,
        unit=rules.unit_of(unit, region, election),
        kind=kind,
        title=rules.said(title, "title", _("Kendala belum diisi."), _("Tulis singkat apa kendalanya."), 240),
        detail=rules.maybe_said(detail, "detail", rules.LONG),
        source=source,
        reference=rules.maybe_said(reference, "reference", 200),
        meeting=meeting,
        submission=told,
        stated_by=stated_by,
        created_at=now,
        state_at=now,
    )
    record(actor, "obstacle.note", obstacle, before=None, after=obstacle.as_fact(), now=now)
    return obstacle


def _fresh(obstacle: Obstacle) -> Obstacle:
    found = (
        Obstacle.objects.select_for_update(of=("self",))
        .select_related("region__parent", "owner__region", "election__region", "meeting__forum__region")
        .filter(pk=obstacle.pk)
        .first()
    )
    if found is None:
        raise Refused
    return found


def _require_change(actor: Actor, found: Obstacle) -> None:
    """Whoever keeps the region's obstacles, or writes the minutes of the meeting that named it, while they are open."""
    meeting = found.meeting
    if meeting is not None and meeting.state in rules.OPEN_TO_MINUTES and may(actor, Verb.MINUTES_WRITE, meeting.place):
        return
    require(actor, Verb.OBSTACLE_CHANGE, Place(found.region.code))


def _move(actor: Actor, act: str, found: Obstacle, now: datetime, reason: str = "", **fields: Any) -> Obstacle:
    """An UPDATE that holds only while the obstacle is in the state in which it was found."""
    before = found.as_fact()
    if found.state == ObstacleState.CLOSED or not (
        Obstacle.objects.filter(pk=found.pk, state=found.state).update(state_at=now, **fields)
    ):
        raise ObstacleClosed
    after = _fresh(found)
    record(actor, act, after, before=before, after=after.as_fact(), now=now, reason=reason)
    return after


@action("obstacle.strategy")
def set_strategy(
    *, actor: Actor, obstacle: Obstacle, strategy: str, owner: Agency, due: date, now: datetime
) -> Obstacle:
    """Say how the obstacle is met, by whom and by when; said again, the newer one stands. Raises ``ObstacleClosed``."""
    found = _fresh(obstacle)
    _require_change(actor, found)
    strategy = rules.said(
        strategy, "strategy", _("Strategi belum diisi."), _("Tulis bagaimana kendala ini ditangani."), rules.LONG
    )
    if owner.pk != found.owner_id:
        rules.owner_of(owner, found.election)
    if due != found.due:
        rules.due_of(due, found.region, now, found.meeting)
    unchanged = (found.strategy, found.owner_id, found.due) == (strategy, owner.pk, due)
    if unchanged and found.state == ObstacleState.HANDLED:
        nothing_changed()
        return found
    return _move(
        actor, "obstacle.strategy", found, now,
        strategy=strategy, owner=owner, due=due, state=ObstacleState.HANDLED.value,
    )  # fmt: skip


@action("obstacle.close")
def close_obstacle(*, actor: Actor, obstacle: Obstacle, reason: str, now: datetime) -> Obstacle:
    """Say that it hampers no more, and how that came about. Raises ``ObstacleClosed``, ``Unsaid``."""
    found = _fresh(obstacle)
    _require_change(actor, found)
    reason = rules.reason_of(reason)
    return _move(actor, "obstacle.close", found, now, reason, state=ObstacleState.CLOSED.value, closed_reason=reason)
