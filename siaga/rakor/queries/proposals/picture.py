"""How the picture moved since the last meeting: the position, falls and rises, claims above the evidence, silence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from siaga.access import Actor, Refused
from siaga.rakor.models import ItemKind, Meeting
from siaga.rakor.queries.carried import meeting_before
from siaga.rakor.queries.proposals.shape import Proposal
from siaga.rakor.queries.proposals.stages import USUAL_RHYTHM
from siaga.readiness.arithmetic import FULL, Figure, Scale
from siaga.readiness.links import indicator_url, picture_url
from siaga.readiness.models import Claim
from siaga.readiness.queries import changes_since, open_claims
from siaga.readiness.queries.told import named_units
from siaga.readiness.shapes import Changes, Picture
from siaga.wilayah.models import Region

MOST_MOVES = 5
MOST_GAPS = 5
MOST_UNITS = 10
LEAST_MOVE = Fraction(1, 100)
"""Changes and gaps below one percentage point are no subject for a meeting."""


def moves(actor: Actor, meeting: Meeting, now: datetime) -> Iterator[Proposal]:
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
