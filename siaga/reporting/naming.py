"""How a unit is named on pages: TPS 005 Sukorejo, with the regions above it."""

from __future__ import annotations

from siaga.reporting.models import AboutUnit
from siaga.wilayah.models import Region

UNIT_RELATED = ("station__village__parent__parent", "region__parent__parent", "agency__region__parent")
"""What the functions here read of a row: hand it to ``select_related``."""


def unit_title(row: AboutUnit) -> str:
    """The unit as an official names it: ``TPS 005 Sukorejo``, ``Kecamatan Dempo Utara``, ``KPU Kota Pagar Alam``."""
    if row.station is not None:
        return f"{row.station.label} {row.station.village.name}"
    if row.region is not None:
        return row.region.title
    return row.agency.name if row.agency is not None else row.unit_code


def unit_above(row: AboutUnit) -> str:
    """The regions above the unit, the nearest first: ``Kecamatan Pagar Alam Utara · Kota Pagar Alam``."""
    nearest: Region | None = None
    if row.station is not None:
        nearest = row.station.village.parent
    elif row.region is not None:
        nearest = row.region.parent
    elif row.agency is not None:
        nearest = row.agency.region
    names: list[str] = []
    while nearest is not None and len(names) < 2:
        names.append(nearest.title)
        nearest = nearest.parent if len(names) < 2 else None
    return " · ".join(names)


def unit_region(row: AboutUnit) -> Region | None:
    """The narrowest region of the unit's place, for the breadcrumb."""
    if row.station is not None:
        return row.station.village
    if row.region is not None:
        return row.region
    return row.agency.region if row.agency is not None else None
