"""Set or remove the boundary of one region."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from siaga.access import Actor, Place, Verb, require
from siaga.ledger.recording import action, nothing_changed, record
from siaga.wilayah.errors import BadBoundary
from siaga.wilayah.models import Region, RegionBoundary
from siaga.wilayah.shapes import BadShape, shape_of


@action("region.set_boundary")
def set_boundary(
    *, actor: Actor, region: Region, geometry: dict[str, Any], now: datetime, source: str = "", estimated: bool = False
) -> RegionBoundary:
    """Set the polygon of a region (GeoJSON geometry, WGS84), in place of any before. Raises Refused, BadBoundary."""
    require(actor, Verb.REGION_CHANGE, Place(region.code))
    try:
        shape = shape_of(geometry)
    except BadShape as error:
        raise BadBoundary(str(error), field="geometry") from None
    standing = RegionBoundary.objects.filter(region=region).first()
    before = standing.as_fact() if standing else None
    boundary = RegionBoundary(region=region, source=source[:200], estimated=estimated, **shape.columns)
    if before == boundary.as_fact():
        nothing_changed()
        return boundary
    boundary.save(force_insert=standing is None, force_update=standing is not None)
    record(actor, "region.set_boundary", boundary, before=before, after=boundary.as_fact(), now=now)
    return boundary


@action("region.remove_boundary")
def remove_boundary(*, actor: Actor, region: Region, now: datetime) -> None:
    """Take the polygon of a region away; nothing happens if it has none. Raises Refused."""
    require(actor, Verb.REGION_CHANGE, Place(region.code))
    standing = RegionBoundary.objects.filter(region=region).select_related("region").first()
    if standing is None:
        nothing_changed()
        return
    before = standing.as_fact()
    record(actor, "region.remove_boundary", standing, before=before, after=None, now=now)
    standing.delete()
