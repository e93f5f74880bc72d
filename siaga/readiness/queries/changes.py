"""What changed in a region since a moment, or since a snapshot."""

from __future__ import annotations

from datetime import datetime

from siaga.access import Actor
from siaga.elections.models import Election
from siaga.readiness.access import Spot, access_spot
from siaga.readiness.arithmetic import Figure, Scale
from siaga.readiness.grounds import Ground, cells_of, ground_of
from siaga.readiness.models import Indicator, Snapshot
from siaga.readiness.queries.pictures import picture_on
from siaga.readiness.shapes import MOST_SILENT, Changes, Moved, Picture
from siaga.readiness.silence import silent_units

_ALL = 1_000_000
MOST_COMPARED = 5000
"""Silent units compared by name; above it only the counts are."""


def changes_since(
    actor: Actor,
    election: Election,
    code: str,
    scale: Scale | str,
    since: datetime | Snapshot,
    at: datetime | None,
    now: datetime,
    *,
    silence: bool = True,
) -> Changes:
    """The picture of a region at a moment (None: now) beside that of an earlier one. Raises Refused.

    since: a moment, or a snapshot: then the moment that it shows. silence: whether to look for units that went silent.
    """
    spot = access_spot(actor, election, code)
    moment = since.at if isinstance(since, Snapshot) else since
    then = ground_of(election, scale, moment, now)
    here = ground_of(election, scale, at, now)
    before = picture_on(actor, then, spot, silent=0, claims=False)
    after = picture_on(actor, here, spot, silent=0)
    newly, count = _newly_silent(then, here, spot, before, after) if silence else ((), 0)
    indicators = _by_indicator(before, after)
    falls = [one for one in indicators if one.change is not None and one.change < 0]
    return Changes(
        election=election,
        region=spot.region,
        scale=here.scale,
        since=then.at,
        at=here.at,
        whole=Moved(spot.code, before.figure, after.figure),
        own_agencies=Moved(spot.code, before.own_agencies, after.own_agencies),
        indicators=indicators,
        children=_by_child(before, after),
        falls=tuple(sorted(falls, key=lambda one: one.change or 0)),
        newly_silent=newly,
        newly_silent_count=count,
        picture=after,
    )


def _by_indicator(before: Picture, after: Picture) -> tuple[Moved[Indicator], ...]:
    was = {line.indicator.pk: line for line in before.indicators}
    lines = [
        Moved(line.indicator, was[line.indicator.pk].figure if line.indicator.pk in was else None, line.figure)
        for line in after.indicators
    ]
    now = {line.indicator.pk for line in after.indicators}
    return (*lines, *(Moved(one.indicator, one.figure, None) for pk, one in was.items() if pk not in now))


def _by_child(before: Picture, after: Picture) -> tuple[Moved[str], ...]:
    was: dict[str, Figure] = {child.code: child.figure for child in before.children}
    now = {child.code: child.figure for child in after.children}
    return tuple(Moved(code, was.get(code), now.get(code)) for code in sorted(was.keys() | now.keys()))


def _newly_silent(
    then: Ground, here: Ground, spot: Spot, before: Picture, after: Picture
) -> tuple[tuple[str, ...], int]:
    """Units silent now that were not then. Far above what a page can name, the difference of the counts stands in."""
    if after.silent_count > MOST_COMPARED or before.silent_count > MOST_COMPARED:
        return (), max(after.silent_count - before.silent_count, 0)
    late = silent_units(here, spot.code, _ALL, cells_of(here, spot.code) if len(spot.code) < 13 else None)
    was = set(silent_units(then, spot.code, _ALL))
    newly = [unit for unit in late if unit not in was]
    return tuple(newly[:MOST_SILENT]), len(newly)
