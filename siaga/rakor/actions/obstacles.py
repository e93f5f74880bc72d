"""What hampers: noted, given a strategy with an owner and a due date, closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from siaga.access import Actor, Place, Refused, Verb, inside, may, require
from siaga.desk.models import Agency
from siaga.elections.models import Election
from siaga.ledger.recording import action, nothing_changed, record
from siaga.planning.signals import Found
from siaga.rakor.errors import ObstacleClosed, Unsaid
from siaga.rakor.models import Meeting, Obstacle, ObstacleKind, ObstacleState, Source
from siaga.rakor.pointing import rules
from siaga.reporting.models import Submission
from siaga.wilayah.access import below
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


@dataclass(frozen=True, slots=True)
class Followed:
    """What a computation's findings changed in the register."""

    noted: int = 0
    renewed: int = 0
    closed: int = 0


@action("obstacle.follow")
def follow_findings(
    *, actor: Actor, election: Election, region: Region, source: str, found: Sequence[Found], now: datetime
) -> Followed:
    """Keep the register in step with what a computation finds in a region now: new ones noted, gone ones closed.

    source: names the computation; with region, TPS and title it says which obstacle is the same. What people made of
    one (strategy, owner, due date, state) stays. Raises Refused, ``Unsaid``.
    """
    require(actor, Verb.OBSTACLE_CHANGE, Place(region.code))
    Election.objects.select_for_update().get(pk=election.pk)  # two computations at once would note the same twice
    reference = f"{Source.PLAN!s}:{source}"
    standing = {
        (one.region.code, one.unit, one.title): one
        for one in Obstacle.objects.filter(
            below(region.code, "region__"), election=election, source=Source.PLAN, reference=reference
        )
        .exclude(state=ObstacleState.CLOSED)
        .select_related("region__parent", "owner__region", "election__region", "meeting__forum__region")
    }
    regions = {one.code: one for one in Region.objects.filter(code__in={one.region for one in found})}
    noted = renewed = closed = 0
    seen: set[tuple[str, str, str]] = set()
    for one in found:
        where = regions.get(one.region)
        if where is None or not inside(where.code, region.code):
            raise Unsaid(
                _("%(code)s di luar %(region)s.") % {"code": one.region, "region": region.title},
                _("Pilih wilayah itu atau wilayah di bawahnya."),
                field="region",
            )
        key = (where.code, one.unit, one.title.strip()[:240])
        if key in seen:
            continue
        seen.add(key)
        before = standing.get(key)
        if before is None:
            note_obstacle(
                actor=actor, election=election, region=where, kind=one.kind, title=one.title, now=now,
                source=str(Source.PLAN), detail=_detail(one), unit=one.unit, reference=reference,
            )  # fmt: skip
            noted += 1
        elif (before.kind, before.detail) != (one.kind, _detail(one)):
            renewed += _renewed(actor, before, one, now)
    day = date_format(rules.today_at(region.code, now), "j F Y")
    for key, gone in standing.items():
        if key not in seen:
            close_obstacle(
                actor=actor, obstacle=gone, reason=_("Tidak lagi ditemukan pada %(day)s.") % {"day": day}, now=now
            )
            closed += 1
    if not noted + renewed + closed:
        nothing_changed()
    return Followed(noted, renewed, closed)


def _detail(found: Found) -> str:
    """A computation is not asked to shorten its text, so what is too long ends where the column does."""
    return found.detail.replace("\x00", "").strip()[: rules.LONG]


def _renewed(actor: Actor, standing: Obstacle, found: Found, now: datetime) -> bool:
    """Say anew what it is; a person who closes it at the same moment goes first."""
    before = standing.as_fact()
    values = {"kind": found.kind, "detail": _detail(found)}
    if not Obstacle.objects.filter(pk=standing.pk, state=standing.state).update(**values):
        return False
    after = _fresh(standing)
    record(actor, "obstacle.follow", after, before=before, after=after.as_fact(), now=now)
    return True
