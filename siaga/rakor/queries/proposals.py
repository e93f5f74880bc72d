"""What an agenda owes to the facts: open promises, what changed in the picture, what falls due before the next meeting.

Each proposal carries its facts as plain values as they stood at the moment of drawing up (``Meeting.facts_at``; shares
in millionths), with the addresses of the pages behind them; ``siaga.rakor.agenda_words`` says them in words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.utils.translation import gettext as _

from siaga.access import Actor, Refused
from siaga.elections.queries import StageState, calendar
from siaga.logistics.links import late_url
from siaga.logistics.queries.custody import late_by_child
from siaga.rakor.access import visible_obstacles
from siaga.rakor.models import (
    ANSWERS,
    UNOWNED_FIRST,
    ActionPoint,
    AgendaItem,
    ItemKind,
    Meeting,
    MeetingState,
    Obstacle,
    ObstacleState,
    PointUpdate,
)
from siaga.rakor.queries.carried import carried_points, meeting_before
from siaga.readiness.arithmetic import FULL, Figure, Scale
from siaga.readiness.links import indicator_url, picture_url
from siaga.readiness.models import Claim
from siaga.readiness.queries import changes_since, open_claims
from siaga.readiness.queries.told import named_units
from siaga.readiness.shapes import Changes, Picture
from siaga.wilayah.access import below
from siaga.wilayah.models import Region
from siaga.wilayah.zones import zone_of

MOST_MOVES = 5
MOST_GAPS = 5
MOST_UNITS = 10
MOST_POINTS = 300
MOST_OBSTACLES = 300
NAMED_OBSTACLES = 8
LEAST_MOVE = Fraction(1, 100)
"""Changes and gaps below one percentage point are no subject for a meeting."""
USUAL_RHYTHM = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Proposal:
    """One item that the facts ask for. key: what it stands for, the same each time the agenda is drawn up."""

    kind: ItemKind
    key: str
    title: str
    facts: dict[str, Any] = field(default_factory=dict)
    point_id: int | None = None


def proposals(actor: Actor, meeting: Meeting, now: datetime) -> list[Proposal]:
    """Everything that the facts put on the table, in the order of an agenda.

    What the actor may not see of the picture is left out. Needs ``forum__region`` and ``forum__election`` loaded.
    """
    return [
        Proposal(ItemKind.OPENING, "opening", _("Pembukaan dan pengecekan kehadiran")),
        *_points(meeting, now),
        *_moves(actor, meeting, now),
        Proposal(ItemKind.OWN, "statements", _("Penyampaian kesiapan instansi")),
        *_late_boxes(actor, meeting, now),
        *_obstacles(actor, meeting, now),
        *_stages(actor, meeting, now),
        Proposal(ItemKind.OTHER, "closing", _("Lain-lain, kesimpulan, dan penutup")),
    ]


def _points(meeting: Meeting, now: datetime) -> Iterator[Proposal]:
    latest = PointUpdate.objects.filter(point=OuterRef("pk"), kind__in=ANSWERS).order_by("-at", "-pk")
    points = list(
        carried_points(meeting)
        .select_related(None)
        .select_related("owner", "forum")
        .only("title", "state", "due", "created_at", "owner__name", "forum__name")
        .annotate(latest_id=Subquery(latest.values("pk")[:1]))[:MOST_POINTS]
    )
    updates = PointUpdate.objects.filter(pk__in=[point.latest_id for point in points]).order_by()
    said = {update.pk: update for update in updates.only("at", "kind", "by", "text")}
    back = AgendaItem.objects.filter(point__in=[point.pk for point in points], removed=False).exclude(meeting=meeting)
    came_back = dict(back.order_by().values_list("point").annotate(n=Count("pk")))
    today = now.astimezone(zone_of(meeting.forum.region.code)).date()
    for point in points:
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
        "days_late": max((today - point.due).days, 0) if not point.settled else 0,
        "age_days": max((now - point.created_at).days, 0),
        "came_back": came_back,
        "forum": point.forum.name if point.forum and point.forum_id != meeting.forum_id else "",
        "latest": {"at": said.at.isoformat(), "kind": said.kind, "by": said.by, "text": said.text[:400]}
        if said
        else None,
        "url": f"/tindak-lanjut/{point.pk}/",
    }


def _moves(actor: Actor, meeting: Meeting, now: datetime) -> Iterator[Proposal]:
    election, code = meeting.forum.election, meeting.forum.region.code
    before = meeting_before(meeting)
    since = (before.facts_at or before.starts_at) if before else now - USUAL_RHYTHM
    try:
        changes = changes_since(actor, election, code, Scale.READINESS, since, None, now)
        risks = changes_since(actor, election, code, Scale.KERAWANAN, since, None, now, silence=False)
    except Refused:
        return
    yield _headline(meeting, changes)
    names = _names(changes, risks)
    yield from _falls(meeting, changes, names)
    yield from _rises(meeting, risks, names)
    yield from _gaps(actor, meeting, changes.picture)
    if changes.newly_silent_count:
        yield _silent(meeting, changes, now)


def _headline(meeting: Meeting, changes: Changes) -> Proposal:
    here = changes.picture
    return Proposal(
        ItemKind.PICTURE,
        "headline",
        _("Posisi kesiapan %(region)s") % {"region": meeting.forum.region.title},
        {
            **_times(changes),
            "what": "headline",
            **_two(changes.whole.before, changes.whole.after),
            "claimed": _millionths(here.claimed),
            "verified": _millionths(here.figure.verified),
            "coverage": _millionths(here.figure.coverage),
            "silent": here.silent_count,
            "url": picture_url(meeting.forum.election.slug, meeting.forum.region.code),
        },
    )


def _falls(meeting: Meeting, changes: Changes, names: dict[str, str]) -> Iterator[Proposal]:
    """Sub-regions and indicators whose readiness fell, the biggest fall first."""
    slug, code = meeting.forum.election.slug, meeting.forum.region.code
    fell = sorted(
        (one for one in changes.children if (one.change or 0) <= -LEAST_MOVE), key=lambda one: one.change or 0
    )
    for child in fell[:MOST_MOVES]:
        yield Proposal(
            ItemKind.PICTURE,
            f"fall:{child.thing}",
            _("Kesiapan turun di %(region)s") % {"region": names.get(child.thing, child.thing)},
            {
                **_times(changes),
                "what": "fall",
                **_two(child.before, child.after),
                "url": picture_url(slug, child.thing),
            },
        )
    for line in [one for one in changes.falls if (one.change or 0) <= -LEAST_MOVE][:MOST_MOVES]:
        yield Proposal(
            ItemKind.PICTURE,
            f"fall-indicator:{line.thing.key}",
            _("Turun: %(indicator)s") % {"indicator": line.thing.name},
            {
                **_times(changes),
                "what": "fall",
                **_two(line.before, line.after),
                "url": indicator_url(slug, line.thing.key, code),
            },
        )


def _rises(meeting: Meeting, risks: Changes, names: dict[str, str]) -> Iterator[Proposal]:
    rose = sorted(
        (one for one in risks.children if (one.change or 0) >= LEAST_MOVE), key=lambda one: -(one.change or 0)
    )
    for child in rose[:MOST_MOVES]:
        yield Proposal(
            ItemKind.PICTURE,
            f"rise:{child.thing}",
            _("Kerawanan naik di %(region)s") % {"region": names.get(child.thing, child.thing)},
            {
                **_times(risks),
                "what": "rise",
                **_two(child.before, child.after),
                "url": picture_url(meeting.forum.election.slug, child.thing, skala="kerawanan"),
            },
        )


def _gaps(actor: Actor, meeting: Meeting, here: Picture) -> Iterator[Proposal]:
    """The newest claim of each agency about each thing that says more than the evidence, the biggest gap first."""
    evidence = _evidence(here)
    newest: dict[tuple[int, int, str], Claim] = {}
    for claim in open_claims(actor, meeting.forum.election):
        newest.setdefault((claim.agency_id, claim.region_id, claim.indicator_key), claim)
    found = []
    for claim in newest.values():
        figure = evidence.get((claim.region.code, claim.indicator_key))
        if figure is not None and figure.value is not None:
            gap = Fraction(claim.share, FULL) - figure.value
            if gap >= LEAST_MOVE:
                found.append((gap, claim, figure))
    found.sort(key=lambda row: (-row[0], row[1].pk))
    for gap, claim, figure in found[:MOST_GAPS]:
        yield Proposal(
            ItemKind.PICTURE,
            f"gap:{claim.pk}",
            _("Klaim %(agency)s lebih tinggi daripada bukti") % {"agency": claim.agency.name},
            {
                "what": "gap",
                "claimed": claim.share,
                "after": _millionths(figure.value),
                "coverage": _millionths(figure.coverage),
                "gap": _millionths(gap),
                "of_what": claim.of_what,
                "region": claim.region.title,
                "said_by": claim.said_by,
                "stated_at": claim.stated_at.isoformat(),
                "url": f"/klaim/{meeting.forum.election.slug}/{claim.pk}/",
            },
        )


def _evidence(here: Picture) -> dict[tuple[str, str], Figure]:
    """Figures by region code and indicator key (empty: as a whole) that a claim can be held against."""
    own = here.region.code if here.region else ""
    found = {(own, ""): here.figure}
    found |= {(own, line.indicator.key): line.figure for line in here.indicators}
    found |= {(child.code, ""): child.figure for child in here.children if child.region}
    return found


def _silent(meeting: Meeting, changes: Changes, now: datetime) -> Proposal:
    units = changes.newly_silent[:MOST_UNITS]
    return Proposal(
        ItemKind.PICTURE,
        "silent",
        _("Unit yang berhenti melapor"),
        {
            **_times(changes),
            "what": "silent",
            "count": changes.newly_silent_count,
            "units": [
                {"unit": unit.unit, "name": unit.name, "place": unit.place}
                for unit in named_units(changes.election, units, now)
            ],
            "url": picture_url(meeting.forum.election.slug, meeting.forum.region.code) + "#bungkam",
        },
    )


def _late_boxes(actor: Actor, meeting: Meeting, now: datetime) -> Iterator[Proposal]:
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
                for place in places[:MOST_UNITS]
            ],
            "more": max(len(places) - MOST_UNITS, 0),
            "url": late_url(election.slug, region.code),
        },
    )


def _obstacles(actor: Actor, meeting: Meeting, now: datetime) -> Iterator[Proposal]:
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
                    "places": [one.region.title for one in group[:MOST_UNITS]],
                    "owner": "" if ownerless else group[0].owner.name if group[0].owner else "",
                    "late": sum(bool(one.due and one.due < today) for one in group),
                }
                for (title, ownerless), group in ordered[:NAMED_OBSTACLES]
            ],
            "more": max(len(ordered) - NAMED_OBSTACLES, 0),
            "url": "/kendala/",
        },
    )


def _stages(actor: Actor, meeting: Meeting, now: datetime) -> Iterator[Proposal]:
    """Stages that are late, and those that begin or end before the next meeting of the forum."""
    election = meeting.forum.election
    zone = zone_of(meeting.forum.region.code)
    until = next_meeting_day(meeting).astimezone(zone).date()
    try:
        stages = calendar(actor, election, now.astimezone(zone).date())
    except Refused:
        return
    for line in stages.lines:
        starts, ends = line.stage.starts, line.stage.ends
        begins = starts is not None and stages.today <= starts <= until
        finishes = ends is not None and stages.today <= ends <= until
        if line.state is StageState.DONE or not (line.state is StageState.LATE or begins or finishes):
            continue
        yield Proposal(
            ItemKind.STAGE,
            f"stage:{line.stage.key}",
            line.stage.name,
            {
                "what": "stage",
                "starts": starts.isoformat() if starts else None,
                "ends": ends.isoformat() if ends else None,
                "days_late": line.days_late,
                "verified": line.stage.verified,
                "url": f"/pemilihan/{election.slug}/tahapan/",
            },
        )


def next_meeting_day(meeting: Meeting) -> datetime:
    """When the forum meets next: what is planned, else after its rhythm, else after a week."""
    planned = (
        Meeting.objects.filter(forum=meeting.forum_id, starts_at__gt=meeting.starts_at)
        .exclude(state=MeetingState.CANCELLED)
        .order_by("starts_at")
        .values_list("starts_at", flat=True)
        .first()
    )
    rhythm = timedelta(days=meeting.forum.rhythm_days) if meeting.forum.rhythm_days else USUAL_RHYTHM
    return planned or meeting.starts_at + rhythm


def _times(changes: Changes) -> dict[str, Any]:
    return {"since": changes.since.isoformat()}


def _two(before: Figure | None, after: Figure | None) -> dict[str, Any]:
    return {
        "before": _millionths(before.value if before else None),
        "after": _millionths(after.value if after else None),
        "coverage": _millionths(after.coverage if after else None),
    }


def _millionths(share: Fraction | None) -> int | None:
    return round(share * FULL) if share is not None else None


def _names(*changes: Changes) -> dict[str, str]:
    """Titles of sub-regions, by code; TPS of a village go by their number."""
    codes = {child.thing for one in changes for child in one.children}
    found = {region.code: region.title for region in Region.objects.filter(code__in=[c for c in codes if "/" not in c])}
    return found | {code: f"TPS {code.rpartition('/')[2]}" for code in codes if "/" in code}
